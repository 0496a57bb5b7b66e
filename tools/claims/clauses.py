"""English texts cut into clauses of units, and where a unit stands in the passages."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

from tools.claims.amounts import Amount
from tools.claims.ground import Ground
from tools.claims.nearest import HARD, weight
from tools.claims.pieces import Piece, senses
from tools.claims.relations import relation_words

Kind = Literal["number", "date", "name", "order", "word"]

_CUT = re.compile(
    r"[;:,—()\n]|\b(?:and|but|or|while|whereas|although|though|which|who|whose)\b", re.IGNORECASE
)
_JOINS_NAME = re.compile(r"[ .'’-]{1,2}")
_LEAST = 2
"""Units that make a clause; fewer go with the next one."""
_STEM = 5
"""Letters that two forms of one word share at the start, at least."""


@dataclass(frozen=True, eq=False)
class Unit:
    """A content word, a name of one or more words, or an amount."""

    start: int
    """The offset of its first character in the text."""
    end: int
    """The offset after its last character."""
    kind: Kind
    """What it is; `order` is first, second, next, ..."""
    terms: frozenset[str]
    """The forms in which its words are compared."""
    last: str
    """The form of its last word, which is what names a person."""
    amount: Amount | None
    """For a number: what it comes to."""
    weight: float
    """How much of the sense it makes up."""
    clause: int
    """The place of its clause in the text."""


def units(text: str, own: Sequence[Piece], frames: Sequence[tuple[int, int]] = ()) -> list[Unit]:
    """The units of `text`, whose pieces are `own`, in order; what lies in `frames` is none."""
    little = relation_words("little")
    runs: list[list[Piece]] = []
    for piece in own:
        if piece.text.lower() in little or lies_in(piece.start, frames):
            continue
        last = runs[-1][-1] if runs else None
        if last and last.kind == piece.kind == "name" and _joined(text, last, piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    cuts = [mark.start() for mark in _CUT.finditer(text)]
    clauses = _numbered([bisect_right(cuts, run[0].start) for run in runs])
    return [_unit(run, clause) for run, clause in zip(runs, clauses, strict=True)]


def lies_in(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of the spans."""
    return any(start <= at < end for start, end in spans)


def _joined(text: str, one: Piece, other: Piece) -> bool:
    return bool(_JOINS_NAME.fullmatch(text[one.end : other.start]))


def _unit(run: Sequence[Piece], clause: int) -> Unit:
    return Unit(
        run[0].start,
        run[-1].end,
        _kind(run[0]),
        frozenset(piece.term for piece in run if piece.term),
        run[-1].term,
        run[0].amount,
        max(map(weight, run)),
        clause,
    )


def _kind(piece: Piece) -> Kind:
    if piece.text.lower() in relation_words("order"):
        return "order"
    if piece.kind == "time" or (piece.amount and piece.amount.dimension == "month"):
        return "date"
    if piece.kind in HARD:
        return "number" if piece.amount else "name"
    return "word"


def _numbered(cuts: Sequence[int]) -> list[int]:
    """The clause of each unit, from 0: cut where its text is, unless that leaves too few units."""
    clauses: list[int] = []
    at, held = 0, 0
    for place, cut in enumerate(cuts):
        if place and cut != cuts[place - 1] and held >= _LEAST:
            at, held = at + 1, 0
        clauses.append(at)
        held += 1
    if at and held < _LEAST:
        return [min(clause, at - 1) for clause in clauses]
    return clauses


Place = tuple[int, int]
"""A sentence of the passages and a unit in it, by their numbers."""


class Places:
    """The units of all sentences of some passages, to be looked up."""

    def __init__(self, ground: Ground) -> None:
        self.texts = [sentence.text for sentence in ground.sentences]
        self.passages = [sentence.passage for sentence in ground.sentences]
        rows = [units(one.text, one.pieces) for one in ground.sentences]
        self._names = {
            term for row in rows for one in row if one.kind == "name" for term in one.terms
        }
        self.units = [self.named(text, row) for text, row in zip(self.texts, rows, strict=True)]
        self._terms: dict[str, list[Place]] = defaultdict(list)
        self._starts: dict[str, set[str]] = defaultdict(set)
        self._amounts: list[tuple[Amount, Place]] = []
        for number, row in enumerate(self.units):
            for at, unit in enumerate(row):
                for term in unit.terms:
                    self._terms[term].append((number, at))
                if unit.amount:
                    self._amounts.append((unit.amount, (number, at)))
        for term in self._terms:
            for size in range(_STEM, len(term) + 1):
                self._starts[term[:size]].add(term)

    def named(self, text: str, row: Sequence[Unit]) -> list[Unit]:
        """The units of a text, a capital at whose start is a name where the passages have it so."""
        return [
            replace(one, kind="name", weight=1.0)
            if one.kind == "word" and text[one.start].isupper() and one.terms <= self._names
            else one
            for one in row
        ]

    @cached_property
    def _senses(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for term, places in self._terms.items():
            for sense in senses(term):
                found[sense] += places
        return found

    def of(self, unit: Unit) -> frozenset[Place]:
        """Where a unit stands: as this amount, by these words, their forms, or others like them."""
        if unit.amount:
            mine = unit.amount
            return frozenset(place for other, place in self._amounts if mine.agrees(other))
        found = {place for term in unit.terms for place in self._terms.get(term, ())}
        if len(unit.terms) > 1:
            found = {place for place in found if self._is_meant(unit, place)}
        return frozenset(found or self._forms(unit) or self._kin(unit))

    def _is_meant(self, unit: Unit, place: Place) -> bool:
        """Whether a name of several words is meant there: by half of its words, or the last."""
        there = self.units[place[0]][place[1]].terms
        return unit.last in there or 2 * len(unit.terms & there) >= len(unit.terms)

    def _forms(self, unit: Unit) -> set[Place]:
        return {
            place
            for term in unit.terms
            if len(term) > _STEM
            for form in self._starts.get(term[: max(_STEM, len(term) - 3)], ())
            for place in self._terms[form]
        }

    def _kin(self, unit: Unit) -> set[Place]:
        if unit.kind != "word":
            return set()
        return {
            place
            for term in unit.terms
            for sense in senses(term)
            for place in self._senses.get(sense, ())
        }


@lru_cache(maxsize=8)
def places_in(ground: Ground) -> Places:
    """The units of a ground made ready; answers to one question come in a row."""
    return Places(ground)
