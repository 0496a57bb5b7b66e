"""What tells an absent piece that is made up from one that only retells: features by name.

Of English words little is needed. Chinese words tell more by their parts: which of their characters
and pairs of characters the passages have, alone and with the words written together with them; by
how common they are; and by what stands beside them.
"""

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.han import HAN
from knowledge.lexicon.news import articles_with
from tools.claims.ground import Ground
from tools.claims.pieces import Piece, rarity, senses

_CLAUSE = re.compile(r"[，。；！？、,;!?\n]")
_SAYS = re.compile(r".{0,8}?(?:表示|说|介绍|指出|认为|强调|告诉|称|透露|回忆)")
_HARD = {"number", "person", "place", "name"}
_BODIES = frozenset("局部院会委厅司团社队校组处党室")
"""Last characters of the names of offices, companies and other bodies."""
_MOST_ARTICLES = 500
"""Articles with a word from which it counts as a common one throughout."""


@dataclass(frozen=True)
class Phrase:
    """Pieces that nothing stands between."""

    start: int
    """The offset of its first character in the answer."""
    end: int
    """The offset after its last character."""
    carried: float
    """The share of its pairs of characters that the passages have."""


@dataclass(frozen=True)
class Told:
    """The pieces of an answer, and which of them the passages do not have."""

    answer: str
    """The answer."""
    pieces: Sequence[Piece]
    """Its pieces, in order."""
    absent: Sequence[bool]
    """For each, whether the passages lack it."""
    ground: Ground
    """The passages."""

    @cached_property
    def phrases(self) -> list[Phrase]:
        """For each piece its phrase."""
        found: list[Phrase] = []
        first = 0
        for at, piece in enumerate(self.pieces):
            is_last = at + 1 == len(self.pieces) or self.pieces[at + 1].start > piece.end
            if is_last:
                start, end = self.pieces[first].start, piece.end
                carried = _pairs(self.answer[start:end], self.ground)
                found += [Phrase(start, end, carried)] * (at + 1 - first)
                first = at + 1
        return found

    @cached_property
    def hard(self) -> list[bool]:
        """For each piece, whether its clause has another absent number or name."""
        cuts = [mark.end() for mark in _CLAUSE.finditer(self.answer)]
        clauses = [bisect_right(cuts, piece.start) for piece in self.pieces]
        known = [a and p.kind in _HARD for a, p in zip(self.absent, self.pieces, strict=True)]
        count = Counter(clause for clause, is_hard in zip(clauses, known, strict=True) if is_hard)
        return [count[clause] > own for clause, own in zip(clauses, known, strict=True)]


def is_chinese(told: Told, piece: Piece) -> bool:
    """Whether a piece is of a Chinese text: a Chinese word, or a number beside one."""
    if piece.amount:
        return bool(HAN.search(told.answer[max(0, piece.start - 2) : piece.end + 2]))
    return bool(HAN.search(piece.text))


def english(told: Told, at: int) -> dict[str, float]:
    """The features of the absent piece `at` of an English text, each 0 to 1."""
    piece = told.pieces[at]
    around = [told.absent[i] for i in (at - 1, at + 1) if 0 <= i < len(told.pieces)]
    return {
        piece.kind: 1.0,
        "rare": min(rarity(piece.text), 10) / 10 if not piece.amount else 0.0,
        "akin": float(told.ground.is_akin(piece)),
        "unknown": float(not piece.amount and not senses(piece.term)),
        "marked": float(piece.marked),
        "around": sum(around) / max(len(around), 1),
        "hard": float(told.hard[at]),
    }


def chinese(told: Told, at: int) -> dict[str, float]:
    """The features of the absent piece `at` of a Chinese text, each 0 to 1."""
    piece, answer, ground = told.pieces[at], told.answer, told.ground
    phrase = told.phrases[at]
    before, after = (
        answer[max(0, phrase.start - 1) : phrase.start],
        answer[phrase.end : phrase.end + 1],
    )
    is_inside = piece.start > phrase.start
    found = {
        f"is {piece.tag or piece.kind}": 1.0,
        "marked": float(piece.marked),
        # its phrase: how much of it the passages have, its other pieces, what stands beside it
        "phrase": phrase.carried,
        "joined": float(_pair(answer, piece.start) in ground.pairs),
        "inside": float(is_inside),
        "after new": float(is_inside and told.absent[at - 1]),
        "before new": float(piece.end < phrase.end and told.absent[at + 1]),
        "after place": float(at > 0 and told.pieces[at - 1].kind == "place"),
        "opens": float(not before or before in "，。；："),
        "listed": float("、" in (before, after)),
        "of before": float(before == "的"),
        "of after": float(after == "的"),
        "speaks": float(_SAYS.match(answer, piece.end) is not None),
    }
    if piece.amount:
        return found
    articles = articles_with(piece.text)
    return found | {
        "chars": sum(mark in ground.marks for mark in piece.text) / len(piece.text),
        "pairs": _pairs(piece.text, ground),
        "common": math.log1p(articles) / math.log1p(_MOST_ARTICLES),
        "uncommon": float(not articles),
        "three": float(len(piece.text) == 3),
        "long": float(len(piece.text) > 3),
        "body": float(piece.text[-1] in _BODIES),
    }


def _pair(text: str, at: int) -> str:
    """The character at an offset with the one before it."""
    return text[max(0, at - 1) : at + 1].casefold()


def _pairs(text: str, ground: Ground) -> float:
    """The share of its pairs of neighbouring characters that the passages have."""
    pairs = [_pair(text, at) for at in range(1, len(text))]
    return sum(pair in ground.pairs for pair in pairs) / max(len(pairs), 1)
