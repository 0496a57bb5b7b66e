"""What claims are held against: one or several passages, made ready once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import rjieba

from knowledge.han import HAN, HAN_RUN
from knowledge.vectors.embeddings import Vector
from tools.claims.amounts import Amount, amounts
from tools.claims.digits import fold
from tools.claims.pieces import Piece, latin_terms, pieces, senses
from tools.claims.splitting import parts

Embed = Callable[[Sequence[str]], Sequence[Vector]]
"""Makes a vector of length 1 for each text."""

STEM = 5
"""Letters that two English words share at the start to be forms of one word, at least."""
_TIMES = tuple(
    frozenset(words.split())
    for words in (
        "次月 下个月 下月", "次日 第二天 隔天 翌日", "次年 第二年 来年 翌年 下一年",
        "当月 本月 这个月", "当天 当日 同一天", "周末 双休日", "工作日 上班日",
    )
)  # fmt: skip
"""Chinese words for one time."""
_MOST = 60_000
"""Characters of a passage that are read."""


@dataclass(eq=False)
class Sentence:
    """One sentence of a passage."""

    passage: int
    """The place of its passage, from 0."""
    start: int
    """The offset of its first character in the passage."""
    end: int
    """The offset after its last character."""
    text: str
    """Its words, verbatim."""

    @cached_property
    def pieces(self) -> list[Piece]:
        """Its pieces."""
        return pieces(self.text)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of its words."""
        return frozenset(piece.term for piece in self.pieces if piece.term)

    @cached_property
    def amounts(self) -> list[Amount]:
        """Its amounts."""
        return amounts(self.text)

    @cached_property
    def folded(self) -> str:
        """Its text in the form in which it is compared."""
        return fold(self.text)

    def has(self, piece: Piece) -> bool:
        """Whether it says the piece, in the same words or the same amount."""
        if piece.amount:
            return any(piece.amount.agrees(one) for one in self.amounts)
        if piece.term.isascii() or not HAN.search(piece.term):
            return piece.term in self.terms
        return piece.term in self.folded


class Ground:
    """Passages that may carry claims."""

    def __init__(self, passages: Sequence[str], given: str = "") -> None:
        """`given` is what was said before, such as a question: its words count as there, though not
        its amounts, which an answer may have taken over wrongly.
        """
        self.passages = [passage[:_MOST] for passage in passages]
        self._given = Ground([given]) if given else None
        self._vectors: Sequence[Vector] | None = None

    @property
    def given_amounts(self) -> Sequence[Amount]:
        """The amounts of what was said before."""
        return self._given.amounts if self._given else ()

    @cached_property
    def folded(self) -> str:
        """All the text, in the form in which it is compared."""
        return "\n".join(map(fold, self.passages))

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of all passages."""
        return [
            Sentence(at, part.start, part.end, part.text)
            for at, passage in enumerate(self.passages)
            for part in parts(passage)
        ]

    @cached_property
    def marks(self) -> frozenset[str]:
        """Its Han characters."""
        return frozenset(HAN.findall(self.folded))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Its pairs of neighbouring characters."""
        text = self.folded
        return frozenset(text[at : at + 2] for at in range(len(text) - 1))

    @cached_property
    def latin(self) -> frozenset[str]:
        """The terms of its words in Latin script."""
        return frozenset().union(*(latin_terms(fold(passage)) for passage in self.passages))

    @cached_property
    def amounts(self) -> list[Amount]:
        """Its amounts."""
        return [amount for passage in self.passages for amount in amounts(passage)]

    @cached_property
    def senses(self) -> frozenset[str]:
        """What its words are called in the other language."""
        # Runs are cut apart all at once; where one ends, so does a word.
        words = set(rjieba.cut("\n".join(HAN_RUN.findall(self.folded))))
        return frozenset().union(*map(senses, words | self.latin))

    def vectors(self, embed: Embed) -> Sequence[Vector]:
        """A vector of each sentence; made once, whatever embedder comes after."""
        if self._vectors is None:
            self._vectors = embed([sentence.text for sentence in self.sentences])
        return self._vectors

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(t[:size] for t in self.latin for size in range(STEM, len(t)))

    def has(self, piece: Piece) -> bool:
        """Whether a piece stands in it: in these words, as this amount, in the other language."""
        if self._given and not piece.amount and self._given.has(piece):
            return True
        if piece.amount:
            return any(piece.amount.agrees(one) for one in self.amounts)
        if HAN.search(piece.term):
            is_there = piece.term in self.folded or bool(senses(piece.term) & self.latin)
            return is_there or self._is_then(piece)
        return (
            piece.term in self.latin
            or (piece.kind == "name" and piece.text.casefold() in self.folded)
            or self._is_form(piece.term)
            or (bool(self.marks) and any(sense in self.folded for sense in senses(piece.term)))
        )

    def _is_then(self, piece: Piece) -> bool:
        """Whether it has another word for the same time: 次月 for 下个月."""
        same = next((words for words in _TIMES if piece.term in words), ())
        return any(word in self.folded for word in same) or (
            piece.kind == "time" and self.is_akin(piece)
        )

    def is_akin(self, piece: Piece) -> bool:
        """Whether it has a word of the same sense, told by what both mean in the other language."""
        return bool(piece.term) and bool(senses(piece.term) & self.senses)

    def _is_form(self, term: str) -> bool:
        """Whether an English word is a form of one that is there: `relocation`, `relocate`."""
        size = max(STEM, len(term) - 3)
        return len(term) > size and (term[:size] in self._beginnings or term[:size] in self.latin)
