"""Which days of the week, and which months, a text names: single ones, ranges, week-ends."""

import re

_EN = {name: at for at, name in enumerate("mon tue wed thu fri sat sun".split())}
_HAN = {name: at for at, name in enumerate("一二三四五六日")} | {"天": 6}
_WEEK = 7
_DAY = (
    r"(?:\b(?P<en{0}>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?\b"
    r"|(?:周|星期|礼拜)(?P<zh{0}>[一二三四五六日天]))"
)
_RANGE = re.compile(
    _DAY.format("1") + r"\s*(?:-|–|—|~|～|至|到|to|through|until)\s*" + _DAY.format("2"),
    re.IGNORECASE,
)
_ONE = re.compile(_DAY.format(""), re.IGNORECASE)
_YEAR = 12
_EN_MONTHS = {
    name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_MONTH = (
    r"(?:\b(?P<en{0}>jan|feb|mar(?=\b|ch)|apr|may\b|june?|july?|aug|sept?|oct|nov|dec)"
    r"(?:[a-z]*)\b|(?<!\d)(?P<zh{0}>1?\d)月(?:\d{{1,2}}日)?)"
)
_MONTHS = re.compile(
    _MONTH.format("1") + r"\s*(?:-|–|—|~|～|至|到|to|through|until)\s*" + _MONTH.format("2"),
    re.IGNORECASE,
)
_ONE_MONTH = re.compile(_MONTH.format(""), re.IGNORECASE)
_GROUPS = (
    (re.compile(r"\bweekdays?\b|(?<![\d个])\s?工作日|平日", re.IGNORECASE), range(5)),
    (re.compile(r"\bweekends?\b|\bweek-ends?\b|周末|双休日", re.IGNORECASE), range(5, 7)),
    (re.compile(r"\bdaily\b|\bevery day\b|每天|每日", re.IGNORECASE), range(7)),
)


def days_of(text: str) -> frozenset[int]:
    """The days that a text names, Monday being 0.

    >>> sorted(days_of("Tuesday to Thursday")), sorted(days_of("周末"))
    ([1, 2, 3], [5, 6])
    """
    found: set[int] = set()
    for one in _RANGE.finditer(text):
        first, last = (_day(one[f"en{at}"], one[f"zh{at}"]) for at in "12")
        found |= {at % _WEEK for at in range(first, last + 1 + (_WEEK if last < first else 0))}
    found |= {_day(one["en"], one["zh"]) for one in _ONE.finditer(text)}
    for words, days in _GROUPS:
        if words.search(text):
            found |= set(days)
    return frozenset(found)


def months_of(text: str) -> frozenset[int]:
    """The months that a text names.

    >>> sorted(months_of("October to January")), sorted(months_of("7月1日至8月31日"))
    ([1, 10, 11, 12], [7, 8])
    """
    found: set[int] = set()
    for one in _MONTHS.finditer(text):
        first, last = (_month(one[f"en{at}"], one[f"zh{at}"]) for at in "12")
        last += _YEAR if last < first else 0
        found |= {(at - 1) % _YEAR + 1 for at in range(first, last + 1)}
    found |= {_month(one["en"], one["zh"]) for one in _ONE_MONTH.finditer(text)}
    return frozenset(found)


def _month(english: str | None, han: str | None) -> int:
    return int(han) if han else _EN_MONTHS[(english or "")[:3].lower()]


def _day(english: str | None, han: str | None) -> int:
    return _HAN[han] if han else _EN[(english or "")[:3].lower()]
