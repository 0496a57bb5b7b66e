"""Statistics of scores of 0 and 1, counted out over all outcomes."""

from functools import cache

import numpy as np
from scipy.stats import binom, multinomial

from tools.evals.statistics.intervals import Interval, paired_share_interval, share_interval
from tools.evals.statistics.levels import CLAIM
from tools.evals.statistics.paired_tests import mcnemar
from tools.evals.statistics.power import likely_share, smallest_share

_UNLIKELY = 1e-8
_SELDOM = 0.5
"""What happens less often is no case by itself: it is picked out by its luck."""


@cache
def paired_interval(gained: int, lost: int, n: int) -> Interval:
    """The interval of a difference of shares, kept."""
    return paired_share_interval(gained, lost, n) or (-1.0, 1.0)


def outcomes(n: int, gained: float, lost: float) -> list[tuple[int, int, float]]:
    """How many may gain and lose, but for what hardly ever happens, and how likely that is."""
    ups = np.arange(n + 1)
    up, down = (one.ravel() for one in np.meshgrid(ups, ups, indexing="ij"))
    up, down = up[up + down <= n], down[up + down <= n]
    shares = [gained, lost, max(1 - gained - lost, 0.0)]
    likely = multinomial.pmf(np.stack([up, down, n - up - down], axis=1), n, shares)
    up, down, likely = (one[likely > _UNLIKELY] for one in (up, down, likely))
    return list(zip(up.tolist(), down.tolist(), (likely / likely.sum()).tolist(), strict=True))


def share_coverage(n: int, change: float, gains: float, least: int = 0) -> float:
    """How often the interval of a difference of shares holds it, counted out.

    Where at least so many pairs change; nan where that hardly ever happens.
    """
    up, down = change * gains, change * (1 - gains)
    held = told = 0.0
    for gained, lost, likely in outcomes(n, up, down):
        if gained + lost >= least:
            low, high = paired_interval(gained, lost, n)
            held += likely * (low <= up - down <= high)
            told += likely
    return held / told if told > _SELDOM else float("nan")


def rate_coverage(n: int, rate: float) -> float:
    """How often Wilson's interval of a single share holds it, counted out."""
    held = 0.0
    for count in range(n + 1):
        low, high = share_interval(count, n) or (0.0, 1.0)
        held += float(binom.pmf(count, n, rate)) * (low <= rate <= high)
    return held


def found_of_shares(n: int, change: float, difference: float) -> float:
    """How often McNemar's test finds a difference of shares, counted out."""
    up, down = (change + difference) / 2, (change - difference) / 2
    return sum(
        likely for gained, lost, likely in outcomes(n, up, down) if _mcnemar(gained, lost) <= CLAIM
    )


@cache
def _mcnemar(gained: int, lost: int) -> float:
    p = mcnemar(gained, lost)
    return 1.0 if p is None else p


def found_at_smallest_share(n: int, change: float) -> tuple[float, float]:
    """How often the smallest difference stated by one comparison is found by the next, and it.

    The first, of equal runs, states what n examples can show; the second differs by just that.
    """
    found, stated, told = 0.0, 0.0, 0.0
    for changed in range(n + 1):
        likely = float(binom.pmf(changed, n, change))
        smallest = smallest_share(n, likely_share(changed, n)) if likely > 1e-4 else None
        if smallest is not None:
            told += likely
            stated += likely * smallest
            found += likely * found_of_shares(n, max(change, smallest), smallest)
    return found / told, stated / told
