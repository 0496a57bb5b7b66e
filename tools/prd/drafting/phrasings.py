"""Which of our own phrasings a sentence is, and what was filled in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

from knowledge.language import Lang
from knowledge.texts import catalogue
from tools.prd.drafting.pen import filled

_LEAST = 2
"""Marks of its own that a phrasing needs; one that is nearly all values fits any sentence."""
_VALUE = re.compile(r"\{.*?\}|\s")


@dataclass(frozen=True)
class Phrased:
    """A sentence as one of our phrasings."""

    key: str
    """Which, below `prd.draft`."""
    form: str
    """The phrasing with its placeholders."""
    text: str
    """The sentence."""
    values: Mapping[str, str]
    """What stands in their places."""


def phrased(text: str, lang: Lang) -> list[Phrased]:
    """All phrasings that give this text; none for one that somebody else has worded."""
    return [
        Phrased(one.key, one.form, text.strip(), found.groupdict())
        for one in _forms(lang)
        if (found := one.pattern.fullmatch(text.strip()))
    ]


def reworded(one: Phrased, other: Phrased, lang: Lang) -> str | None:
    """The content of `other` in the words of `one`; None where it lacks what those say."""
    names = {name for _, name, _, _ in Formatter().parse(one.form) if name}
    if one.key != other.key or not names <= set(other.values):
        return None
    if one.form == other.form:
        return other.text
    return filled(one.form, other.values, lang)


@dataclass(frozen=True)
class _Form:
    key: str
    form: str
    pattern: re.Pattern[str]


@cache
def _forms(lang: Lang) -> list[_Form]:
    return [
        _Form(key, form, _pattern(form))
        for key, form in _all(catalogue("prd")["draft"], lang)
        if len(_VALUE.sub("", form)) >= _LEAST
    ]


def _all(node: Mapping[str, Any], lang: Lang, path: str = "") -> Iterator[tuple[str, str]]:
    for name, below in node.items():
        if name == lang and isinstance(below, list):
            yield from ((path, str(form)) for form in below)
        elif isinstance(below, Mapping):
            yield from _all(below, lang, f"{path}.{name}" if path else name)


def _pattern(form: str) -> re.Pattern[str]:
    """Takes what `filled` makes of a phrasing; a value that comes twice is the same twice."""
    written, seen = "", set()
    for before, name, _, _ in Formatter().parse(form):
        # In Chinese `filled` may set a space where a value meets the text.
        bare = before.strip()
        start, end = before[: len(before) - len(before.lstrip())], before[len(before.rstrip()) :]
        written += (re.escape(start) or r"\s?") + re.escape(bare)
        written += (re.escape(end) or r"\s?") if bare else ""
        if name in seen:
            written += f"(?P={name})"
        elif name:
            seen.add(name)
            written += f"(?P<{name}>.*?)"
    return re.compile(written, re.IGNORECASE | re.DOTALL)
