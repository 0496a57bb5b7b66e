"""An answer from a passage, or a part of one, that no longer holds at the time of asking."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from tools.claims.digits import numbers
from tools.claims.in_force import DATE, Piece, day_named, may_name_a_time, pieces_in_time
from tools.claims.measure import Text, content
from tools.claims.newer import is_newer
from tools.diagnosis.facts import Facts
from tools.diagnosis.support import carries

_OF_THEN = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|去年|前年|以前|之前|原来|当时|过去|曾|此前|往年|明年|以后"
    r"|\b(?:was|were|used to|last year|previous(?:ly)?|former(?:ly)?|until|back then|next year)\b",
    re.IGNORECASE,
)
"""What a question, or an answer, has that speaks of another time than now."""
_NAMED_DAY = re.compile(DATE, re.IGNORECASE)
"""A day or a month, with its year, that a question names."""
_ON_IT = 0.3
"""Share of the question from which a passage is on it."""
_SAME = 0.5
"""Share of what a piece says, its figures apart, from which another piece says it, too."""
_LITTLE = 4
"""Terms of a piece that says only what is different from the one before it."""


@dataclass(frozen=True)
class Lapsed:
    """What an answer rests on, and what holds instead."""

    passage: int
    """The position of the passage that it rests on."""
    piece: Piece
    """The part of it."""
    instead: str | None
    """The words of what holds, of the passages that were handed on; None where none does."""


@lru_cache(maxsize=1)
def lapsed(facts: Facts) -> Lapsed | None:
    """The part of a passage that the answer rests on, and nothing else, and that does not hold at
    the time of asking; None where there is none.
    """
    if not asks_of_now(facts):
        return None
    old, good = _by_time(facts)
    if not old or any(_rests_on(facts, one) for one in good):
        return None
    for at, one in old:
        if facts.found.coverage[at] < _ON_IT or not _rests_on(facts, one):
            continue
        instead = next((other.text.strip() for other in good if _is_instead(one, other)), None)
        has_ended = one.end is not None and one.end < day_of(facts)
        if instead is not None or (has_ended and one.is_sure):
            return Lapsed(at, one, instead)
    return None


def is_of_another_time(facts: Facts, words: str) -> bool:
    """Whether words of a passage do not hold at the time of asking."""
    return any(words.strip() in one.text for _, one in _by_time(facts)[0])


@lru_cache(maxsize=1)
def _by_time(facts: Facts) -> tuple[list[tuple[int, Piece]], list[Piece]]:
    """The pieces of what was handed on that do not hold at the time of asking, each with the
    position of its passage; and those that do.
    """
    if not any(may_name_a_time(text.raw) for text in facts.found.texts):
        return [], []
    day = day_of(facts)
    pieces = [
        (at, one)
        for at, (passage, text) in enumerate(facts.found.passages)
        if passage.handed_on
        for one in pieces_in_time(text.raw)
    ]
    gone = _replaced(facts, day)
    good = [one for at, one in pieces if at not in gone and one.holds_on(day)]
    return [(at, one) for at, one in pieces if at in gone or not one.holds_on(day)], good


def _replaced(facts: Facts, day: dt.date) -> set[int]:
    """The positions of what was handed on in whose place came something else that was handed on."""
    handed = [
        (at, text.raw)
        for at, (passage, text) in enumerate(facts.found.passages)
        if passage.handed_on
    ]
    return {at for at, old in handed if any(is_newer(old, new, day) for _, new in handed)}


def asks_of_now(facts: Facts) -> bool:
    """Whether an answer is wanted, and given, for the day of asking, or for one that the question
    names; not for another time, such as last year.
    """
    if facts.asked.creative or facts.said.declined or not facts.said.answer:
        return False
    plain = _NAMED_DAY.sub(" ", facts.asked.query)
    return not _OF_THEN.search(plain) and not _OF_THEN.search(facts.said.told)


def day_of(facts: Facts) -> dt.date:
    """The day that the question names, or else that of asking; where it was not logged, today."""
    named = _NAMED_DAY.search(facts.asked.query)
    if named and (day := day_named(named[0])) is not None:
        return day
    return (facts.trace.time or dt.datetime.now(dt.UTC)).date()


def _rests_on(facts: Facts, piece: Piece) -> bool:
    """Whether a piece has all the figures of the answer, or else its words."""
    told = facts.said.told
    says = piece.text.replace(piece.words, " ") if piece.words else piece.text
    if figures := numbers(told) - numbers(facts.asked.query):
        return figures <= numbers(says)
    return carries(Text(says), told, facts.rules, facts.asked.terms)


def _is_instead(old: Piece, new: Piece) -> bool:
    """Whether a piece says for now what the other one says for another time."""
    if not new.words or new.start is None:
        return False
    matter = [term for term in content(old.text.replace(old.words, " ")) if not _has_figure(term)]
    said = new.text.replace(new.words, " ")
    # Of "until 2024 a pass is 49 euros, from 2025 58 euros" the second has little but its figure.
    return not matter or len(content(said)) <= _LITTLE or Text(said).share(matter) >= _SAME


def _has_figure(term: str) -> bool:
    return any(map(str.isdigit, term))
