"""What a run came to: means over what was scored, weak segments, worst examples, in one pass."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.records import Failure, Outcome, Score, Trace
from tools.evals.scorecard import scorecard
from tools.evals.scorers.named import SCORERS

EXACT, FAITHFUL, LATENCY = (SCORERS[name] for name in ("exact", "faithfulness", "latency"))
NOISE = SCORERS["noise_sensitivity"]


def outcome(
    name: str, scores: Mapping[str, float | None], segment: Mapping[str, str] | None = None
) -> Outcome:
    return Outcome(
        example_id=name,
        trace=Trace(id=f"run/{name}", query=f"q {name}", answer="a"),
        scores={
            key: Score(value=value, answer="a", reason=f"{key} of {name}")
            for key, value in scores.items()
        },
        segment=dict(segment or {}),
    )


def failure(name: str, segment: Mapping[str, str] | None = None) -> Outcome:
    failed = Failure(kind="timeout", message="60 s")
    return Outcome(example_id=name, failure=failed, segment=dict(segment or {}))


def test_what_failed_or_was_not_scored_is_in_no_mean() -> None:
    found = scorecard(
        [outcome("a", {"exact": 1.0}), outcome("b", {"exact": None}), failure("c")], [EXACT]
    )
    (result,) = found.results
    assert (result.mean, result.scored, result.of) == (1.0, 1, 2)
    assert (found.answered, found.failed, found.examples) == (2, {"timeout": 1}, 3)


def test_without_a_score_there_is_no_mean_and_no_worst() -> None:
    found = scorecard([outcome("a", {"exact": None})], [EXACT])
    assert found.results[0].mean is None
    assert found.main is None
    assert found.worst == ()


def test_a_share_has_wilson_s_interval() -> None:
    rows = [outcome(str(n), {"exact": float(n < 8)}) for n in range(10)]
    (result,) = scorecard(rows, [EXACT]).results
    assert result.low == pytest.approx(0.4901, abs=1e-3)
    assert result.high == pytest.approx(0.9433, abs=1e-3)


def test_the_worst_come_first_and_say_why() -> None:
    rows = [
        outcome("fine", {"exact": 1.0, "faithfulness": 1.0}),
        outcome("half", {"exact": 1.0, "faithfulness": 0.4}),
        outcome("wrong", {"exact": 0.0, "faithfulness": 0.9}),
        outcome("worst", {"exact": 0.0, "faithfulness": 0.1}),
    ]
    worst = scorecard(rows, [EXACT, FAITHFUL]).worst
    assert [one.trace_id for one in worst] == ["run/worst", "run/wrong", "run/half"]
    assert [one.scorer for one in worst] == ["exact", "exact", "faithfulness"]
    assert worst[2].reason == "faithfulness of half"


def test_weak_segments_come_first_and_few_examples_make_none() -> None:
    rows = [outcome(f"c{n}", {"exact": float(n % 2)}, {"style": "comedy"}) for n in range(6)]
    rows += [outcome(f"k{n}", {"exact": 1.0}, {"style": "knowledge"}) for n in range(6)]
    rows += [outcome(f"m{n}", {"exact": 0.0}, {"style": "mother"}) for n in range(2)]
    rows += [failure("f", {"style": "comedy", "hard_because": "fault"})]
    rows = [one.model_copy(update={"segment": one.segment | {"hard_because": "x"}}) for one in rows]
    slices = scorecard(rows, [EXACT]).slices
    assert [(one.value, one.mean, one.failed) for one in slices] == [
        ("comedy", 0.5, 1),
        ("knowledge", 1.0, 0),
    ]


def test_weights_make_an_overall_figure_in_which_lower_is_turned_round() -> None:
    rows = [outcome("a", {"exact": 1.0, "noise_sensitivity": 0.2, "latency": 900.0})]
    weights = {"exact": 3.0, "noise_sensitivity": 1.0, "latency": 5.0}
    found = scorecard(rows, [EXACT, NOISE, LATENCY], weights)
    assert found.overall == pytest.approx((3 * 1.0 + 1 * 0.8) / 4)
    assert found.main == "exact"
    assert scorecard(rows, [EXACT]).overall is None


@given(
    st.lists(
        st.tuples(st.floats(0, 1) | st.none(), st.booleans(), st.sampled_from("abc")), max_size=60
    )
)
def test_totals_always_add_up(rows: list[tuple[float | None, bool, str]]) -> None:
    made = [
        failure(str(n), {"s": segment})
        if fails
        else outcome(str(n), {"exact": value}, {"s": segment})
        for n, (value, fails, segment) in enumerate(rows)
    ]
    found = scorecard(made, [EXACT])
    assert found.examples == len(rows)
    (result,) = found.results
    assert result.scored <= result.of == found.answered
    assert len(found.worst) <= 10
    if result.mean is not None:
        assert 0 <= result.mean <= 1
