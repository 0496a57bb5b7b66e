"""A rewriting that keeps the request, but for one word: off is made on, last month this month.

Where nearly all words are kept, no share of them tells that something else is asked for. Some words
exclude each other: a request that says the one does not mean the other.
"""

import re
from dataclasses import dataclass
from functools import cache

from knowledge.packaged import packaged
from tools.claims.word_list import finder

_SHORT = 200
"""Characters of a request up to which one such word is what it is about."""


@dataclass(frozen=True)
class Turned:
    """The words that exclude each other."""

    said: str
    """What the user said."""
    understood: str
    """What was made of it."""


@cache
def _groups() -> tuple[tuple[re.Pattern[str], tuple[frozenset[str], ...]], ...]:
    told: list[list[list[str]]] = packaged(__package__, "wishes.yaml")
    return tuple(
        (
            finder([word for words in group for word in words]),
            tuple(frozenset(words) for words in group),
        )
        for group in told
    )


def turned_round(
    said: str, understood: str, *, spoken: str = "", answer: str = ""
) -> Turned | None:
    """What a request, whose text is `said`, excludes of how it was understood.

    What was ever named in `spoken`, the conversation, may be meant; and an `answer` that names what
    the user did was made for that, whatever was searched for.

    >>> turned_round("how do i turn OFF face grouping", "how to turn on face grouping")
    Turned(said='turn OFF', understood='turn on')
    >>> turned_round("上个月和这个月的账单", "本月账单") is None
    True
    """
    if len(said) > _SHORT:
        return None
    for pattern, meanings in _groups():
        mine = _named(pattern, meanings, said)
        if len(mine) != 1:
            continue
        theirs = _named(pattern, meanings, understood)
        if len(theirs) != 1 or theirs.keys() & {*mine, *_named(pattern, meanings, spoken)}:
            continue
        told = _named(pattern, meanings, answer)
        if not mine.keys() & told.keys() or theirs.keys() & told.keys():
            return Turned(next(iter(mine.values())), next(iter(theirs.values())))
    return None


def _named(
    pattern: re.Pattern[str], meanings: tuple[frozenset[str], ...], text: str
) -> dict[int, str]:
    """Which things of a group a text names, and in which words."""
    found: dict[int, str] = {}
    for match in pattern.finditer(text):
        word = match[0].lower()
        found.setdefault(next(at for at, words in enumerate(meanings) if word in words), match[0])
    return found
