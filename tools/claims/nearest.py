"""The sentence of the passages that speaks of what a claim speaks of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.claims.ground import Embed, Ground, Sentence
from tools.claims.pieces import Piece, rarity
from tools.claims.splitting import Part

HARD = frozenset({"number", "person", "place", "name", "time"})
"""Kinds of pieces that no paraphrase changes."""
_WINDOW = 2
"""Sentences before and after that may carry a claim together with the nearest one."""


@dataclass(frozen=True)
class Match:
    """Where a claim's pieces stand in the passages."""

    sentence: Sentence | None
    """The sentence that has most of them; None when none has any."""
    share: float
    """The share of the claim's weight that it and its neighbours have."""
    held: frozenset[int]
    """The places, in the claim, of the pieces that they have."""


def weight_of_piece(piece: Piece) -> float:
    """How much of a claim's sense a piece makes up."""
    return 1.0 if piece.kind in HARD else 0.3 + rarity(piece.text) / 14


def weight_of_pieces(said: Sequence[Piece]) -> float:
    """How much of a claim's sense pieces make up together."""
    return sum(map(weight_of_piece, said))


def retold(said: Sequence[Piece], ground: Ground) -> list[Piece]:
    """The pieces that `ground` has, or has a word of the same sense for, hard ones as they are."""
    return [o for o in said if ground.has(o) or (o.kind not in HARD and ground.is_akin(o))]


def nearest(own: Sequence[Piece], ground: Ground) -> Match:
    """The match of a claim's pieces."""
    weights = [weight_of_piece(piece) for piece in own]
    if not own or not ground.sentences:
        return Match(None, 0.0, frozenset())
    has = _held(own, ground.sentences)
    best = max(range(len(has)), key=lambda at: sum(weights[i] for i in has[at]))
    if not has[best]:
        return Match(None, 0.0, frozenset())
    passage = ground.sentences[best].passage
    around = [
        has[at]
        for at in range(max(0, best - _WINDOW), min(len(has), best + _WINDOW + 1))
        if ground.sentences[at].passage == passage
    ]
    held = frozenset().union(*around)
    return Match(ground.sentences[best], sum(weights[i] for i in held) / sum(weights), held)


def _held(own: Sequence[Piece], sentences: Sequence[Sentence]) -> list[frozenset[int]]:
    """For each sentence, the places of the pieces that it has; English words by their terms."""
    words: dict[str, list[int]] = defaultdict(list)
    others: list[int] = []
    for at, piece in enumerate(own):
        if piece.amount or not piece.term.isascii():
            others.append(at)
        else:
            words[piece.term].append(at)
    # A sentence's terms are worked out only if there is a word to look for among them.
    return [
        frozenset(
            at for term in (words.keys() & sentence.terms if words else ()) for at in words[term]
        )
        | frozenset(at for at in others if sentence.has(own[at]))
        for sentence in sentences
    ]


def nearness(told: Sequence[Part], ground: Ground, embed: Embed) -> list[float]:
    """How near the nearest sentence of the ground is to each claim, as a cosine."""
    there = np.asarray(ground.vectors(embed))
    here = np.asarray(embed([part.text for part in told]))
    return [float(one) for one in (here @ there.T).max(axis=1)]
