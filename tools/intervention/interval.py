"""Intervals of a share and of the difference of two shares.

Wilson's score interval (Wilson 1927), and Newcombe's hybrid of two of them for a difference
(Newcombe 1998, method 10).
"""

from math import sqrt

from knowledge.records import Tally

_Z = 1.959964
"""Of a 95 % interval."""


def wilson(tally: Tally) -> tuple[float, float]:
    """The 95 % interval of the share of good runs; (0, 1) where nothing could be judged."""
    if tally.n == 0:
        return 0.0, 1.0
    share, spread = tally.good / tally.n, _Z**2 / tally.n
    middle = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * sqrt(share * (1 - share) / tally.n + spread / (4 * tally.n))
    return max(0.0, middle - half), min(1.0, middle + half)


def difference(before: Tally, after: Tally) -> tuple[float, float, float] | None:
    """After less before, with the ends of its 95 % interval; None where either is unknown."""
    if before.n == 0 or after.n == 0:
        return None
    was, now = before.good / before.n, after.good / after.n
    (was_low, was_high), (now_low, now_high) = wilson(before), wilson(after)
    low = now - was - sqrt((now - now_low) ** 2 + (was_high - was) ** 2)
    high = now - was + sqrt((now_high - now) ** 2 + (was - was_low) ** 2)
    return now - was, max(-1.0, low), min(1.0, high)
