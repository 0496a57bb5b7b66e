"""Numbers as people write them in either language: 128k, 20万, 三千, 1.5M, 3,000, ten."""

import re
from decimal import Decimal

_UNITS = {
    "k": 10**3,
    "m": 10**6,
    "b": 10**9,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十万": 10**5,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
}
_DIGITS = dict(zip("零〇一二两三四五六七八九", [0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9], strict=True))
_TENS = {"十": 10, "百": 100, "千": 1_000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_WORDS = dict(
    zip(
        "one two three four five six seven eight nine ten twelve twenty hundred".split(),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100],
        strict=True,
    )
)
_UNIT = (
    r"(?:\s*(?:百万|千万|十万|千|万|亿)|\s?(?:k|m|b)(?![a-z])|\s+(?:thousand|million|billion)\b)"
)
HAN = r"[零〇一二两三四五六七八九十百千万亿]+"
"""A number in Chinese numerals, without a group."""

NUMBER = (
    rf"(?:\d{{1,15}}(?:,\d{{3}}){{0,4}}(?:\.\d{{1,6}})?{_UNIT}?|{HAN}"
    rf"|\b(?:{'|'.join(_WORDS)})\b(?:\s+(?:thousand|million|billion)\b)?)"
)
"""A number without a group, to build patterns of; they need `re.IGNORECASE`."""


def number(text: str) -> Decimal:
    """The value of what `NUMBER` has matched.

    >>> [int(number(one)) for one in ("128k", "20万", "三千", "1.5M", "3,000", "一万五", "ten")]
    [128000, 200000, 3000, 1500000, 3000, 15000, 10]
    """
    text = text.strip().lower().replace(",", "")
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)\s*(\D*)", text):
        return Decimal(match[1]) * _UNITS.get(match[2].strip(), 1)
    first, _, unit = text.partition(" ")
    if first in _WORDS:
        return Decimal(_WORDS[first]) * _UNITS.get(unit.strip(), 1)
    return Decimal(_han(text))


def _han(text: str) -> int:
    """Chinese numerals; a digit after the last unit counts the next lower one (一万五)."""
    total = section = digit = 0
    last = 1
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
            last = 1 if char in "零〇" else last
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit, last = 0, _TENS[char]
        else:
            total = _grouped(total, section + digit, _GROUPS[char])
            section = digit = 0
            last = _GROUPS[char]
    return total + section + digit * (last // 10 if last >= 100 and digit else 1)


def _grouped(total: int, section: int, group: int) -> int:
    """亿 counts all before it, 万 what stands since the last group: 三亿五千万."""
    if group == _GROUPS["亿"]:
        return (total + section or 1) * group
    return total + (section or 1) * group
