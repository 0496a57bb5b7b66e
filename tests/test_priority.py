"""Priority: a product that grows with each factor, leaves out what is unknown, and shows how."""

from math import prod

from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.records import Priority
from tools.diagnosis.priority import RANKS, WEIGHTS, Urgency, first_things_first, prioritised

SHARES = st.floats(0, 1, allow_nan=False)
MAYBE = st.none() | SHARES
URGENCIES = st.sampled_from(list(WEIGHTS))
NAMES = ("traffic", "users", "confidence", "fix_rate")


@given(
    URGENCIES, st.fixed_dictionaries(dict.fromkeys(NAMES, MAYBE)), st.sampled_from(NAMES), SHARES
)
def test_it_grows_with_each_factor(
    urgency: Urgency, given_: dict[str, float | None], name: str, more: float
) -> None:
    value = given_[name]
    assume(value is not None and more >= value)
    low, high = prioritised(urgency, **given_), prioritised(urgency, **{**given_, name: more})
    if low.score is not None:
        assert high.score is not None
        assert high.score >= low.score - 1e-9


@given(st.fixed_dictionaries(dict.fromkeys(NAMES, SHARES)))
def test_it_grows_with_urgency(given_: dict[str, float]) -> None:
    found = [prioritised(urgency, **given_) for urgency in ("low", "normal", "high", "critical")]
    scores = [one.score or 0.0 for one in found]
    assert scores == sorted(scores)
    ordered = sorted(found, key=first_things_first)
    assert [one.rank for one in ordered] == ["P0", "P1", "P2", "P3"]


@given(URGENCIES, st.fixed_dictionaries(dict.fromkeys(NAMES, MAYBE)))
def test_the_score_is_the_product_of_what_is_known(
    urgency: Urgency, given_: dict[str, float | None]
) -> None:
    found = prioritised(urgency, **given_)
    known = [factor.value for factor in found.factors if factor.value is not None]
    if found.impact is None:
        assert found.score is None
    else:
        assert found.score is not None
        assert abs(found.score - prod(known)) < 1e-9
    assert found.rank == RANKS[urgency]
    assert (found.rank == "P0") == (urgency == "critical")


def test_unknown_is_neither_nothing_nor_all() -> None:
    known = {"traffic": 0.02, "users": 0.04, "confidence": 0.9}
    unknown = prioritised("high", **known, fix_rate=None)
    assert unknown.score is not None
    assert round(unknown.score, 3) == round(3 * 2 * 0.9, 3)
    assert [factor.value is None for factor in unknown.factors] == [False, False, False, True]
    assert (
        prioritised("high", **{**known, "traffic": None, "users": None}, fix_rate=0.5).score is None
    )


def test_an_old_stored_priority_still_reads() -> None:
    old = Priority.model_validate({"impact": None, "urgency": "critical", "rank": "P0"})
    assert old.score is None
    assert old.factors == []
