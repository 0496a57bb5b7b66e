"""Two runs compared: intervals, verdicts, what counts and what is left out."""

from typing import Any

import pytest
from eval_runs import SCORERS, failed, outcome
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.evals.comparing.compare import Side, compare


def side(values: list[float | None], scorers: dict[str, int] | None = None) -> Side:
    names = scorers or SCORERS
    return Side(
        {f"e-{at:03}": outcome(at, dict.fromkeys(names, one)) for at, one in enumerate(values)},
        names,
    )


PAIRS = st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from([0.0, 0.5, 1.0])),
                 min_size=1, max_size=30)  # fmt: skip


@given(pairs=PAIRS)
@settings(deadline=None, max_examples=40)
def test_swapping_the_runs_turns_every_verdict(pairs: list[tuple[float, float]]) -> None:
    one, other = side([a for a, _ in pairs]), side([b for _, b in pairs])
    there, back = compare(one, other), compare(other, one)
    turned = {"better": "worse", "worse": "better", "cannot_tell": "cannot_tell"}
    assert back.verdict == turned[there.verdict]
    [a], [b] = there.results, back.results
    assert a.difference is not None
    assert a.difference == pytest.approx(-(b.difference or 0.0))
    assert (a.wins, a.losses, a.p, a.smallest) == (b.losses, b.wins, b.p, b.smallest)
    assert there.totals["win"] == back.totals["loss"] + back.totals["regression"]


@given(pairs=PAIRS, grades=st.booleans())
@settings(deadline=None, max_examples=60)
def test_no_interval_speaks_against_its_verdict(
    pairs: list[tuple[float, float]], grades: bool
) -> None:
    scores = [[one if grades else float(one > 0.4) for one in pair] for pair in pairs]
    one, other = side([a for a, _ in scores]), side([b for _, b in scores])
    [result] = compare(one, other).results
    if result.verdict != "cannot_tell" and result.interval:
        low, high = result.interval
        assert low >= 0 if result.verdict == "better" else high <= 0


@given(pairs=PAIRS, seed=st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=25)
def test_the_order_of_the_outcomes_does_not_matter(
    pairs: list[tuple[float, float]], seed: Any
) -> None:
    one, other = side([a for a, _ in pairs]), side([b for _, b in pairs])
    mixed = list(one.outcomes.items())
    seed.shuffle(mixed)
    assert compare(one, other) == compare(Side(dict(mixed), SCORERS), other)


@pytest.mark.parametrize(
    ("count", "verdict"), [(3, "cannot_tell"), (5, "cannot_tell"), (6, "better"), (40, "better")]
)
def test_a_win_on_every_example_counts_from_six_on(count: int, verdict: str) -> None:
    assert compare(side([0.0] * count), side([1.0] * count)).verdict == verdict


def test_less_is_better_where_the_scorer_says_so() -> None:
    dear = compare(side([0.001] * 9, {"cost": 1}), side([0.002] * 9, {"cost": 1}))
    assert dear.verdict == "worse"
    assert dear.results[0].regressions is None
    unknown = {"words": 0}
    given_ = [side([10.0] * 9, unknown), side([20.0] * 9, unknown)]
    assert compare(*given_).verdict == "better"
    assert compare(*given_).results[0].metric.assumed
    assert compare(*given_, lower=["words"]).verdict == "worse"


def test_within_the_margin_no_difference_matters() -> None:
    before = [0.5 + 0.001 * (at % 5) for at in range(60)]
    after_ = [one + 0.004 + 0.001 * (at % 3) for at, one in enumerate(before)]
    assert compare(side(before), side(after_)).verdict == "better"
    assert compare(side(before), side(after_), margin=0.02).verdict == "equivalent"
    assert compare(side(before), side(after_), margin=0.002).verdict == "better"


def test_failures_are_left_out_and_compared_by_themselves() -> None:
    first, second = dict(side([1.0] * 30).outcomes), dict(side([1.0] * 30).outcomes)
    second |= {f"e-{at:03}": failed(at) for at in range(12)}
    first["e-001"] = failed(1)
    del first["e-029"]
    told = compare(Side(first, SCORERS), Side(second, SCORERS))
    left = told.left_out
    assert (told.pairs, left.failed_second, left.failed_both, left.only_second) == (17, 11, 1, 1)
    answered = told.result("answered")
    assert answered is not None
    assert answered.verdict == "worse"
    assert told.verdict == "worse"  # not a word on wrong answers, and yet no draw


def test_unscored_is_not_zero() -> None:
    told = compare(side([1.0, None, 1.0, 0.0]), side([1.0, 1.0, None, 0.0]))
    [result] = told.results
    assert (result.n, result.unscored, result.difference) == (2, 2, 0.0)
    assert told.totals == {"regression": 0, "loss": 0, "win": 0}


def test_other_versions_of_a_scorer_are_not_compared() -> None:
    both = [{"exact": 1, "rouge_l": 1}, {"exact": 1, "rouge_l": 2}]
    told = compare(side([1.0] * 8, both[0]), side([0.0] * 8, both[1]))
    assert [one.metric.name for one in told.results] == ["exact"]
    assert told.versions == {"rouge_l": (1, 2)}


def test_the_main_metric_is_tested_first_and_the_others_only_after_it() -> None:
    names = {"exact": 1, "rouge_l": 1}

    def both(exact: list[float], rouge: list[float]) -> Side:
        scores = zip(exact, rouge, strict=True)
        made = [outcome(at, {"exact": a, "rouge_l": b}) for at, (a, b) in enumerate(scores)]
        return Side({one.example_id: one for one in made}, names)

    same, up = [float(at % 2) for at in range(20)], [1.0] * 20
    before, after_ = both(same, [0.4] * 20), both(same, [0.6] * 20)
    assert compare(before, after_).verdict == "better"
    told = compare(before, after_, main="exact")
    assert (told.verdict, told.decided_by) == ("cannot_tell", "exact")
    assert {one.verdict for one in told.results} == {"cannot_tell"}
    assert [one.verdict for one in compare(before, both(up, [0.6] * 20), main="exact").results] == [
        "better", "better",
    ]  # fmt: skip
