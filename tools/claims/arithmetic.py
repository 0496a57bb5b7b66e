"""What two or three amounts come to: sums, differences, shares, so much for each of so many."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from tools.claims.amounts import Amount

_EXACT, _CENT, _ABOUT = 1e-6, 0.006, 0.03
"""How near a result must be: as a share of it, in money with cents, and as a share if it is said to
be about so much."""
_WHOLE = 100.0
MONTHS = 12
"""Months of a year."""
MONEY = frozenset({"cny", "usd", "eur", "gbp"})
"""Dimensions of prices."""
_NAMES_A_TIME = frozenset({"month", "day", "clock"})
_HOUR, _DAY, _WEEK, _MINUTE = 3_600.0, 86_400.0, 604_800.0, 60.0
_A_YEAR, _CENTURIES, _LONGEST = 1_900, 200, 60
"""The least number that is a year by the calendar, the years on, and the most years of a span."""
FEW = 5
"""Prices and counts of which sums are made that the answer does not show."""


def comes_to(mine: Amount, result: float) -> bool:
    """Whether a result is the amount, rounded as people round."""
    if not 0 < result < math.inf:
        return False
    slack = _EXACT * max(abs(mine.number), 1.0)
    if mine.meant == "near":
        slack = _ABOUT * abs(mine.number)
    elif mine.dimension in MONEY and abs(result * _WHOLE - round(result * _WHOLE)) > _EXACT:
        slack = _CENT
    return abs(mine.number - result) <= slack


def results_of(mine: Amount, one: Amount, other: Amount, *, may_divide: bool) -> Iterator[float]:
    """What can be made of two amounts that is of the kind of `mine`."""
    if mine.dimension == "clock":
        yield from _hours_later(one, other)
        return
    if mine.dimension in _NAMES_A_TIME:
        return
    if _is_year(one) and _is_year(other) and mine.written < _A_YEAR:
        yield abs(one.written - other.written) * (mine.number / (mine.written or 1.0))
    if is_like(one, mine) and is_like(other, mine):
        yield one.number + other.number
        yield abs(one.number - other.number)
    if _lacks_its_unit(mine, one, other):
        yield abs(one.written - other.written) * (mine.number / (mine.written or 1.0))
    for a, b in ((one, other), (other, one)):
        if not is_like(a, mine) or a.dimension == "%":
            continue
        if b.dimension == "%":
            share = b.number / _WHOLE
            yield from (a.number * share, a.number * (1 - share), a.number * (1 + share))
        for count in _counts(b):
            yield a.number * count
            if may_divide:
                yield a.number / count


def _hours_later(one: Amount, other: Amount) -> Iterator[float]:
    for start, span in ((one, other), (other, one)):
        if start.dimension == "clock" and span.dimension == "time":
            hours = span.number / _HOUR
            yield from ((start.number + hours) % 24, (start.number - hours) % 24)


def is_like(one: Amount, mine: Amount) -> bool:
    """Whether amounts of the two add up to one of the kind of `mine`."""
    if one.dimension in _NAMES_A_TIME or _is_year(one):
        return False
    bare = "" in (one.dimension, mine.dimension)
    other = one.dimension or mine.dimension
    return one.is_kin(mine) or (bare and (len(other) == 1 or other in MONEY) and other != "%")


def _lacks_its_unit(*some: Amount) -> bool:
    """Whether some are of one kind, and the others bare: 130 of 200 minutes."""
    kinds = {one.dimension for one in some}
    return "" in kinds and len(kinds) == 2 and kinds.isdisjoint({*_NAMES_A_TIME, "%"})


def _is_year(one: Amount) -> bool:
    return one.dimension in {"", "year"} and _A_YEAR <= one.written < _A_YEAR + _CENTURIES


def is_counter(one: Amount) -> bool:
    """Whether it counts things by a Chinese counter."""
    return len(one.dimension) == 1 and one.dimension != "%"


def _counts(one: Amount) -> Iterator[float]:
    """How often something is counted by an amount: in its own unit, or in another one of time."""
    found = {one.written}
    if one.dimension == "time":
        found |= {one.number / unit for unit in (_MINUTE, _HOUR, _DAY, _WEEK)}
    elif one.dimension == "months":
        found.add(one.number)
    elif one.dimension == "year":
        found = {one.number, one.number * MONTHS} if one.number <= _LONGEST else set()
    elif (one.dimension and not is_counter(one)) or not one.written.is_integer():
        return
    yield from (count for count in found if count > 0 and count != 1)


def counts_of(asked: Sequence[Amount], there: Sequence[Amount]) -> Iterator[float]:
    """What the question counts: in the passage's steps, beyond what is free, or one by another."""
    for one in asked:
        for other in there:
            if one.dimension in MONEY or one.dimension == "%" or not is_like(one, other):
                continue
            beyond, unit = one.number - other.number, one.number / (one.written or 1.0)
            if beyond > 0:
                yield beyond / unit
            if 0 < other.number < one.number < math.inf:
                yield from (one.number / other.number, float(math.ceil(one.number / other.number)))
    for one, other in combinations(asked, 2):
        yield from (a * b for a, b in product(_counts(one), _counts(other)))


def is_sum(mine: Amount, told: Sequence[Amount]) -> bool:
    """Whether an amount is the sum of some that the answer lists one after another."""
    listed = sorted(told, key=lambda one: one.start)
    kinds = {mine.dimension}, {mine.dimension, ""}  # 59 + 89 = 148 yuan
    return any(
        comes_to(mine, sum(one.number for one in like[start:end]))
        for kind in kinds
        for like in [[one for one in listed if one.dimension in kind]]
        for start in range(len(like))
        for end in range(start + 2, len(like) + 1)
    )


def is_total(
    mine: Amount, prices: Sequence[float], there: Sequence[Amount], asked: Sequence[Amount]
) -> bool:
    """Whether an amount is the sum of two prices, the full one or a share, each taken as often as
    something is counted in the question.
    """
    shares = [one.number / _WHOLE for one in there if one.dimension == "%"][:2]
    each = [*prices, *(price * share for price in prices for share in shares)]
    counts = [1.0, *(count for one in asked for count in _counts(one))][:FEW]
    some = [price * count for price in each for count in counts]
    return any(comes_to(mine, one + other) for one, other in combinations(some, 2))
