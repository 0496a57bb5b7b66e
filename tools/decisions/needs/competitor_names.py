"""The names of competitors, as titles, headings and tables give them."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from knowledge.language import Lang
from knowledge.packaged import packaged
from tools.decisions.needs.signals import compiled

_VERSUS = re.compile(r"\s+(?:vs\.?|versus)\s+|\s*(?:对比|PK|比)\s*", re.IGNORECASE)
PARENTHESES = re.compile(r"[（(]([^（）()]{1,40})[）)]")
_SPLIT = re.compile(r"\s*[：:|｜]\s*|\s+[–—-]\s+")
_LONGEST = 24


def any_of_list(name: str, text: str) -> re.Match[str] | None:
    """The first word of a list of `competitors.yaml` in `text`."""
    return next(filter(None, (pattern.search(text) for pattern in lists()[name].values())), None)


def names_in_title(title: str, mentions: Callable[[str], int] = lambda _: 0) -> list[str]:
    """The names of the competitor that a title is about, the main one first; none for many.

    `竞品分析：快稿（QuickDraft）`, `Competitor: QuickDraft`, `QuickDraft vs Ours`.
    """
    aliases = [one for one in PARENTHESES.findall(title) if is_name(one)]
    named = sides(title)
    if not named:
        return aliases
    theirs = min(named, key=mentions)
    return [theirs, *(alias for alias in aliases if alias != theirs)]


def sides(title: str) -> list[str]:
    """The products that a title names: one, or two that it compares."""
    for part in _SPLIT.split(PARENTHESES.sub(" ", title)):
        compared = [_without_general(side) for side in _VERSUS.split(part)]
        if named := [side for side in compared if is_name(side)]:
            return named
    return []


def _without_general(text: str) -> str:
    for pattern in lists()["general"].values():
        text = pattern.sub(" ", text)
    return " ".join(text.split()).strip(" -–—:：的")


def is_name(text: str) -> bool:
    """Whether a text may be the name of a product: short, with a letter."""
    return bool(text) and len(text) <= _LONGEST and any(map(str.isalpha, text))


@cache
def lists() -> Mapping[str, Mapping[Lang, re.Pattern[str]]]:
    """The lists of `competitors.yaml` by their names, as patterns of each language."""
    loaded: dict[str, Any] = packaged(__package__, "competitors.yaml")
    return {name: compiled(one) for name, one in loaded.items()}
