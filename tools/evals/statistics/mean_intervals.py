"""Intervals at 95 % of the mean of paired differences, and what of their spread is known."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import kurtosis, t

from tools.evals.statistics.intervals import Interval
from tools.evals.statistics.levels import ALPHA, SEED

_RESAMPLES = 2_000
_AT_ONCE = 4_000_000
"""Numbers of resamples that are held at a time."""
_FEW = 5
"""Fewer values, or fewer that differ from the middle one, tell next to nothing."""
_EDGE = 1e-9


def spread_of(differences: Sequence[float] | NDArray[np.float64]) -> float:
    """The standard deviation (n − 1); 0 where it is no more than the noise of floats."""
    given = np.asarray(differences, dtype=float)
    if len(given) < 2:
        return 0.0
    spread = float(given.std(ddof=1))
    return spread if spread > _EDGE * float(np.abs(given).max()) else 0.0


def freedom_of(differences: Sequence[float] | NDArray[np.float64]) -> float:
    """How many degrees of freedom the standard deviation has: n − 1, fewer with long tails.

    By matching moments (Satterthwaite 1946), with the variance of a sample variance,
    σ⁴·(2/(n − 1) + κ/n), κ the excess kurtosis as it is estimated without bias; at least 2.
    """
    given = np.asarray(differences, dtype=float)
    n = len(given)
    if n < 4 or not spread_of(given):
        return float(max(n - 1, 1))
    tails = max(float(kurtosis(given, bias=False)), 0.0)
    return max(2 / (2 / (n - 1) + tails / n), 2.0)


def paired_mean_interval(
    differences: Sequence[float] | NDArray[np.float64], seed: int = SEED
) -> Interval | None:
    """The interval of the mean of paired differences, whatever their distribution.

    The studentised bootstrap with equal tails (Hall, Annals of Statistics 16, 1988, 927-953): from
    mean − q₉₇.₅·s to mean − q₂.₅·s, with the quantiles of (mean* − mean) ÷ s* over resamples, so
    that it reaches further to the side of the long tail; and at neither end short of Student's,
    which the bootstrap comes short of where the other tail was not drawn. At n = 20 each of the
    two, and the symmetric bootstrap, covers skewed differences less evenly. The mean of very long
    tails, which 20 values mostly miss, no interval covers as stated that knows nothing of them
    (Bahadur and Savage, Annals of Mathematical Statistics 27, 1956, 1115-1122).

    Where half of the pairs or more tie, resamples have next to no spread and make it too wide.
    There Student's interval takes its place, with half a pair more on each side of the tie, in
    the manner of Agresti and Min for shares (Statistics in Medicine 24, 2005, 729-740), and with
    twice as many degrees of freedom as pairs differ: the sum of squares that rare steps add up to
    is as uncertain as their number. With fewer than six that differ it covers up to 100 %, for
    the reason of `paired_share_interval`.
    None when fewer than five are given or none differs from the others.
    """
    given = np.sort(np.asarray(differences, dtype=float))
    if len(given) < _FEW or not spread_of(given):
        return None
    middle = float(np.median(given))
    apart = given[given != middle] - middle
    if 2 * len(apart) <= len(given):
        return _of_ties(middle, apart, len(given))
    if len(apart) < _FEW:
        return None
    # Of a list and its mirror image the same one is resampled, so that swapping the runs only
    # swaps the sign.
    mirrored = -given[::-1]
    if tuple(mirrored) > tuple(given):
        swapped = _by_resampling(mirrored, seed)
        return (-swapped[1], -swapped[0]) if swapped else None
    return _by_resampling(given, seed)


def _of_ties(middle: float, apart: NDArray[np.float64], n: int) -> Interval:
    """Student's interval, with half a pair on each side, as far from the tie as the others are."""
    squares = float(apart @ apart)
    more = n + 1
    mean = float(apart.sum()) / more
    variance = (squares + squares / len(apart)) / more - mean * mean
    # Matched moments (Satterthwaite 1946) of a Poisson number of equal squares. One pair is
    # added, so with a single one that differs they are two.
    freedom = min(n - 1, 2 * max(len(apart), 2))
    half = float(t.ppf(1 - ALPHA / 2, freedom)) * (variance / more) ** 0.5
    return middle + mean - half, middle + mean + half


def _by_resampling(given: NDArray[np.float64], seed: int) -> Interval | None:
    n, spread, mean = len(given), spread_of(given), float(given.mean())
    dice = np.random.default_rng(seed)
    ratios: list[NDArray[np.float64]] = []
    batch = max(1, min(_RESAMPLES, _AT_ONCE // n))
    for start in range(0, _RESAMPLES, batch):
        drawn = given[dice.integers(0, n, (min(batch, _RESAMPLES - start), n))]
        off = drawn.mean(axis=1) - mean
        spreads = drawn.std(axis=1, ddof=1)
        # A resample without any spread tells nothing of it; counted as far off, it widens.
        with np.errstate(divide="ignore", invalid="ignore"):
            far = np.copysign(np.inf, off)
            ratios.append(np.where(spreads > _EDGE * spread, off / spreads, far))
    told = np.concatenate(ratios)
    above = float(np.quantile(told, 1 - ALPHA / 2, method="higher"))
    below = float(np.quantile(told, ALPHA / 2, method="lower"))
    if not np.isfinite([above, below]).all():
        return None
    student = float(t.ppf(1 - ALPHA / 2, n - 1)) / n**0.5
    return mean - max(above, student) * spread, mean - min(below, -student) * spread
