"""Reads a stretch of time out of a question."""

import re

from tools.routes.mentions import first_named

_I = re.IGNORECASE
_PERIODS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("today", re.compile(r"今天|\btoday\b", _I)),
    ("yesterday", re.compile(r"昨天|\byesterday\b", _I)),
    ("last_week", re.compile(r"上(?:个)?(?:周|星期|礼拜)|\b(?:last|previous) week\b", _I)),
    ("this_week", re.compile(r"(?:这|本)(?:个)?(?:周|星期|礼拜)|\bthis week\b", _I)),
    ("last_month", re.compile(r"上(?:个)?月|\b(?:last|previous) month\b", _I)),
    ("this_month", re.compile(r"(?:这|本)(?:个)?月|\bthis month\b", _I)),
)
_DAYS = re.compile(
    r"(?:最近|近|过去|past|last|previous)\s*(?:the )?(\d{1,3}|[一两二三四五六七八九十])\s*"
    r"(?:个)?\s*(天|日|周|星期|days?|weeks?)",
    _I,
)
_NUMERALS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {"两": 2}
_DATE = r"20\d\d-\d{1,2}(?:-\d{1,2})?"
_DATES = re.compile(rf"({_DATE})(?:\s*(?:\.\.|到|至|–|~|to|until)\s*({_DATE}))?", _I)


def period_in(text: str) -> str | None:
    """The stretch of time that a question names, as `tools.periods` reads it; None without one.

    >>> period_in("上周呢"), period_in("the past 2 weeks"), period_in("2026-10")
    ('last_week', '14d', '2026-10')
    """
    if found := _DATES.search(text):
        return f"{found[1]}..{found[2]}" if found[2] else found[1]
    if found := _DAYS.search(text):
        count = _NUMERALS.get(found[1]) or int(found[1])
        weeks = found[2][0].casefold() in "周星w"
        return f"{count * 7 if weeks else count}d"
    return first_named(_PERIODS, text)
