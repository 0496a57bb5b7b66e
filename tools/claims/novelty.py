"""The pieces of an answer that its passages do not have, each with the risk that it is made up.

People accept many words that a source does not use: generic verbs and nouns that retell it. Other
absent words are hardly ever right: numbers, dates, names. The risk is a logistic function of a few
features that say which is which (`traits`); `novelty.yaml` has the weights and says where they come
from.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.packaged import packaged
from tools.claims.ground import Ground
from tools.claims.pieces import Piece, pieces
from tools.claims.traits import Told, chinese, english, is_chinese


@dataclass(frozen=True)
class Novel:
    """An absent piece."""

    piece: Piece
    """The piece."""
    risk: float
    """How likely it is unsupported, 0 to 1."""


def novel(answer: str, ground: Ground, said: Sequence[Piece] | None = None) -> list[Novel]:
    """The pieces of `answer` that `ground` does not have, in order, each with its risk."""
    told = pieces(answer) if said is None else said
    return [
        Novel(piece, _logistic(features, _weights()[lang]))
        for piece, lang, features in featured(answer, ground, told)
    ]


def featured(
    answer: str, ground: Ground, said: Sequence[Piece]
) -> list[tuple[Piece, str, dict[str, float]]]:
    """Each absent piece with its language and the features that its risk is made of."""
    told = Told(answer, said, [not ground.has(piece) for piece in said], ground)
    return [
        (piece, "zh", chinese(told, at)) if is_chinese(told, piece)
        else (piece, "en", english(told, at))
        for at, piece in enumerate(said)
        if told.absent[at]
    ]  # fmt: skip


def _logistic(features: dict[str, float], weights: dict[str, float]) -> float:
    total = weights[""] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-total))


@cache
def _weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = packaged(__package__, "novelty.yaml")
    return weights
