"""How likely something in a claim is unsupported: a logistic function of a few features."""

import math
from collections.abc import Sequence

from tools.claims.nearest import HARD, Match, weight_of_piece, weight_of_pieces
from tools.claims.novelty import Novel
from tools.claims.pieces import Piece

_DISTANCE = 1.25
MANY = 6.0
"""Absent pieces from which on more of them tell nothing more."""

_WEIGHTS: dict[str, float] = {
    "": -2.5, "hard": 2.5, "risks": 1.4, "new": 2.1, "displaced": 0.9, "amount": 1.2,
    "turned": 2.2,
}  # fmt: skip
"""Fitted on answers that people wrote and on ones damaged in one place, one source at a time held
out; see `benchmarks/faithfulness.py`."""


def features(
    own: Sequence[Piece], loose: Sequence[Novel], match: Match, near: float | None, turn: str | None
) -> dict[str, float]:
    """What the doubt is made of, each 0 to 1."""
    whole = weight_of_pieces(own) or 1.0
    hard = [one.risk for one in loose if one.piece.kind in HARD]
    absent = {id(one.piece) for one in loose}
    displaced = [
        piece
        for at, piece in enumerate(own)
        if piece.kind in HARD and at not in match.held and id(piece) not in absent
    ]
    return {
        # the most doubtful number or name
        "hard": max(hard, default=0.0),
        # how much is doubtful in all, and which share of the claim is new
        "risks": min(sum(one.risk for one in loose), MANY) / MANY,
        # less where a sentence of the passages means nearly the same
        "new": sum(weight_of_piece(one.piece) for one in loose) / whole * strangeness(near),
        # numbers and names that the passages have, but elsewhere
        "displaced": min(len(displaced), 2) / 2,
        # another amount of the same kind; denied, turned round, widened
        "amount": float(turn == "amount"),
        "turned": float(turn is not None and turn != "amount"),
    }


def strangeness(near: float | None) -> float:
    """1 for what is as far as claims mostly are, or where nothing is known of meanings."""
    return 1.0 if near is None else _DISTANCE * (1 - max(near, 0.0))


def doubt(found: dict[str, float]) -> float:
    """The chance that something in the claim is unsupported, 0 to 1."""
    total = _WEIGHTS[""] + sum(_WEIGHTS.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-total))
