"""Tells whether two parts of a text overlap, however many parts there are."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate


def overlapping(spans: Sequence[tuple[int, int]]) -> Callable[[int, int], bool]:
    """Tells, without going through them all, whether another span has a part of one of these.

    >>> is_taken = overlapping([(2, 9), (4, 5)])
    >>> is_taken(0, 2), is_taken(8, 12), is_taken(9, 12)
    (False, True, False)
    """
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    furthest = list(accumulate((end for _, end in ordered), max))

    def overlaps(start: int, end: int) -> bool:
        before = bisect_left(starts, end)
        return before > 0 and furthest[before - 1] > start

    return overlaps
