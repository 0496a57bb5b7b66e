"""A date as people write it, as the days that it spans: "2026", "2026年6月", "June 2026"."""

import calendar
import datetime as dt
import re

_MONTHS = {name.lower(): at for at, name in enumerate(calendar.month_abbr) if at}
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DIGITS = (
    r"(?<!\d)20\d\d(?:\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?)?"
    r"|[-./]\d{1,2}(?!\d)(?:[-./]\d{1,2}(?!\d))?)?(?!\d)"
)
DATE = (
    rf"(?:{_DIGITS}|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?"
    r"20\d\d(?!\d))"
)
"""A piece of a regular expression, without groups of its own."""
_NAMED = re.compile(_MONTH, re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def span_of(date: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of what `DATE` has matched; what no calendar has is trimmed."""
    numbers = [int(one) for one in _NUMBER.findall(date)]
    year = next(one for one in numbers if one > 31)
    others = [one for one in numbers if one != year]
    if named := _NAMED.search(date):
        others.insert(0, _MONTHS[named[0][:3].lower()])
    if not others:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    month = min(max(others[0], 1), 12)
    last = calendar.monthrange(year, month)[1]
    if len(others) == 1:
        return dt.date(year, month, 1), dt.date(year, month, last)
    day = dt.date(year, month, min(max(others[1], 1), last))
    return day, day
