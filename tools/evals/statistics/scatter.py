"""How much paired differences vary, now and if one run gave larger values than the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.evals.statistics.mean_intervals import freedom_of, spread_of


@dataclass(frozen=True)
class Scatter:
    """The spread of paired differences, and how it grows where each value grows by one factor."""

    spread: float
    """The standard deviation of the differences (n − 1), in their unit."""
    freedom: float | None = None
    """Its degrees of freedom; None for as many as the pairs that are planned, less one."""
    equal: float = 0.0
    """The variance of the differences with the larger run scaled to the mean of the other."""
    along: float = 0.0
    """Their covariance with its values, these in parts of their mean."""
    level: float = 0.0
    """The variance of its values, in parts of their mean; 0 where a difference is a shift."""

    def at(self, difference: float) -> float:
        """The standard deviation where the means differ by so much, by a shift or by a factor.

        The larger of the two: a shift leaves the spread as it is. With values h, of mean 1 and so
        scaled that both runs are equal, a factor makes of a pair's difference d + difference · h.
        """
        grown = self.equal + 2 * difference * self.along + difference * difference * self.level
        return max(self.spread, max(grown, 0.0) ** 0.5) if self.level else self.spread


def scatter_of(before: Sequence[float], after: Sequence[float], grows: bool) -> Scatter:
    """What the pairs of two runs tell of it.

    `grows` is for seconds, dollars, words and the like, of which a change is a part of each value:
    with a model twice as dear the dearest answers get dearer most. Which run is the first makes no
    difference.
    """
    one, other = (np.asarray(side, dtype=float) for side in (before, after))
    differences = other - one
    spread, freedom = spread_of(differences), freedom_of(differences)
    low, high = (one, other) if one.sum() <= other.sum() else (other, one)
    if not grows or not spread or low.min() < 0 or not low.any():
        return Scatter(spread, freedom)
    scaled = high / high.mean()
    both = np.cov(scaled * low.mean() - low, scaled)
    return Scatter(spread, freedom, float(both[0, 0]), float(both[0, 1]), float(both[1, 1]))
