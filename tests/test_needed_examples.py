"""Which difference so many examples show, and how many one needs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.counted_out import (
    found_at_smallest_share,
)
from benchmarks.paired_draws import Drawn, costs, graded, grades, slower
from benchmarks.simulated_pairs import found_at_smallest, found_with_needed
from knowledge.records import Unit
from tools.evals.statistics.levels import POWER
from tools.evals.statistics.power import (
    needed_for_mean,
    needed_for_share,
    smallest_mean,
    smallest_share,
)
from tools.evals.statistics.scatter import Scatter, scatter_of


def test_more_examples_show_smaller_differences() -> None:
    shares = [smallest_share(n, 0.2) or 1.0 for n in (10, 20, 50, 200, 2_000)]
    means = [smallest_mean(n, Scatter(0.3)) or 9.0 for n in (6, 20, 50, 200, 2_000)]
    assert shares == sorted(shares, reverse=True)
    assert means == sorted(means, reverse=True)


@pytest.mark.parametrize("difference", [0.05, 0.12, 0.4])
def test_as_many_as_needed_are_enough(difference: float) -> None:
    n = needed_for_share(difference, 0.4)
    assert n is not None
    assert (smallest_share(n, 0.4) or 1.0) <= difference * 1.05
    known = Scatter(0.5, freedom=1_000_000)
    n = needed_for_mean(difference, known)
    assert n is not None
    assert smallest_mean(n, known) == pytest.approx(difference, rel=0.15)
    assert (smallest_mean(n, known) or 9.0) <= difference * 1.001


@given(
    pairs=st.lists(st.tuples(st.floats(0.1, 9), st.floats(0.1, 9)), min_size=8, max_size=40),
    grows=st.booleans(),
    part=st.floats(0.3, 3),
)
@settings(deadline=None, max_examples=40)
def test_what_is_needed_agrees_with_what_can_be_shown(
    pairs: list[tuple[float, float]], grows: bool, part: float
) -> None:
    scatter = scatter_of([a for a, _ in pairs], [b for _, b in pairs], grows)
    shown = smallest_mean(len(pairs), scatter)
    if shown is None:
        return
    assert needed_for_mean(shown, scatter) == len(pairs)
    n = needed_for_mean(part * shown, scatter)
    assert n is not None
    assert (n <= len(pairs)) == (part >= 1) or part == pytest.approx(1, abs=0.01)


def test_where_a_factor_brings_a_spread_of_its_own_more_is_needed() -> None:
    dice = np.random.default_rng(3)
    before = dice.lognormal(0, 0.8, 200)
    after = before * dice.lognormal(0, 0.2, 200)
    shift, factor = (scatter_of(list(before), list(after), grows) for grows in (False, True))
    assert factor == scatter_of(list(after), list(before), grows=True)
    assert factor.at(0.0) == pytest.approx(shift.spread, rel=0.1)
    dearer = list(after * 1.5)
    apart = float(np.mean(dearer) - np.mean(before))
    assert scatter_of(list(before), dearer, grows=True).at(apart) == pytest.approx(
        scatter_of(list(before), dearer, grows=False).spread
    ), "the spread that is seen is the one that so large a factor brings"
    assert (needed_for_mean(0.1, factor) or 0) > (needed_for_mean(0.1, shift) or 0)
    assert (smallest_mean(50, factor) or 0) > 1.1 * (smallest_mean(50, shift) or 9)
    below = scatter_of([-1.0, 2.0, 3.0], [1.0, 2.0, 4.0], grows=True)
    assert below.level == 0, "of values below 0 a factor means nothing"


@pytest.mark.parametrize("alpha", [0.035, 0.01, 0.001, 0.0001])
@pytest.mark.parametrize("freedom", [0.3, 1.0, 3.0, 10.0, None])
def test_the_smallest_difference_is_told_among_many_comparisons(
    alpha: float, freedom: float | None
) -> None:
    """A strict level asks for a far bound, where the library's own series fails."""
    found = [smallest_mean(n, Scatter(1.0, freedom), alpha) for n in (20, 60, 94, 100, 400)]
    assert all(one is not None and one > 0 for one in found)
    assert found == sorted(found, key=lambda one: -(one or 0.0))


DRAWN: list[tuple[Drawn, Unit]] = [
    (graded, "share"),
    (grades(0.3), "share"),
    (grades(0.7), "share"),
    (slower, "seconds"),
    (costs, "dollars"),
]


@pytest.mark.parametrize(("draw", "unit"), DRAWN)
def test_the_smallest_difference_is_found_as_often_as_stated(draw: Drawn, unit: Unit) -> None:
    found, _, told = found_at_smallest(draw, unit, 50, 300)
    assert found == pytest.approx(POWER, abs=0.06)
    assert told > 0.95


@pytest.mark.parametrize(
    ("draw", "unit", "shift"), [(graded, "share", 0.08), (costs, "dollars", 0.25)]
)
def test_with_as_many_as_needed_a_difference_is_found(
    draw: Drawn, unit: Unit, shift: float
) -> None:
    found, _ = found_with_needed(draw, unit, 100, shift, 200)
    assert found == pytest.approx(POWER, abs=0.07)


@pytest.mark.parametrize("change", [0.05, 0.2, 0.5])
def test_the_smallest_difference_of_shares_is_found_as_often_as_stated(change: float) -> None:
    assert found_at_smallest_share(20, change)[0] == pytest.approx(POWER, abs=0.03)
