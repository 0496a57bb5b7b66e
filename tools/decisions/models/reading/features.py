"""Reads what a model has to be able to do and where its data may go."""

import re
from datetime import date
from functools import cache
from typing import Any

from knowledge.packaged import packaged
from tools.decisions.models.reading.numerals import NUMBER, number
from tools.decisions.task import languages_in

_I = re.IGNORECASE
_CONTEXT = r"(?:上下文(?:窗口|长度)?|context(?: window| length| size)?|窗口)"
_CONTEXTS = (
    re.compile(rf"{_CONTEXT}[^，。；,;\n]{{0,14}}?(?P<n>{NUMBER})", _I),
    re.compile(
        rf"(?P<n>{NUMBER})\s*-?(?:个)?(?:\s*tokens?)?\s*(?:以上|or more)?\s*(?:的|of)?\s*"
        rf"{_CONTEXT}",
        _I,
    ),
)
_VENDORS = re.compile(r"chinese (?:services|providers|models|vendors|companies|makers)", _I)
"""Where data may go, and not what a model speaks."""
_RELEASED = re.compile(
    r"(?P<a>20\d\d)(?:\s*[年-]\s*(?P<am>\d{1,2})\s*月?)?\s*年?\s*(?:以后|之后|后|以来)\s*(?:发布|上线|出|推出)?"
    r"|(?:released|newer|launched|out)\s*(?:than|after|since|in or after|from)\s*"
    r"(?P<b>20\d\d)(?:-(?P<bm>\d{1,2}))?",
    _I,
)


def read_features(text: str) -> dict[str, Any]:
    """The fields of `Requirements` that are said; None for one that no longer holds."""
    found: dict[str, Any] = {}
    for field, patterns in _patterns().items():
        for said, value in patterns:
            if said.search(text):
                found[field] = value
                break
    for pattern in _CONTEXTS:
        if match := pattern.search(text):
            if (tokens := int(number(match["n"]))) >= 1_000:
                found["context"] = tokens
            break
    if match := _RELEASED.search(text):
        year, month = (match["a"], match["am"]) if match["a"] else (match["b"], match["bm"])
        found["released_after"] = date(int(year), min(max(int(month or 1), 1), 12), 1)
    if words := _any_of("compliance").findall(text):
        found["compliance"] = tuple(dict.fromkeys(word.lower() for word in words))
    if unrecorded := [match[0].strip() for match in _any_of("unrecorded").finditer(text)]:
        found["unrecorded"] = tuple(dict.fromkeys(unrecorded))
    if languages := languages_in(_VENDORS.sub(" ", text)):
        found["languages"] = languages
    return found


@cache
def lexicon() -> dict[str, Any]:
    """What words mean: `fields`, `everything` and `compliance`."""
    loaded: dict[str, Any] = packaged("tools.decisions.models.reading", "features.yaml")
    return loaded


@cache
def _patterns() -> dict[str, list[tuple[re.Pattern[str], Any]]]:
    """For each field its patterns in order, each with what it means."""
    return {
        name: [(re.compile(one["words"], _I), _value(one["means"])) for one in field["says"]]
        for name, field in lexicon()["fields"].items()
        if "says" in field
    }


def _value(means: Any) -> Any:
    return frozenset(means) if isinstance(means, list) else means


@cache
def _any_of(name: str) -> re.Pattern[str]:
    return re.compile("|".join(lexicon()[name]), _I)
