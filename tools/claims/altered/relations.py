"""What little English words say of the next word, and which words are opposites."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from knowledge.packaged import packaged
from tools.claims.word_list import finder

Operator = tuple[str, str]
"""A kind of relation, such as `role`, and which of its values holds: `from`."""

_NUMERO = re.compile(r"\bNo\.? ?$")
"""No 83."""


def operators(gap: str) -> frozenset[Operator]:
    """The relations that the words between two content words set up."""
    if not gap.strip():
        return frozenset()
    bare = _NUMERO.sub(" ", gap)
    return frozenset(one for one, words in _operators() if words.search(bare))


def clash(one: Iterable[Operator], other: Iterable[Operator]) -> bool:
    """Whether two values of one kind, one on each side only, exclude each other."""
    return any(
        kind == other_kind and frozenset((value, another)) in _clashes()
        for kind, value in set(one) - set(other)
        for other_kind, another in set(other) - set(one)
    )


@cache
def opposed(word: str) -> frozenset[str]:
    """The opposites of a word in lower case."""
    return frozenset(_opposites().get(word, ()))


@cache
def listed(name: str) -> re.Pattern[str]:
    """Finds any word of a list, whole."""
    return finder(relation_words(name))


@cache
def relation_words(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(_lists()[name])


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = packaged(__package__, "relations.yaml")
    return lists


@cache
def _operators() -> tuple[tuple[Operator, re.Pattern[str]], ...]:
    return tuple(
        ((kind, value), finder(words))
        for kind, values in _lists()["operators"].items()
        for value, words in values.items()
    )


@cache
def _clashes() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in _lists()["clashes"])


@cache
def _opposites() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one, other in _lists()["opposites"]:
        for word in one:
            found.setdefault(word, set()).update(other)
        for word in other:
            found.setdefault(word, set()).update(one)
    return found
