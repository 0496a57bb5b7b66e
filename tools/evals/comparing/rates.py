"""Two rates of different answers, such as those of two weeks: their difference with an interval."""

from tools.evals.statistics.intervals import Interval, share_interval


def rate_difference(count: int, of: int, other: int, other_of: int) -> Interval | None:
    """The 95 % interval of the first rate less the second; None where either is of nothing.

    Newcombe's hybrid of two Wilson intervals (Statistics in Medicine 17, 1998, 873-890, method
    10), which keeps to its rate with few answers and near 0 and 1.
    """
    one, two = share_interval(count, of), share_interval(other, other_of)
    if one is None or two is None:
        return None
    p, q = count / of, other / other_of
    low = p - q - ((p - one[0]) ** 2 + (two[1] - q) ** 2) ** 0.5
    high = p - q + ((one[1] - p) ** 2 + (q - two[0]) ** 2) ** 0.5
    return low, high
