"""Intervals at 95 %: of a share, of the difference of two paired shares, of a paired mean."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import kurtosis, norm
from statsmodels.stats.proportion import proportion_confint

from tools.evals.statistics.levels import ALPHA, SEED

Interval = tuple[float, float]

_RESAMPLES = 2_000
_AT_ONCE = 4_000_000
"""Numbers of resamples that are held at a time."""
_FEW = 5
"""With fewer values that differ from the middle one resamples tell next to nothing."""
_EDGE = 1e-9
_Z = float(norm.ppf(1 - ALPHA / 2))


def share_interval(count: int, of: int) -> Interval | None:
    """Wilson's score interval of `count` of `of` (Wilson, 1927); None of nothing."""
    if of <= 0:
        return None
    low, high = proportion_confint(count, of, alpha=ALPHA, method="wilson")
    return float(low), float(high)


def paired_share_interval(gained: int, lost: int, of: int) -> Interval | None:
    """The interval of (gained − lost) / of: how much more often yes became no than no yes.

    Tango's score interval (Statistics in Medicine 17, 1998, 891-908): all differences Δ with
    |gained − lost − nΔ| ≤ z·√(n·(2q + Δ(1 − Δ))), where q is the likeliest share of losses given
    Δ. None of nothing.
    """
    if of <= 0:
        return None

    def score(difference: float) -> float:
        b = (2 * of - gained + lost) * difference - gained - lost
        c = -lost * difference * (1 - difference)
        q = (sqrt(max(b * b - 8 * of * c, 0.0)) - b) / (4 * of)
        spread = of * (2 * q + difference * (1 - difference))
        return (gained - lost - of * difference) / sqrt(max(spread, _EDGE * _EDGE))

    seen = (gained - lost) / of
    low, high = -1 + _EDGE, 1 - _EDGE
    from_ = brentq(lambda d: score(d) - _Z, low, seen) if seen > low and score(low) > _Z else -1.0
    to = brentq(lambda d: score(d) + _Z, seen, high) if seen < high and score(high) < -_Z else 1.0
    return float(from_), float(to)


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


def paired_mean_interval(differences: Sequence[float], seed: int = SEED) -> Interval | None:
    """The interval of the mean of paired differences, whatever their distribution.

    The symmetric studentised bootstrap (Hall, Journal of the Royal Statistical Society B 50,
    1988, 35-45): mean ± q·s/√n, where q is the quantile of |mean* − mean| ÷ (s*/√n) over
    resamples. At n = 20 it covers better than percentiles, BCa and Student's t do, on skewed
    differences above all. None when fewer than two are given or too few of them differ.
    """
    given = np.sort(np.asarray(differences, dtype=float))
    # Of a list and its mirror image the same one is resampled, so that swapping the runs only
    # swaps the sign.
    mirrored = -given[::-1]
    if tuple(mirrored) > tuple(given):
        swapped = _interval(mirrored, seed)
        return (-swapped[1], -swapped[0]) if swapped else None
    return _interval(given, seed)


def _interval(given: NDArray[np.float64], seed: int) -> Interval | None:
    n, spread = len(given), spread_of(given)
    if not spread or np.count_nonzero(given != np.median(given)) < _FEW:
        return None
    mean = float(given.mean())
    dice = np.random.default_rng(seed)
    ratios: list[NDArray[np.float64]] = []
    batch = max(1, min(_RESAMPLES, _AT_ONCE // n))
    for start in range(0, _RESAMPLES, batch):
        drawn = given[dice.integers(0, n, (min(batch, _RESAMPLES - start), n))]
        off = np.abs(drawn.mean(axis=1) - mean)
        spreads = drawn.std(axis=1, ddof=1)
        # A resample without any spread tells nothing of it; counted as far off, it widens.
        with np.errstate(divide="ignore", invalid="ignore"):
            ratios.append(np.where(spreads > _EDGE * spread, off / spreads, np.inf))
    quantile = float(np.quantile(np.concatenate(ratios), 1 - ALPHA, method="higher"))
    if not np.isfinite(quantile):
        return None
    return mean - quantile * spread, mean + quantile * spread
