"""A set is drawn to its quotas, seeded and diverse, and its gaps are named."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.records import Example
from tools.evals.building.coverage import coverage, missing
from tools.evals.building.quotas import Quota, fits
from tools.evals.building.sampling import draw


def example(number: int, style: str, audience: str, difficulty: str) -> Example:
    segment = {"style": style, "audience": audience, "difficulty": difficulty}
    return Example(id=f"e{number}", query=f"question {number} on {style}", segment=segment)


POOLS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.sampled_from(["hard", "ordinary"])),
    min_size=1,
    max_size=40,
).map(lambda rows: [example(at, *row) for at, row in enumerate(rows)])


WHERES = [
    *({"style": frozenset({one})} for one in "abc"),
    *({"audience": frozenset({one})} for one in "xy"),
    {"difficulty": frozenset({"hard"})},
    {"style": frozenset({"a"}), "difficulty": frozenset({"hard"})},
    {"style": frozenset({"b", "c"})},
]


@given(pool=POOLS, data=st.data())
@settings(deadline=None, max_examples=60)
def test_quotas_are_met_exactly_whenever_they_can_be(pool: list[Example], data: Any) -> None:
    """Quotas that some draw meets, since they are counted in it, are met."""
    some = data.draw(st.lists(st.sampled_from(pool), unique_by=lambda one: one.id))
    wheres = data.draw(st.lists(st.sampled_from(WHERES), unique_by=str, max_size=5))
    wanted = []
    for where in wheres:
        count = sum(fits(one, where) for one in some)
        bound = data.draw(st.sampled_from(["exactly", "at_least", "at_most"]))
        low = 0 if bound == "at_most" else count
        wanted.append(Quota(where, low, None if bound == "at_least" else count))
    drawn = draw(pool, len(some), wanted, seed=data.draw(st.integers(0, 3)))
    assert drawn.missed == []
    assert len(drawn.examples) == len(some)


@given(pool=POOLS, total=st.integers(0, 50), seed=st.integers(0, 5), low=st.integers(0, 50))
@settings(deadline=None, max_examples=40)
def test_a_draw_is_seeded_never_repeats_and_says_what_is_missing(
    pool: list[Example], total: int, seed: int, low: int
) -> None:
    wanted = [Quota({"style": frozenset({"a"})}, low, None)]
    drawn = draw(pool, total, wanted, seed=seed)
    assert drawn == draw(pool, total, wanted, seed=seed)
    ids = [one.id for one in drawn.examples]
    assert len(ids) == len(set(ids)) == min(total, len(pool))
    there = sum(one.segment["style"] == "a" for one in pool)
    got = sum(one.segment["style"] == "a" for one in drawn.examples)
    assert got >= min(low, there, total)
    assert [one.got for one in drawn.missed] == ([got] if got < low else [])


def test_another_seed_draws_others() -> None:
    pool = [example(at, "a", "x", "hard") for at in range(200)]
    draws = [{one.id for one in draw(pool, 20, [], seed=seed).examples} for seed in (0, 1)]
    assert draws[0] != draws[1]


def test_diagnosed_faults_come_first_among_hard_ones_only() -> None:
    pool = [example(at, "a", "x", "hard") for at in range(40)]
    pool = [
        one.model_copy(update={"cause": "intent"}) if at % 2 else one for at, one in enumerate(pool)
    ]
    hard = draw(pool, 20, [Quota({"difficulty": frozenset({"hard"})}, 20, 20)])
    assert {one.cause for one in hard.examples} == {"intent"}
    assert {one.cause for one in draw(pool, 20, []).examples} == {"intent", None}


def test_a_draw_prefers_what_differs() -> None:
    same = [Example(id=f"s{at}", query=f"写一条空气炸锅的搞笑脚本{'啊' * at}") for at in range(10)]
    others = [Example(id="o1", query="专业版多少钱"), Example(id="o2", query="how to export it")]
    drawn = draw([*same, *others], 3, [])
    assert {"o1", "o2"} <= {one.id for one in drawn.examples}


def test_gaps_are_named_with_how_many_would_close_them() -> None:
    traffic = [{"style": "a"}] * 60 + [{"style": "b"}] * 30 + [{"style": "c"}] * 10
    pool = [example(at, "a", "x", "hard") for at in range(45)]
    pool += [example(at, "b", "x", "hard") for at in range(45, 50)]
    found = coverage(pool, traffic, ["style"])
    assert [(one.kind, one.where, one.count, one.needed) for one in found.gaps] == [
        ("few", {"style": "b"}, 5, missing(5, 50, 0.3)),
        ("absent", {"style": "c"}, 0, missing(0, 50, 0.1)),
    ]
    cells = {one.row: (one.count, one.share, one.traffic) for one in found.cells}
    assert cells == {"a": (45, 0.9, 0.6), "b": (5, 0.1, 0.3), "c": (0, 0.0, 0.1)}


@given(st.integers(0, 50), st.integers(1, 200), st.floats(0.01, 0.95))
def test_what_is_needed_closes_a_gap_and_less_does_not(
    count: int, total: int, share: float
) -> None:
    count = min(count, total)
    more = missing(count, total, share)
    assert (count + more) / (total + more) >= share - 1e-6
    if more:
        assert (count + more - 1) / (total + more - 1) < share + 1e-6
