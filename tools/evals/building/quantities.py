"""Counts and shares as people say them: 20%, 一半, 三成, a third, at least 10, 每种 20 条."""

import re
from dataclasses import dataclass
from typing import Literal

from tools.decisions.models.reading.numerals import HAN, number

Bound = Literal["exactly", "at_least", "at_most"]
"""Whether a number is meant as it is, or as the least or the most."""

_I = re.IGNORECASE
_LEAST = r"至少|不少于|不低于|最少|起码|at least|no (?:fewer|less) than|minimum(?: of)?|min\.?"
_MOST = r"至多|最多|不超过|不多于|at most|no more than|up to|maximum(?: of)?|max\.?"
_AFTER_LEAST = r"\s*(?:或者?更多|以上|or more|\+)"
_FRACTIONS = {
    "half and half": 1 / 2, "五五开": 1 / 2, "50/50": 1 / 2,
    "一半": 1 / 2, "半数": 1 / 2, "half": 1 / 2, "各半": 1 / 2, "对半": 1 / 2,
    "三分之一": 1 / 3, "三分之二": 2 / 3, "四分之一": 1 / 4, "四分之三": 3 / 4, "五分之一": 1 / 5,
    "a third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3, "a quarter": 1 / 4,
    "one quarter": 1 / 4, "three quarters": 3 / 4, "a fifth": 1 / 5, "one fifth": 1 / 5,
    "1/2": 1 / 2, "1/3": 1 / 3, "2/3": 2 / 3, "1/4": 1 / 4, "3/4": 3 / 4, "1/5": 1 / 5,
}  # fmt: skip
_FRACTION = "|".join(
    re.escape(one) if not one[0].isalpha() or not one.isascii() else rf"\b{one}\b"
    for one in sorted(_FRACTIONS, key=len, reverse=True)
)
_UNIT = r"\s*(?:条|个|例|道|份|题|examples?\b|cases?\b(?! studies)|samples?\b|rows?\b|items?\b)"
_NO_COUNT = (
    r"(?!\s*(?:秒|分钟|分(?!之)|点(?!赞)|月|号|年|天|周"
    r"|s\b|secs?\b|seconds?\b|min|days?\b|weeks?\b|[./]\d))"
)
_QUANTITY = re.compile(
    rf"(?P<bound>(?P<least>{_LEAST})|(?P<most>{_MOST}))?\s*(?:"
    rf"(?P<percent>\d{{1,3}}(?:\.\d{{1,4}})?)\s*(?:[%％]|per ?cent\b)"
    rf"|百分之\s*(?P<hundredth>\d{{1,3}}|{HAN})"
    rf"|(?P<tenths>[1-9一二两三四五六七八九])\s*成(?P<fifth>半)?"
    rf"|(?P<fraction>{_FRACTION})"
    rf"|(?<![A-Za-z0-9_.#-])(?P<count>\d{{1,9}}(?!\d)|{HAN})(?P<unit>{_UNIT})?{_NO_COUNT}"
    rf")(?P<more>{_AFTER_LEAST})?",
    _I,
)
_BARE_HAN = re.compile(HAN)


@dataclass(frozen=True)
class Quantity:
    """A number of examples that a text gives."""

    start: int
    """Where it begins."""
    end: int
    """Where it ends."""
    count: int | None
    """How many; None for a share."""
    share: float | None
    """Which share, 1 being all; None for a count. A slip of the tongue may come to more."""
    bound: Bound
    """How it is meant."""


def quantities(text: str) -> list[Quantity]:
    """All of them, in order. A Chinese numeral without a unit (一个风格, 一些) is none."""
    found = []
    for match in _QUANTITY.finditer(text):
        count, share = _value(match)
        if count is None and share is None:
            continue
        bound: Bound = (
            "at_least"
            if match["least"] or match["more"]
            else "at_most"
            if match["most"]
            else "exactly"
        )
        found.append(Quantity(match.start(), match.end(), count, share, bound))
    return found


def _value(match: re.Match[str]) -> tuple[int | None, float | None]:
    if match["percent"]:
        return None, float(match["percent"]) / 100
    if match["hundredth"]:
        return None, float(number(match["hundredth"])) / 100
    if tenths := match["tenths"]:
        return None, (float(number(tenths)) + (0.5 if match["fifth"] else 0)) / 10
    if match["fraction"]:
        return None, _FRACTIONS[match["fraction"].lower()]
    is_word = _BARE_HAN.fullmatch(match["count"]) is not None
    unit = (match["unit"] or "").strip()
    if is_word and (not unit or (match["count"] == "一" and unit in {"个", "份"})):
        return None, None
    return int(number(match["count"])), None
