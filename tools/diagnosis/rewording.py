"""Does a rewritten query ask for something else, or for the same in other words?

No single share of words tells: people say "the soup spilt", and products search for "claim for
damaged items". Together a few signs do: what of the query's matter is kept and what is new, forms
and parts of words counted, how much both have in common, how the passages that were found stand to
either. Where no word is shared at all, they are often wrong.
"""

from collections.abc import Collection, Sequence
from math import exp
from typing import NamedTuple

from knowledge.han import HAN, has_han
from tools.claims.alike import STEM
from tools.claims.measure import Text, weight, weight_of

_MUCH = 6.0
"""Weight in common beyond which more tells no more."""


class Rewording(NamedTuple):
    """How a rewriting stands to what was asked, each 0 to 1."""

    kept: float
    """The share of what was asked that it has, parts and forms of words counted."""
    added: float
    """The share of it that was not asked, likewise."""
    common: float
    """How much the words tell that both have."""
    on_query: float
    """The share of what was asked that the best passage has."""
    on_rewriting: float
    """The share of the rewriting that the best passage has."""


_CONSTANT = -2.40
_WEIGHTS = Rewording(-2.76, 3.58, -1.89, 1.91, 1.44)
"""Fitted by `python -m benchmarks.rewording_fit`."""


def rewording(
    asked: Sequence[str], said: Text, understood: Sequence[str], rewritten: Text, found: list[Text]
) -> Rewording:
    """The signs; `asked` and `understood` are the terms of the query and of the rewriting, `said`
    is all that the user said, and `found` what was retrieved.
    """
    both = weight_of(filter(said.carries, understood))
    return Rewording(
        kept=loosely(asked, rewritten, understood),
        added=1 - loosely(understood, said, asked),
        common=min(both, _MUCH) / _MUCH,
        on_query=max((text.share(asked) for text in found), default=0.0),
        on_rewriting=max((text.share(understood) for text in found), default=0.0),
    )


def asks_otherwise(found: Rewording) -> float:
    """How likely it is that the rewriting asks for something else, 0 to 1."""
    logit = _CONSTANT + sum(w * sign for w, sign in zip(_WEIGHTS, found, strict=True))
    return 1 / (1 + exp(-logit))


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
