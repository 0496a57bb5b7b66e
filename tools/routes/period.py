"""Reads a stretch of time out of a question."""

import re

from knowledge.numerals import counted
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
        count = counted(found[1]) or 0
        weeks = found[2][0].casefold() in "周星w"
        return f"{count * 7 if weeks else count}d"
    return first_named(_PERIODS, text)


def without_period(text: str) -> str:
    """A text without the words for a stretch of time."""
    rest = _DAYS.sub(" ", _DATES.sub(" ", text))
    for _, words in _PERIODS:
        rest = words.sub(" ", rest)
    return rest


_BEFORE = re.compile(
    r"上上个?(?:周|星期|礼拜|月)|再(?:上|往前)的?一?个?(?:周|星期|礼拜|月|段)|环比|前一个?(?:周|星期|月|段|期)"
    r"|\b(?:the )?(?:week|month|day|period|one|stretch)s? before(?: that| it| last)?\b"
    r"|\bbefore that\b|\b(?:week|month)[- ](?:over|on)[- ](?:week|month)\b",
    _I,
)
_UNIT = re.compile(r"周|星期|礼拜|月|week|month", _I)
_UNKNOWN = re.compile(
    r"上个?季度|这个?季度|本季度|去年|今年|上半年|下半年|双十一|双11|国庆|春节"
    r"|\b(?:last|this|past|previous) (?:quarter|year|sprint|season)\b"
    r"|\b(?:last|this|past) (?:summer|winter|spring|autumn|fall)\b"
    r"|\bsince (?!v\d)[a-z][\w ]{2,24}",
    _I,
)
"""Stretches that are said and cannot be read, for the tool to say so."""


def periods_in(text: str) -> list[str]:
    """The stretches of time that a question sets side by side, in its order; two at most.

    `before` is the one that ends where the other begins, a week or month before the last one
    where no other is named. What is said and cannot be read is told in its own words.

    >>> periods_in("last week against the week before"), periods_in("上周和上上周比")
    (['last_week', 'before'], ['last_week', 'before'])
    >>> periods_in("this week vs last week"), periods_in("last quarter"), periods_in("v2")
    (['this_week', 'last_week'], ['last quarter'], [])
    """
    rest = _BEFORE.sub(" ", text)
    before = ["before"] if rest != text else []
    named = [(found.start(), name) for name, words in _PERIODS for found in words.finditer(rest)]
    found_ = [name for _, name in sorted(named)]
    if not found_ and (one := period_in(rest)):
        found_ = [one]
    if not found_ and (unknown := _UNKNOWN.search(rest)):
        found_ = [unknown[0].strip()]
    if before and not found_ and (unit := _UNIT.search(text)):
        found_ = ["last_month" if unit[0].casefold() in {"月", "month"} else "last_week"]
    return list(dict.fromkeys([*found_, *before]))[:2]
