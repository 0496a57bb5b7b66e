"""Reads a stretch of time: `last_week`, `7d`, `2026-10`, `2026-10-01..2026-10-15`."""

import re
from datetime import date, datetime, time, timedelta, tzinfo

from knowledge.errors import BadInput

_DAYS = re.compile(r"(?:last_?)?(\d{1,4})_?d(?:ays)?")
_DATE = r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?"
_DATES = re.compile(rf"{_DATE}(?:\.\.{_DATE})?")

Stretch = tuple[datetime, datetime]
"""From the first moment to before the last."""


def stretch(period: str, now: datetime) -> Stretch:
    """The stretch that `period` means at the moment `now`; raises BadInput for other words."""
    word = re.sub(r"[\s-]+(?=\D)", "_", period.strip().casefold())
    zone, today = now.tzinfo, now.date()
    if found := _DAYS.fullmatch(word):
        return _days(today - timedelta(days=int(found[1]) - 1), today, zone)
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    named = {
        "today": (today, today),
        "yesterday": (today - timedelta(days=1),) * 2,
        "this_week": (monday, monday + timedelta(days=6)),
        "last_week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "this_month": (first, _month_end(first)),
        "last_month": ((first - timedelta(days=1)).replace(day=1), first - timedelta(days=1)),
    }
    if word in named:
        return _days(*named[word], zone)
    if found := _DATES.fullmatch(period.strip().replace(" ", "")):
        try:
            return _dates(found, zone)
        except ValueError:
            pass
    raise BadInput("clusters.tool.bad_period", period=period[:40])


def _dates(found: re.Match[str], zone: tzinfo | None) -> Stretch:
    year, month, day, year2, month2, day2 = found.groups()
    start = date(int(year), int(month), int(day or 1))
    if year2 is None:
        return _days(start, start if day else _month_end(start), zone)
    end = date(int(year2), int(month2), int(day2 or 1))
    return _days(start, end if day2 else _month_end(end), zone)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _days(first: date, last: date, zone: tzinfo | None) -> Stretch:
    start = datetime.combine(first, time(), zone)
    return start, datetime.combine(last, time(), zone) + timedelta(days=1)
