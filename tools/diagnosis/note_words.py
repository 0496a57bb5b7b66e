"""The words of a note that a text lacks, and one passage alone has: what was needed stands there.

A note on a text that was to be made is in nobody's words but the team's and the documents'. What it
asks for and the text has not is looked for in what was handed on, and then in what was not.
"""

from functools import lru_cache
from typing import NamedTuple

from knowledge.records import Passage
from tools.claims.measure import TELLING, Text, content, ready, weight, weight_of
from tools.diagnosis.facts import Facts

_FOUND = 5
"""Passages that a search of the corpus for the note brings up."""
_BY_NO_CHANCE, _SHARE = 3.3, 0.25
"""Weight of such words, about three of them, from which they stand in a passage by no chance, and
the share that they are of all that the text lacks."""


class Needed(NamedTuple):
    """A passage that has what a text lacks."""

    passage: Passage
    """The passage."""
    words: tuple[str, ...]
    """The words of the note that it has, and that neither the text nor what was handed on has."""
    place: int | None
    """Its position among what was retrieved; None where it was not."""


@lru_cache(maxsize=1)
def needed(facts: Facts) -> Needed | None:
    """The passage that has most of what the text lacks; None without a note, or where none has
    enough of it.
    """
    note = facts.said.reference
    if note is None or not facts.said.answer or not facts.found.passages:
        return None
    told, used = facts.said.text, [text for _, text in facts.found.handed_on]
    lacks = [
        word
        for word in dict.fromkeys(content(note))
        if weight(word) >= TELLING and not told.carries(word) and word not in told.folded
    ]
    new = [word for word in lacks if not any(text.carries(word) for text in used)]
    if weight_of(new) < _BY_NO_CHANCE:
        return None
    unused = [
        _needed(passage, text, new, at)
        for at, (passage, text) in enumerate(facts.found.passages)
        if not passage.handed_on
    ]
    found = [
        *unused,
        *(_needed(one, ready(one.text), new, None) for one in _elsewhere(facts, note)),
    ]
    best = max(found, key=lambda one: weight_of(one.words), default=None)
    least = max(_BY_NO_CHANCE, _SHARE * weight_of(lacks))
    return best if best and weight_of(best.words) >= least else None


def _needed(passage: Passage, text: Text, new: list[str], at: int | None) -> Needed:
    return Needed(passage, tuple(word for word in new if text.carries(word)), at)


def _elsewhere(facts: Facts, note: str) -> list[Passage]:
    """What a search of the corpus for the note brings up that was not retrieved."""
    if facts.corpus is None:
        return []
    had = {passage.id for passage, _ in facts.found.passages}
    near = [
        *facts.corpus.search(f"{facts.asked.query}\n{note}", _FOUND),
        *facts.corpus.search(note, _FOUND),
    ]
    return list({one.id: one for one in near if one.id not in had}.values())
