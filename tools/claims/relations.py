"""What little English words say of the next word; opposites; and words about answering."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from knowledge.packaged import packaged

Operator = tuple[str, str]
"""A kind of relation, such as `role`, and which of its values holds: `from`."""

_NUMERO = re.compile(r"\bNo\.? ?$")
"""No 83."""

_SOURCE = r"(?:passages?|texts?|articles?|summary|contexts?|documents?|sources?|excerpts?|reports?)"
_FRAME = re.compile(
    rf"\b(?:based|according|relying|drawing) (?:solely |only )?(?:on|to) (?:the |this |these )?"
    rf"(?:\w+ ){{0,2}}{_SOURCE},?"
    rf"|\b(?:the|this|these|in the) (?:\w+ )?{_SOURCE},?(?: also)?"
    r"(?: (?:describes?|discuss(?:es)?|mentions?|provides? (?:\w+ )?information (?:about|on)"
    r"|states?|explains?|says?|notes?|highlights?|outlines?|covers?|is about|suggests?|indicates?)"
    r"(?: that)?)?"
    r"|\bit(?:['’]s| is) (?:also )?(?:important|worth|essential|crucial|necessary|helpful)"
    r" (?:to (?:note|remember|mention|understand|keep in mind)|noting|mentioning|remembering)"
    r"(?: that)?"
    r"|\b(?:please )?note that\b|\bkeep in mind that\b"
    r"|\b(?:in (?:summary|conclusion|essence|short|addition|general|other words|particular)"
    r"|for (?:example|instance)|as a result|on the other hand|to summarize|to sum up)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\W*(?:here(?:['’]s| is| are)|sure|certainly|of course|below (?:is|are)|the following"
    r"|based on|according to|in (?:summary|conclusion))\b[^.!?]*:",
    re.IGNORECASE,
)


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
    return _any(relation_words(name))


@cache
def relation_words(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(_lists()[name])


def framing(text: str) -> list[tuple[int, int]]:
    """Where a claim only leads in or speaks of its source: no passage can carry that."""
    whole = _OPENING.fullmatch(text.strip())
    return [(0, len(text))] if whole else [found.span() for found in _FRAME.finditer(text)]


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = packaged(__package__, "relations.yaml")
    return lists


@cache
def _operators() -> tuple[tuple[Operator, re.Pattern[str]], ...]:
    return tuple(
        ((kind, value), _any(words))
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


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words, the longest first; whole ones, but n't at a word's end."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(_whole, longest)), re.IGNORECASE)


def _whole(word: str) -> str:
    start = "" if re.match("n['’]t", word) else r"\b"
    return rf"{start}{re.escape(word)}\b"
