"""Shares with their intervals, and the difference of two (95 %)."""

from math import sqrt

from knowledge.records import Share

_Z = 1.959963984540054
"""Standard deviations of a normal distribution within which 95 % of it lie."""


def share(count: int, of: int, z: float = _Z) -> Share:
    """So many of so many, with Wilson's score interval (Wilson, 1927).

    (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n); of nothing it is 0 to 1.
    """
    if of <= 0:
        return Share(count=count, of=0, low=0.0, high=1.0)
    p, z2 = count / of, z * z / of
    middle, spread = p + z2 / 2, sqrt(z2 * (p * (1 - p) + z2 / 4))
    low, high = (middle - spread) / (1 + z2), (middle + spread) / (1 + z2)
    return Share(count=count, of=of, low=max(0.0, min(low, p)), high=min(1.0, max(high, p)))


def difference(one: Share, other: Share) -> tuple[float, float]:
    """The interval of `one − other`, by Newcombe's hybrid of their two Wilson intervals.

    d − √((p₁−l₁)² + (u₂−p₂)²) to d + √((u₁−p₁)² + (p₂−l₂)²) (Statistics in Medicine 17, 1998,
    873-890, method 10), which keeps to its rate with few answers and near 0 and 1.
    """
    p, q = one.value or 0.0, other.value or 0.0
    low = p - q - sqrt((p - one.low) ** 2 + (other.high - q) ** 2)
    high = p - q + sqrt((one.high - p) ** 2 + (q - other.low) ** 2)
    return low, high
