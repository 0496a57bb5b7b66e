"""Days of the year that a text names, and whether one lies a span of time after another."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tools.claims.amounts import Amount

_BETWEEN = re.compile(r"(?:st|nd|rd|th)?(?:\s|of|the|[-/.,年])*", re.IGNORECASE)
"""What stands between the day and the month of one date."""
_MOST_DAYS, _MONTHS = 31, 12
_DAY = 86_400
_LONGEST = 800
"""Days that are counted on at most."""
_ANY_YEAR = 2027
"""A year of 365 days, for a date that names none."""


@dataclass(frozen=True)
class Day:
    """A day of the year."""

    month: int
    """1 to 12."""
    day: int
    """1 to 31."""
    parts: tuple[Amount, ...]
    """The amounts that name it."""


def days_named(text: str, there: Sequence[Amount]) -> list[Day]:
    """The days that the amounts of `text` name, in order: a month beside a number, or 5月3日."""
    found: list[Day] = []
    at = 0
    while at + 1 < len(there):
        one, other = there[at], there[at + 1]
        month, day = (one, other) if one.dimension == "month" else (other, one)
        if (
            month.dimension == "month"
            and day.dimension in {"day", ""}
            and 1 <= day.written <= _MOST_DAYS
            and day.written.is_integer()
            and 1 <= month.written <= _MONTHS
            and _BETWEEN.fullmatch(text, one.end, other.start)
        ):
            found.append(Day(int(month.written), int(day.written), (one, other)))
            at += 1
        at += 1
    return found


def lies_after(late: Day, early: Day, span: Amount) -> bool:
    """Whether one day lies a span of days, weeks or months after another one."""
    return (late.month, late.day) in set(_after(early, span))


def _after(early: Day, span: Amount) -> Iterator[tuple[int, int]]:
    if early.day > monthrange(_ANY_YEAR, early.month)[1]:
        return
    start = date(_ANY_YEAR, early.month, early.day)
    months = {"months": span.number, "year": span.number * _MONTHS}.get(span.dimension)
    if span.dimension == "time" and span.number % _DAY == 0 and span.number <= _LONGEST * _DAY:
        then = start + timedelta(days=span.number // _DAY)
        yield then.month, then.day
    elif months is not None and months.is_integer() and months <= _LONGEST:
        month = (early.month - 1 + int(months)) % _MONTHS + 1
        yield month, min(early.day, monthrange(_ANY_YEAR, month)[1])
