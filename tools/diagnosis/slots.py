"""Reads out of a text whom it is for, how long, in which style, and where it goes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.numerals import ENGLISH_NUMBER, counted
from tools.diagnosis.rules import Rules, Slot

_COUNT = r"\d+(?:\.\d+)?|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
_ENGLISH_COUNT = rf"\d+(?:\.\d+)?|{ENGLISH_NUMBER}|a"
_LATER = r"(?!之|以?[后前])"
"""What makes a time span a point in time: 十分钟后."""
_MINUTES_ZH = re.compile(rf"({_COUNT})\s*分钟?+(半|({_COUNT})\s*秒)?{_LATER}")
_SECONDS_ZH = re.compile(rf"({_COUNT})\s*(?:多)?秒{_LATER}")
TIME_ZH = re.compile(
    rf"(?:{_COUNT}|半)\s*个?(?:分钟?|小时|秒钟?|天|周|点)(?:半|{_COUNT}秒)?(?:之?[后前内]|以[后前内])?"
)
"""A time, be it a span or a point: no subject of anything."""
_HALF_ZH = re.compile("半分钟")
_MINUTE_AND_HALF = re.compile(r"\b(?:a|one|1) minute and a half\b", re.IGNORECASE)
_HALF_MINUTE = re.compile(r"\bhalf (?:a )?minute\b|\bhalf-minute\b", re.IGNORECASE)
_MINUTES = re.compile(rf"\b({_ENGLISH_COUNT})[- ]?min(?:ute)?s?\b", re.IGNORECASE)
_SECONDS = re.compile(
    rf"(?<![a-z\d.])(?:(\d+(?:\.\d+)?)[- ]?s|({_ENGLISH_COUNT})[- ]?sec(?:ond)?s?)(?![a-z\d])",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\d+\s*[-–~～至到]\s*\d+\s*(?:秒|s\b)|[前第]\s*\d+\s*秒|开[头投]\S{0,2}秒|前[一二三四五]秒"
)
_NEGATED = re.compile(
    r"(?:不要|不是|别|非|勿|不适合|\bnot(?: for)?|\bno|\bwithout|\bavoid)\s*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Wish:
    """What a text says of one slot."""

    value: str
    """The slot's value."""
    words: str
    """The words that say so, verbatim."""


def read_slots(text: str, rules: Rules) -> dict[str, list[Wish]]:
    """The wishes that `text` utters, slot by slot, in the order of the text."""
    found = {name: wishes for name, slot in rules.slots.items() if (wishes := _wishes(text, slot))}
    seconds = read_seconds(text)
    return found | ({"seconds": [seconds]} if seconds else {})


def read_seconds(text: str) -> Wish | None:
    """The duration that `text` asks for, in seconds, numerals and words alike."""
    plain = _RANGE.sub(lambda found: " " * len(found[0]), text)
    for pattern, seconds in ((_MINUTE_AND_HALF, 90), (_HALF_MINUTE, 30), (_HALF_ZH, 30)):
        if found := pattern.search(plain):
            return Wish(str(seconds), found[0])
    if found := _MINUTES_ZH.search(plain):
        rest = 30 if found[2] == "半" else _count(found[3]) if found[3] else 0
        return _wish(_count(found[1]) * 60 + rest, found[0])
    for pattern, unit in ((_SECONDS_ZH, 1), (_MINUTES, 60), (_SECONDS, 1)):
        if found := pattern.search(plain):
            return _wish(_count(found[1] or found[found.lastindex or 1]) * unit, found[0])
    return None


def logged_slots(slots: Mapping[str, Any], rules: Rules) -> dict[str, Wish]:
    """The slots that a product logged, under our names; values that no list knows stay out."""
    known: dict[str, Wish] = {}
    for key, value in slots.items():
        if key in rules.seconds_keys:
            if wish := logged_seconds(value):
                known["seconds"] = wish
            continue
        for name, slot in rules.slots.items():
            if key in slot.keys and (meant := value_of(value, slot)):
                known[name] = Wish(meant, str(value))
    return known


def value_of(logged: Any, slot: Slot) -> str | None:
    """Which of the slot's values a product's own spelling means."""
    if not isinstance(logged, str):
        return None
    spelt = logged.casefold().replace("_", " ").strip()
    direct = slot.value_of.get(spelt) or slot.value_of.get(spelt.replace(" ", "_"))
    wishes = [] if direct else _wishes(logged.replace("_", " "), slot)
    return direct or (wishes[0].value if wishes else None)


def _wishes(text: str, slot: Slot) -> list[Wish]:
    wishes: dict[str, Wish] = {}
    for found in slot.words.pattern.finditer(text):
        if _NEGATED.search(text[max(0, found.start() - 12) : found.start()]):
            continue
        value = slot.value_of[found[0].casefold()]
        wishes.setdefault(value, Wish(value, found[0]))
    return list(wishes.values())


def logged_seconds(value: Any) -> Wish | None:
    """The duration that a logged value means; None for a value that means none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float) and 0 < value < 1e6:
        return _wish(float(value), str(value))
    if isinstance(value, str):
        if value.strip().isdecimal() and len(value) < 7:
            return _wish(float(value), value)
        return read_seconds(value)
    return None


def _wish(seconds: float, words: str) -> Wish | None:
    return Wish(f"{seconds:g}", words) if seconds > 0 else None


def _count(text: str) -> float:
    lowered = text.casefold()
    if not lowered[0].isdecimal():
        return 1 if lowered == "a" else counted(lowered) or 0
    # more digits than a duration can have are no duration
    return float(lowered) if len(lowered) < 9 else 0
