"""Times of day in a text, in either language: 晚上10点, 22:00, 10pm, 10 in the evening."""

import re
from collections.abc import Iterator

from knowledge.numerals import HAN_FIGURES, counted

_CLOCK = re.compile(
    r"(?P<part>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|夜里|夜间|晚|早)?"
    rf"(?:(?P<zh>\d{{1,2}}|[{HAN_FIGURES}]{{1,3}})点(?:钟|(?P<half>半)|(?P<past>\d{{1,2}})分)?(?![名个条项多几])"
    r"|(?<![\d:])(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?![\d:])(?:\s?(?P<at>[ap])\.?m\b\.?)?"
    r"|(?<![\d:.])(?P<en>1?\d|2[0-4])\s?(?P<half_day>[ap])\.?m\b\.?"
    r"|(?<![\d:.])(?P<of>1?\d)(?:[:.](?P<of_minute>[0-5]\d))? (?:o['’]clock )?(?:in the|at)"
    r" (?P<of_day>morning|afternoon|evening|night)\b)",
    re.IGNORECASE,
)
_LATE = frozenset("中午 下午 傍晚 晚上 夜里 夜间 晚 p afternoon evening night".split())
_NOON, _EVENING = 12, 5
"""The hour of noon, and the hour before which a time at night is in the small hours."""


def times_of_day(text: str) -> Iterator[tuple[int, int, float]]:
    """Where each begins and ends, and the hours since midnight.

    >>> list(times_of_day("8:30 to 10 pm")), list(times_of_day("晚上10点半"))
    ([(0, 4, 8.5), (8, 13, 22.0)], [(0, 6, 22.5)])
    """
    for match in _CLOCK.finditer(text):
        if (hours := _hours(match)) is not None:
            yield match.start(), match.end(), hours


def _hours(match: re.Match[str]) -> float | None:
    said = match["zh"] or match["hour"] or match["en"] or match["of"]
    hour = counted(said) if said else None
    minute = (
        30 if match["half"] else int(match["past"] or match["minute"] or match["of_minute"] or 0)
    )
    if hour is None or hour > 2 * _NOON:
        return None
    part = (match["part"] or match["at"] or match["half_day"] or match["of_day"] or "").lower()
    if not part and match["zh"] and not match["half"] and not match["past"] and hour == 1:
        return None  # 一点: a little, more often
    small_hours = part in {"夜里", "夜间", "night"} and hour < _EVENING
    if part in _LATE and hour < _NOON and not small_hours:
        hour += _NOON
    return hour + minute / 60
