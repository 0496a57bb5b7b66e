"""The passage that an answer has its figures from, with the words beside them.

An answer in other words than its passage, to a question in other words still, has little in common
with it; but what it says of 14.95 pounds for delivery is from where 14.95 pounds are asked for
delivery, and from nowhere else.
"""

from tools.claims.ground import Ground, Sentence
from tools.claims.nearest import HARD
from tools.claims.pieces import Piece, pieces
from tools.claims.rivals import measures
from tools.claims.splitting import claims
from tools.diagnosis.facts import Facts
from tools.diagnosis.retrieval_missed import missed

_BESIDE = 1
"""Words beside a figure that stand beside it there, too."""
_TOUCHED, _SEVERAL = 0.1, 3
"""Share of the question from which a passage has something of it, and how many figures are from
there where it has nothing of it."""
_READ = 12
"""Claims of an answer that are read."""


def anchored(facts: Facts) -> int | None:
    """The position of the passage that most of the answer's figures are from; None where the answer
    has none but the question's, they stand in none of the passages that were handed on, or the
    corpus has one that fits better.
    """
    asked = Ground([facts.asked.told_by_user])
    found = {
        at: sum(_anchors(claim, ground, asked) for claim in _said(facts))
        for at, (passage, text) in enumerate(facts.found.passages)
        if passage.handed_on
        for ground in [Ground([text.raw])]
    }
    best = max(found, key=lambda at: (found[at], facts.found.fit[at]), default=None)
    if best is None or not found[best]:
        return None
    is_it = found[best] >= _SEVERAL or facts.found.fit[best] >= _TOUCHED
    return best if is_it and missed(facts) is None else None


def _said(facts: Facts) -> list[list[Piece]]:
    return [pieces(claim) for claim in claims(facts.said.told)[:_READ]]


def _anchors(claim: list[Piece], ground: Ground, asked: Ground) -> int:
    """How many figures of a claim stand in a sentence of the passage, with words beside them."""
    mine = [one for one in claim if one.amount and measures(one.amount) and not asked.has(one)]
    words = [one for one in claim if one.kind not in HARD and one.term]
    return sum(any(_has_both(one, words, there) for there in ground.sentences) for one in mine)


def _has_both(figure: Piece, words: list[Piece], there: Sentence) -> bool:
    if not there.has(figure):
        return False
    place = Ground([there.text])
    return sum(place.has(one) or place.is_akin(one) for one in words) >= _BESIDE
