"""Which sections of a PRD a text names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from knowledge.packaged import packaged
from knowledge.records.prd import Prd


@dataclass(frozen=True)
class Named:
    """A section's name in a text."""

    key: str
    """The section."""
    start: int
    """Where the name begins."""
    end: int
    """Where it ends."""


def named_sections(text: str, prd: Prd | None) -> list[Named]:
    """The sections that a text names, in its order; of overlapping names the longest counts.

    With a document only those that it has.
    """
    found = sorted(_all(text.casefold(), prd), key=lambda one: (one.start - one.end, one.start))
    kept: list[Named] = []
    for one in found:
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _all(text: str, prd: Prd | None) -> Iterator[Named]:
    names: dict[str, list[str]] = {key: list(words) for key, words in _usual().items()}
    if prd is not None:
        names = {
            one.key: [one.title.casefold(), one.key.replace("_", " "), *names.get(one.key, ())]
            for one in prd.sections
        }
    for key, words in names.items():
        for word in words:
            bounds = rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
            yield from (Named(key, *one.span()) for one in re.finditer(bounds, text))


@cache
def _usual() -> dict[str, list[str]]:
    loaded = packaged("tools.prd.editing", "names.yaml")
    return {key: [one.casefold() for one in (*said["zh"], *said["en"])]
            for key, said in loaded.items()}  # fmt: skip
