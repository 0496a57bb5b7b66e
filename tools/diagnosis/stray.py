"""A sentence of its own beside others that stand in the passages.

One word in two may differ where a sentence is retold. Where the rest of an answer keeps to its
passages, a sentence of which they have nothing at all, nor the question, is no retelling of them.
"""

import re
from collections.abc import Collection, Sequence

from tools.claims.ground import Ground
from tools.claims.nearest import HARD, weight_of_pieces
from tools.claims.weighing import Weighed
from tools.diagnosis.grounding import Grounding, only_replies

_ENOUGH = 3
"""Pieces of its own from which a sentence tells something."""
_NOTHING, _LITTLE = 0.85, 0.6
"""The share of a sentence's sense that is its own from which it strays; the second where the others
stand in the passages nearly word by word."""
_VERBATIM = 0.85
"""The mean share of these that stands together, from which they do."""
_RISKY = 0.35
"""The risk from which a word of its own tells something: 超过, 要求 do not."""
_NO_STATEMENT = re.compile(r"[?？：:!！]\s*$")
"""How a sentence ends that asks, leads in, or cheers."""


def stray(found: Grounding, passages: Sequence[str], given: Collection[str]) -> list[str]:
    """The claims that have nothing of `passages`, nor of the question's terms, `given`.

    Empty where no other claim rests on the passages: then none is beside another.
    """
    ground = Ground(passages)
    own = [_own(claim, ground, given) for claim in found.claims]
    strange = [
        at
        for at, (share, count) in enumerate(own)
        if count >= _ENOUGH
        and share >= _LITTLE
        and not _NO_STATEMENT.search(found.claims[at].part.text)
        and not only_replies(found.claims[at])
    ]
    rest = [claim.share for at, claim in enumerate(found.claims) if at not in strange]
    least = _LITTLE if rest and sum(rest) / len(rest) >= _VERBATIM else _NOTHING
    return [found.claims[at].part.text for at in strange if rest and own[at][0] >= least]


def _own(claim: Weighed, ground: Ground, given: Collection[str]) -> tuple[float, int]:
    """The share of a claim's sense that is its own, and of how many pieces."""
    said = [one for one in claim.pieces if one.term not in given]
    safe = {
        one.piece.start
        for one in claim.loose
        if one.risk < _RISKY and one.piece.kind not in HARD - {"number"}
    }
    own = [
        one
        for one in said
        if one.start not in safe and not ground.has(one) and not ground.is_akin(one)
    ]
    whole = weight_of_pieces(said)
    return (weight_of_pieces(own) / whole if whole else 0.0), len(own)
