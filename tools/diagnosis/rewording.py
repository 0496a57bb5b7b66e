"""Does a rewritten query ask for something else, or for the same in other words?

No single share of words tells: people say "the soup spilt", and products search for "claim for
damaged items". Together a few signs do: what of the query's matter is kept and what is new, forms
and parts of words and akin ones counted, how much both have in common, how the passages that were
found stand to either, and how far the answer takes up what was asked.
"""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from tools.claims.measure import Text, weight_of
from tools.diagnosis.loosely import akin_share, loosely
from tools.diagnosis.taken_up import TakenUp

_MUCH = 6.0
"""Weight in common beyond which more tells no more."""


class InWords(NamedTuple):
    """How a rewriting stands to what was asked, each 0 to 1."""

    kept: float
    """The share of what was asked that it has, parts and forms of words counted."""
    added: float
    """The share of it that was not asked, likewise."""
    common: float
    """How much the words tell that both have."""
    akin: float
    """The share of the question's sense that it has, in its words or in akin ones."""
    on_query: float
    """The share of what was asked that the best passage has."""
    on_rewriting: float
    """The share of the rewriting that the best passage has."""


class Rewording(NamedTuple):
    """All signs of it."""

    in_words: InWords
    """How the rewriting stands to what was asked."""
    taken_up: TakenUp | None = None
    """How far the answer takes up what was asked; None without an answer."""
    elsewhere: float | None = None
    """The share of what was asked that a passage of the corpus has which was not retrieved; None
    without a corpus."""


class _Weights(NamedTuple):
    """What the signs weigh, in the logarithm of the odds."""

    constant: float
    """The logarithm of the odds without any sign."""
    in_words: InWords
    """What words weigh."""
    taken_up: TakenUp = TakenUp(0, 0, 0, 0, 0, 0)
    """What the answer weighs."""
    elsewhere: float = 0.0
    """What the corpus weighs."""


_WITHOUT_ANSWER = _Weights(-1.46, InWords(-1.10, 1.78, -0.73, -1.95, 0.86, 1.49))
_WITHOUT_CORPUS = _Weights(
    -0.30,
    InWords(0.13, 1.83, -0.97, -1.74, 1.95, 1.23),
    TakenUp(-1.25, -3.29, 1.50, -1.79, -2.09, -1.73),
)
_WITH_ALL = _Weights(
    -0.91,
    InWords(0.22, 1.07, -1.26, -1.64, 1.32, 0.49),
    TakenUp(-1.23, -2.68, 2.30, -1.87, -1.61, -1.38),
    elsewhere=3.81,
)
"""Fitted by `python -m benchmarks.rewording_fit`, each to the signs that are at hand."""


def in_words(
    query: str,
    asked: Sequence[str],
    said: Text,
    rewritten: Text,
    understood: Sequence[str],
    *,
    found: Sequence[Text],
) -> InWords:
    """`asked` and `understood` are the terms of the query and of the rewriting, `said` is all that
    the user said, and `found` what was retrieved.
    """
    both = weight_of(filter(said.carries, understood))
    kept = loosely(asked, rewritten, understood)
    return InWords(
        kept=kept,
        added=1 - loosely(understood, said, asked),
        common=min(both, _MUCH) / _MUCH,
        akin=akin_share(query, rewritten.raw) if kept < 1 else 1.0,
        on_query=max((text.share(asked) for text in found), default=0.0),
        on_rewriting=max((text.share(understood) for text in found), default=0.0),
    )


def asks_otherwise(signs: Rewording) -> float:
    """How likely it is that the rewriting asks for something else, 0 to 1."""
    weights = _WITH_ALL
    if signs.taken_up is None:
        weights = _WITHOUT_ANSWER
    elif signs.elsewhere is None:
        weights = _WITHOUT_CORPUS
    logit = weights.constant + _weighed(weights.in_words, signs.in_words)
    logit += _weighed(weights.taken_up, signs.taken_up) if signs.taken_up else 0.0
    logit += weights.elsewhere * (signs.elsewhere or 0.0)
    return 1 / (1 + exp(-logit))


def _weighed(weights: Sequence[float], signs: Sequence[float]) -> float:
    return sum(weight * sign for weight, sign in zip(weights, signs, strict=True))
