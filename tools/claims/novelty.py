"""The pieces of an answer that its passages do not have, each with the risk that it is made up.

People accept many words that a source does not use: generic verbs and nouns that retell it. Other
absent words are hardly ever right: numbers, dates, names. The risk is a logistic function of a few
features that say which is which; `benchmarks/faithfulness.py` fits and checks the weights.
"""

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tools.claims.ground import Ground
from tools.claims.pieces import Piece, pieces, rarity, senses

_HAN = re.compile(r"[\u3400-\u9fff]")
_CLAUSE = re.compile(r"[，。；！？、,;!?\n]")
_HARD = {"number", "person", "place", "name"}


@dataclass(frozen=True)
class Novel:
    """An absent piece."""

    piece: Piece
    """The piece."""
    risk: float
    """How likely it is unsupported, 0 to 1."""


_WEIGHTS: dict[str, dict[str, float]] = {
    "zh": {
        "": -0.1, "number": 2.5, "person": 0.9, "place": 0.4, "name": 0.0, "time": -0.7,
        "noun": -0.5, "act": -1.2, "quality": -0.9, "other": -0.6, "rare": 0.7, "chars": -0.6,
        "joined": -0.5, "akin": -0.4, "unknown": 0.4, "long": -0.5, "marked": 0.8,
        "around": 0.6, "hard": 0.6, "rest": -0.3,
    },
    "en": {
        "": -0.8, "number": 1.5, "name": 0.2, "time": 1.4, "noun": -1.9, "rare": 1.7,
        "akin": -0.8, "unknown": -0.2, "marked": 0.3, "around": 2.3, "hard": 1.3,
    },
}  # fmt: skip


def novel(answer: str, ground: Ground, said: Sequence[Piece] | None = None) -> list[Novel]:
    """The pieces of `answer` that `ground` does not have, in order, each with its risk."""
    told = pieces(answer) if said is None else said
    return [
        Novel(piece, _logistic(features, "zh" if _HAN.search(piece.text) else "en"))
        for piece, features in featured(answer, ground, told)
    ]


def featured(
    answer: str, ground: Ground, told: Sequence[Piece]
) -> list[tuple[Piece, dict[str, float]]]:
    """Each absent piece with the features that its risk is made of."""
    absent = [not ground.has(piece) for piece in told]
    cuts = [mark.end() for mark in _CLAUSE.finditer(answer)]
    clauses = [bisect_right(cuts, piece.start) for piece in told]
    hard = Counter(
        clause
        for clause, piece, is_absent in zip(clauses, told, absent, strict=True)
        if is_absent and piece.kind in _HARD
    )
    count = sum(absent)
    found = []
    for at, piece in enumerate(told):
        if not absent[at]:
            continue
        around = [absent[i] for i in (at - 1, at + 1) if 0 <= i < len(told)]
        features = {
            piece.kind: 1.0,
            "rare": min(rarity(piece.text), 10) / 10 if not piece.amount else 0.0,
            "chars": _share(piece.text, ground.marks) if _HAN.search(piece.text) else 0.0,
            "joined": float(_joint(answer, piece) in ground.pairs),
            "akin": float(ground.is_akin(piece)),
            "unknown": float(not piece.amount and not senses(piece.term)),
            "long": float(len(piece.text) > 3) if _HAN.search(piece.text) else 0.0,
            "marked": float(piece.marked),
            "around": sum(around) / max(len(around), 1),
            "hard": float(hard[clauses[at]] > (piece.kind in _HARD)),
            "rest": (count - 1) / max(len(told) - 1, 1),
        }
        found.append((piece, features))
    return found


def _logistic(features: dict[str, float], lang: str) -> float:
    weights = _WEIGHTS[lang]
    total = weights.get("", 0.0) + sum(weights.get(n, 0.0) * v for n, v in features.items())
    return 1 / (1 + math.exp(-total))


def _joint(text: str, piece: Piece) -> str:
    """The piece's first character with the one before it."""
    return text[max(0, piece.start - 1) : piece.start + 1].casefold()


def _share(word: str, marks: frozenset[str]) -> float:
    return sum(mark in marks for mark in word) / len(word)
