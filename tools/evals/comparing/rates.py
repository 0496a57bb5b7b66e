"""Two rates of different answers, such as those of two weeks: their difference with an interval."""

from collections.abc import Sequence

from scipy.special import chdtrc

from tools.evals.statistics.correction import holm
from tools.evals.statistics.intervals import Interval
from tools.evals.statistics.levels import CLAIM
from tools.shares import difference, share

Counts = tuple[int, int]
"""How many, out of how many."""


def rate_difference(count: int, of: int, other: int, other_of: int) -> Interval | None:
    """The 95 % interval of the first rate less the second; None where either is of nothing."""
    one, two = share(count, of), share(other, other_of)
    return difference(one, two) if one.of and two.of else None


def rate_p(one: Counts, other: Counts) -> float | None:
    """The two-sided p of the difference; None where both are all or nothing alike.

    The chi-squared test with N − 1 for N, which keeps to its rate with few answers (Campbell,
    Statistics in Medicine 26, 2007, 3661-3675).
    """
    (count, of), (other_count, other_of) = one, other
    yes, total = count + other_count, of + other_of
    spread = of * other_of * yes * (total - yes)
    if not spread:
        return None
    apart = count * other_of - other_count * of
    return float(chdtrc(1, (total - 1) * apart * apart / spread))


def rates_apart(pairs: Sequence[tuple[Counts, Counts]]) -> list[bool]:
    """Of which of these pairs it is sure that the rates differ, by all that are told at once.

    Corrected by Holm, as a comparison of runs is; and where its own interval leaves out 0.
    """
    ps = holm([rate_p(one, other) for one, other in pairs])
    intervals = [rate_difference(*one, *other) for one, other in pairs]
    return [
        p is not None
        and p <= CLAIM
        and interval is not None
        and not interval[0] <= 0 <= interval[1]
        for p, interval in zip(ps, intervals, strict=True)
    ]
