"""Two figures of an answer that stand in each other's place: 7 days and 48 hours, the wrong way
round.

Each of them is in the text that the answer is held against, so that neither tells anything; the
words beside the two, taken together, do.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from knowledge.remembered import PASSAGE, remembered
from tools.claims.amounts import Amount, amounts
from tools.claims.measure import Text, content, ready, weight_of
from tools.claims.rivals import comparable, measures

_PIECE = re.compile(
    r"[,;，、；。！!？?\n：]|\.(?=\s|$)|\b(?:and|but|while|whereas|then)\b|[而并和](?=\w)",
    re.IGNORECASE,
)
"""What stands between the pieces of a text of which each says one thing."""
_TELLING = 10
"""Number from which one without a unit may be told apart from a mere count."""
_AHEAD = 0.9
"""Weight of about a word by which the other way round must fit better."""
_MOST, _LONGEST = 12, 2_000
"""Pieces with a figure that are compared, and characters of a text that are read."""


@dataclass(frozen=True)
class _Piece:
    """A piece of a text with one or more figures."""

    text: str
    """Its words."""
    amounts: Sequence[Amount]
    """Its figures."""

    def words_beside(self, one: Amount) -> list[str]:
        """Its terms, without those of one of its figures."""
        return content(self.text[: one.start] + " " + self.text[one.end :])


def exchanged(claim: str, text: str) -> tuple[str, str] | None:
    """The piece of `claim` that gives for something the figure that `text` gives for another thing,
    and the other way round, and the piece of `text`; None where no two figures changed places.

    >>> exchanged("Mailed in 7 days, valid for 48 hours.", "Mailed in 48 hours, valid for 7 days.")
    ('Mailed in 7 days', 'Mailed in 48 hours')
    """
    mine = _pieces(claim)
    there = _pieces(text) if len(mine) > 1 else ()
    for one, other in combinations(mine, 2):
        for a in one.amounts:
            for b in other.amounts:
                if _may_change_places(one, a, other, b) and (
                    found := _crosswise(one, a, other, b, there)
                ):
                    return found
    return None


def _may_change_places(one: _Piece, a: Amount, other: _Piece, b: Amount) -> bool:
    """Whether two figures are different ones of one kind, neither of them beside the other."""
    is_apart = not _has(one, b) and not _has(other, a)
    is_bare = "" in (a.dimension, b.dimension) and min(a.written, b.written) >= _TELLING
    return is_apart and not a.meets(b) and (comparable(a, b) or is_bare)


def _crosswise(
    one: _Piece, a: Amount, other: _Piece, b: Amount, there: Sequence[_Piece]
) -> tuple[str, str] | None:
    of_a = [piece for piece in there if _has(piece, a) and not _has(piece, b)]
    of_b = [piece for piece in there if _has(piece, b) and not _has(piece, a)]
    if not of_a or not of_b:
        return None
    beside_a, beside_b = one.words_beside(a), other.words_beside(b)
    ahead_a = _best(beside_a, of_b) - _best(beside_a, of_a)
    ahead_b = _best(beside_b, of_a) - _best(beside_b, of_b)
    if min(ahead_a, ahead_b) <= 0 or ahead_a + ahead_b < _AHEAD:
        return None
    against = max(of_b, key=lambda piece: _fit(beside_a, piece))
    return one.text.strip(), against.text.strip()


def _has(piece: _Piece, amount: Amount) -> bool:
    return any(map(amount.meets, piece.amounts))


def _best(words: Sequence[str], some: Sequence[_Piece]) -> float:
    return max(_fit(words, piece) for piece in some)


def _fit(words: Sequence[str], piece: _Piece) -> float:
    """The weight of the words that stand in a piece, figures among them."""
    text: Text = ready(piece.text)
    return weight_of(filter(text.carries, words))


@remembered(texts=2_048, longest=PASSAGE)
def _pieces(text: str) -> tuple[_Piece, ...]:
    found = [_Piece(part, amounts(part)) for part in _PIECE.split(text[:_LONGEST]) if part]
    said = [_Piece(one.text, [a for a in one.amounts if _is_exact(a)]) for one in found]
    return tuple(one for one in said if one.amounts)[:_MOST]


def _is_exact(one: Amount) -> bool:
    """Whether a figure is of something, and no bound, as in "free over £250"."""
    return (measures(one) or not one.dimension) and one.meant != "above"
