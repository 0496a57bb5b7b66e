"""Numbers as people write them in either language: 128k, 20万, 三千, 1.5M, 3,000, ten."""

import re
from decimal import Decimal

from knowledge.numerals import CARDINALS, han_number

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
_WORDS = {**CARDINALS, "hundred": 100}
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
    return Decimal(han_number(text) or 0)
