"""English texts cut into clauses, and those into the units that are compared."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from tools.claims.altered.relations import relation_words
from tools.claims.amounts import Amount
from tools.claims.nearest import HARD, weight_of_piece
from tools.claims.pieces import Piece

Kind = Literal["number", "date", "name", "order", "word"]

_CUT = re.compile(
    r"[;:,—()\n]|\b(?:and|but|or|while|whereas|although|though|which|who|whose)\b", re.IGNORECASE
)
_JOINS_NAME = re.compile(r"[ .'’-]{1,2}")
_LEAST = 2
"""Units that make a clause; fewer go with the next one."""


class Unit(NamedTuple):
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

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the text."""
        return self.start, self.end


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
    cuts = clause_cuts(text)
    clauses = _numbered([bisect_right(cuts, run[0].start) for run in runs])
    return [_unit(run, clause) for run, clause in zip(runs, clauses, strict=True)]


def clause_cuts(text: str) -> list[int]:
    """The offsets at which a clause ends and another one begins."""
    return [mark.start() for mark in _CUT.finditer(text)]


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
        max(map(weight_of_piece, run)),
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
