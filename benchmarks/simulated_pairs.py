"""Statistics of other scores than 0 and 1, simulated."""

import numpy as np

from benchmarks.paired_draws import (
    Drawn,
    Two,
)
from knowledge.records import Unit
from tools.evals.comparing.metric import Metric
from tools.evals.comparing.result import Values, interval_beside, needed_to_show, smallest_shown
from tools.evals.statistics.levels import CLAIM
from tools.evals.statistics.mean_intervals import paired_mean_interval
from tools.evals.statistics.paired_tests import sign_flip

_MOST_NEEDED = 3_000
"""More examples than a simulation draws."""


def differences(two: Two) -> list[float]:
    """Pair by pair, the second less the first."""
    found: list[float] = (two[1] - two[0]).tolist()
    return found


def false_winners(draw: Drawn, n: int, simulations: int, seed: int = 1) -> float:
    """How often the test tells two equal runs apart."""
    dice = np.random.default_rng(seed)
    return sum(_p(draw(dice, n, 0.0)) <= CLAIM for _ in range(simulations)) / simulations


def _p(two: Two) -> float:
    p = sign_flip(differences(two))
    return 1.0 if p is None else p


def coverage(draw: Drawn, n: int, shift: float, simulations: int, seed: int = 2) -> float:
    """How often the interval of a mean, as it is shown, holds the true difference."""
    dice, held, told = np.random.default_rng(seed), 0, 0
    for _ in range(simulations):
        given = differences(draw(dice, n, shift))
        interval = interval_beside(paired_mean_interval(given), given, sign_flip(given))
        if interval:
            told += 1
            held += interval[0] <= shift <= interval[1]
    return held / told if told else float("nan")


def values(two: Two, unit: Unit) -> Values:
    """The two as a comparison has them."""
    before, after = (tuple(map(float, side)) for side in two)
    return Values(Metric(name="m", unit=unit), None, before, after, unscored=0)


def found_at_smallest(
    draw: Drawn, unit: Unit, n: int, simulations: int, seed: int = 3
) -> tuple[float, float, float]:
    """How often the smallest stated difference is found, its mean, and how often one is stated."""
    dice, found, stated = np.random.default_rng(seed), 0, []
    for _ in range(simulations):
        smallest = smallest_shown(values(draw(dice, n, 0.0), unit), n)
        if smallest is not None:
            stated.append(smallest)
            found += _p(draw(dice, n, smallest)) <= CLAIM
    if not stated:
        return float("nan"), float("nan"), 0.0
    return found / len(stated), float(np.mean(stated)), len(stated) / simulations


def found_with_needed(
    draw: Drawn, unit: Unit, n: int, shift: float, simulations: int
) -> tuple[float, float]:
    """How often a difference is found with as many pairs as n of equal runs say, and their mean."""
    dice, found, needs = np.random.default_rng(4), 0, []
    for _ in range(simulations):
        needed = needed_to_show(values(draw(dice, n, 0.0), unit), shift)
        if needed is not None and needed <= _MOST_NEEDED:
            needs.append(needed)
            found += _p(draw(dice, needed, shift)) <= CLAIM
    if not needs:
        return float("nan"), float("nan")
    return found / len(needs), float(np.mean(needs))
