"""How much of a text another one has, loosely: parts and forms of words, and akin ones."""

from collections.abc import Collection, Sequence

from knowledge.han import HAN, has_han
from tools.claims.alike import STEM
from tools.claims.ground import Ground
from tools.claims.measure import Text, weight, weight_of
from tools.claims.nearest import retold, weight_of_pieces
from tools.claims.pieces import pieces

_NOTHING_SAID = 0.5


def loosely(terms: Sequence[str], text: Text, others: Collection[str]) -> float:
    """The share of the weight of `terms` that a text has, parts and forms of words counted.

    `others` are the terms of the text.
    """
    whole = weight_of(terms)
    held = sum(weight(term) * _part(term, text, others) for term in terms)
    return held / whole if whole else 0.0


def _part(term: str, text: Text, others: Collection[str]) -> float:
    """How much of a term a text has: of a Chinese word the share of its characters."""
    if text.carries(term):
        return 1.0
    if has_han(term):
        marks = HAN.findall(term)
        return sum(mark in text.folded for mark in marks) / len(marks)
    return float(any(len(o) >= STEM and o[:STEM] == term[:STEM] for o in others))


def akin_share(text: str, other: str) -> float:
    """The share of what `text` tells for which `other` has its words or akin ones; half
    where it tells nothing.
    """
    said = pieces(text)
    whole = weight_of_pieces(said)
    return weight_of_pieces(retold(said, Ground([other]))) / whole if whole else _NOTHING_SAID
