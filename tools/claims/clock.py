"""Times of day in a text, in either language: 晚上10点, 22:00, 10pm, noon, 10 in the evening."""

import re
from collections.abc import Iterator

from knowledge.numerals import HAN_FIGURES, counted

_HOURS_IN_WORDS = "|".join("one two three four five six seven eight nine ten eleven twelve".split())
_OFF = {"half past": 0.5, "quarter past": 0.25, "quarter to": -0.25}
RANGE = (
    r"(?<![\d:.$£€])(?P<first>1?\d)(?:[:.](?P<first_minute>[0-5]\d))?"
    r"(?=\s?(?:-|–|—|to|and|until|till)\s?(?P<last>1?\d)(?:[:.][0-5]\d)?\s?(?P<last_half>[ap])\.?m\b)"
)
"""The first of two times of day of which only the last says in which half of the day it is."""
_CLOCK = re.compile(
    r"(?P<part>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|夜里|夜间|晚|早)?"
    rf"(?:(?P<zh>\d{{1,2}}|[{HAN_FIGURES}]{{1,3}})点(?:钟|(?P<half>半)|(?P<past>\d{{1,2}})分)?(?![名个条项多几])"
    rf"|{RANGE}"
    r"|(?<![\d:])(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?![\d:])(?:\s?(?P<at>[ap])\.?m\b\.?)?"
    r"|(?<![\d:.])(?P<en>1?\d|2[0-4])\s?(?P<half_day>[ap])\.?m\b\.?"
    r"|(?<![\d:.])(?P<of>1?\d)(?:[:.](?P<of_minute>[0-5]\d))? (?:o['’]clock )?(?:in the|at)"
    r" (?P<of_day>morning|afternoon|evening|night)\b"
    r"|(?<![\d:.])(?P<o_clock>1?\d) o['’]clock\b"
    rf"|\b(?P<off>half past|quarter past|quarter to) (?P<off_hour>1?\d|{_HOURS_IN_WORDS})\b)"
    r"|(?P<noon>正午|(?<!\bafter)(?<!\bafter )\b(?:noon|midday)\b)"
    r"|(?P<midnight>午夜|半夜12点|\bmidnight\b)",
    re.IGNORECASE,
)
_HOUR = re.compile(
    rf"[\d{HAN_FIGURES}](?:点|[:：][0-5]|(?:[:.][0-5]\d)? (?:in the|at) | o['’]clock|\s?[ap]\.?m"
    r"|\s?(?:-|–|—|to|and|until|till)\s?1?\d(?:[:.][0-5]\d)?\s?[ap]\.?m)"
)
_NAMED = (
    "noon",
    "midday",
    "midnight",
    "half past",
    "quarter past",
    "quarter to",
    "正午",
    "午夜",
    "半夜12点",
)
"""What stands in every time of day, in small letters; both are quickly looked for."""
_LATE = frozenset("中午 下午 傍晚 晚上 夜里 夜间 晚 p afternoon evening night".split())
_MIDNIGHT = frozenset("凌晨 晚上 夜里 夜间 晚 a night".split())
"""Parts of the day in which twelve is midnight."""
_SMALL_HOURS = frozenset("夜里 夜间 night".split())
_NOON, _EVENING = 12, 5
"""The hour of noon, and the hour before which a time at night is in the small hours."""


def times_of_day(text: str, low: str) -> Iterator[tuple[int, int, float, bool]]:
    """The start, the end and the hours since midnight of each time; and whether it leaves open
    which half of the day is meant, as 3点 does. `low` is the text in small letters.
    """
    if not _HOUR.search(low) and not any(name in low for name in _NAMED):
        return
    for match in _CLOCK.finditer(text):
        if (hours := _hours(match)) is not None:
            yield match.start(), match.end(), hours % (2 * _NOON), _is_open(match, hours)


def _hours(match: re.Match[str]) -> float | None:
    if match["noon"] or match["midnight"]:
        return float(_NOON) if match["noon"] else 0.0
    if match["first"]:
        return first_hour(match) + int(match["first_minute"] or 0) / 60
    if match["off"]:
        return (counted(match["off_hour"]) or 0) + _OFF[match["off"].lower()]
    said = match["zh"] or match["hour"] or match["en"] or match["of"] or match["o_clock"]
    hour = counted(said) if said else None
    minute = (
        30 if match["half"] else int(match["past"] or match["minute"] or match["of_minute"] or 0)
    )
    if hour is None or hour > 2 * _NOON:
        return None
    part = _part(match)
    if not part and match["zh"] and not match["half"] and not match["past"] and hour == 1:
        return None  # 一点: a little, more often
    if part in _LATE and hour < _NOON and not (part in _SMALL_HOURS and hour < _EVENING):
        hour += _NOON
    elif hour == _NOON and part in _MIDNIGHT:
        hour = 0
    return hour + minute / 60


def first_hour(match: re.Match[str]) -> int:
    """The hour of a first time of day that was found by `RANGE`: 14, in "2–5 pm"."""
    first, last = int(match["first"]), int(match["last"])
    is_late = match["last_half"].lower() == "p"
    if last == _NOON or (first > last and first != _NOON):
        is_late = not is_late  # 9 to 5 pm, 10 to 12 pm, 10 to 2 am
    return first % _NOON + (_NOON if is_late else 0)


def _part(match: re.Match[str]) -> str:
    return (match["part"] or match["at"] or match["half_day"] or match["of_day"] or "").lower()


def _is_open(match: re.Match[str], hours: float) -> bool:
    return (
        bool(match["zh"] or match["o_clock"] or match["off"])
        and not _part(match)
        and hours <= _NOON
    )
