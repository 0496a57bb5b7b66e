"""What an answer has in common with its passages beyond equal words, and what it has of its own.

Whether an answer puts its passages in other words cannot be told from words that differ: so do
those of an answer from nowhere. Two signs tell something. Words of the same sense, told by what
they mean in the other language, make a retelling likely. A number or a name that is nowhere makes
it unlikely: no paraphrase changes these.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import rjieba

from knowledge.han import HAN
from knowledge.remembered import PASSAGE, remembered
from knowledge.tokens import terms
from tools.claims.ground import Ground
from tools.claims.nearest import HARD, retold, weight_of_pieces
from tools.claims.pieces import Piece, pieces
from tools.claims.reckoned import NOTHING, Reckoned
from tools.claims.splitting import parts
from tools.diagnosis.grounding import follows, only_counts

_RETOLD, _ENOUGH = 0.42, 4
"""Share of an answer's sense in words of the passages or akin to them, and how many these are, from
which it may be told in other words."""
_MUCH, _SOME, _MOST = 5, 3, 0.6
"""Pieces that one place of a passage has, from which an answer is from there, and the same of one
of which that place has such a share."""
_BESIDE = 4
"""Sentences that an answer retells together, at most."""
_FEW = 3
"""Pieces up to which an answer is no sentence: its first word has a capital if it is a name."""
_STARTS = re.compile(r"(?:^|[.!?:;\n“\"(])\s*(?:[-*•]\s*)?$")
_BEFORE = 40
"""Characters before a word that tell whether a sentence begins with it."""
_NEXT_TO_NOW = frozenset(term for day in ("today", "tomorrow", "yesterday") for term in terms(day))
_PAIR, _PHRASE = 2, 4
"""Characters of what is a word of the language rather than a name, and of a phrase of two words."""
_COUNTED = re.compile("[这那哪每几一]")
"""What stands before a counter, which the segmenter takes for a family name."""
_DIGIT = re.compile(r"\d")
_VAGUE = re.compile(r"(?:[一半几两]|an?\b|one\b|half\b)", re.IGNORECASE)
"""How a number begins that is a manner of speaking more often than a figure."""


@dataclass(frozen=True)
class Kinship:
    """How an answer stands to its passages, the question's words left out."""

    share: float
    """The share of its sense that one place of them has, in its words or in akin ones, 0 to 1."""
    held: int
    """How many of its pieces that are."""
    own: tuple[Piece, ...]
    """Its figures and names that are in no passage and not in the question."""
    passage: int = 0
    """Of which passage that place is."""

    @property
    def is_retelling(self) -> bool:
        """Whether it may say what they say, in other words."""
        return not self.own and self.held >= _ENOUGH and self.share >= _RETOLD

    @property
    def rests_there(self) -> bool:
        """Whether it is from there: much of it, or of a short one most."""
        return not self.own and self.is_much_from_there

    @property
    def is_much_from_there(self) -> bool:
        """Whether so much of it is from there, whatever it adds."""
        if self.share < _RETOLD:
            return False
        return self.held >= _MUCH or (self.held >= _SOME and self.share >= _MOST)


def kinship(
    told: str,
    passages: Sequence[str],
    query: str,
    given: Collection[str],
    made: Reckoned = NOTHING,
    *,
    before: str = "",
) -> Kinship:
    """How the answer `told` stands to `passages`; `given` are the terms of `query`, `made` the
    figures that were reckoned, and `before` is what was said before.
    """
    ground, asked, talk = Ground(passages), Ground([query]), Ground([before])
    said = [
        one
        for one in pieces(told)
        if one.term not in given
        and not asked.has(one)
        and not (one.amount and made.has(one.amount))
    ]
    own = tuple(
        o
        for o in said
        if not ground.has(o)
        and not talk.has(o)
        and _is_hard(o, told, len(said))
        and not follows(o, asked, ground)
    )
    there = retold(said, ground)  # what no place has is not looked for in each
    places = [(at, place) for at, one in enumerate(passages) for place in _places(one)]
    found = [(retold(there, place), at) for at, place in places]
    held, at = max(found, key=lambda one: weight_of_pieces(one[0]), default=([], 0))
    return Kinship(weight_of_pieces(held) / (weight_of_pieces(said) or 1.0), len(held), own, at)


@remembered(texts=1_024, longest=PASSAGE)
def _places(passage: str) -> tuple[Ground, ...]:
    """A few sentences at a time: in a long text some word is akin to any other by chance."""
    ends = [one.end for one in parts(passage)]
    starts = [0, *ends]
    return tuple(
        Ground([passage[starts[at] : starts[min(at + _BESIDE, len(ends))]]])
        for at in range(0, max(1, len(ends) - _BESIDE // 2), _BESIDE // 2)
    )


def _is_hard(piece: Piece, told: str, count: int) -> bool:
    """Whether it is a figure or a name without a doubt."""
    if piece.kind not in HARD or piece.term in _NEXT_TO_NOW:
        return False
    if piece.amount:
        is_vague = only_counts(piece) or _VAGUE.match(piece.text)
        return bool(_DIGIT.search(piece.text)) or not is_vague
    if HAN.search(piece.term):
        if _COUNTED.search(told, max(0, piece.start - 1), piece.start):
            return False  # 那段时间
        return piece.kind != "time" and len(piece.text) > 1 and not _is_a_word(piece)
    begun = max(0, piece.start - _BEFORE)
    return count <= _FEW or not _STARTS.search(told, begun, piece.start)


def _is_a_word(piece: Piece) -> bool:
    """Whether what the segmenter takes for a name is an everyday word: 东西, 太久, 注意安全."""
    if piece.term == "东西":
        return True
    if piece.kind == "person" and len(piece.term) == _PAIR:
        return rjieba.has_word(piece.term)
    halves = piece.term[:_PAIR], piece.term[_PAIR:]
    return len(piece.term) == _PHRASE and all(map(rjieba.has_word, halves))
