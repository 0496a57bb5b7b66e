"""How far a text of some length rests on passages, all of its claims weighed together.

A short answer, such as a name or a date, is compared term by term (`support`); a long one in
people's own words would then look unsupported, and is weighed claim by claim.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from tools.claims.amounts import Amount
from tools.claims.doubt import MANY, doubt
from tools.claims.ground import Ground, Sentence
from tools.claims.measure import Text, content
from tools.claims.nearest import HARD, weight_of_piece
from tools.claims.pieces import WEEKDAYS, Piece
from tools.claims.reckoned import NOTHING, Reckoned
from tools.claims.replies import says_yes
from tools.claims.rivals import is_reckoned
from tools.claims.weighing import Weighed, weigh

LONG = 8
"""Terms from which on a text is weighed claim by claim."""
GROUNDED, TOGETHER = 0.42, 0.4
"""Mean doubt below which, and mean share standing together from which, a text rests on its
passages. On questions of four sources so do nine tenths of people's answers, and one in twenty
answers to other questions: of these the words may all be there, but scattered."""
_MOST_OF_IT = 0.6
"""Mean share standing together from which an answer is from there, whatever it adds."""
_HELD = 0.5
"""Mean share standing together from which passages hold a text."""
_LOOSE = 0.7
"""Doubt from which a single claim goes beyond them."""

_MADE_UP, _NOTHING_OF_IT = 0.3, 0.9
"""Risk of its most doubtful number or name below which a claim is more likely in other words; then
it takes more doubt."""

_VERBATIM = 0.75
"""Share of a claim that stands together from which it is taken from there without a doubt."""
_FEW = 4
"""Pieces up to which a reply says nothing besides yes or no."""
_MANY, _FEW_AMOUNTS = 40, 6
"""Amounts of the passages that are reckoned with those of the question, and of a sentence that are
reckoned with each other.
"""
_WHOLE, _EXACT = 100.0, 1e-6
_FEW_THINGS = 5
"""Up to this many things an answer may count in words that its passages only list."""
_IN_ALL = frozenset("一共 总共 共计 合计 总计 加起来 total altogeth".split())
_DIGIT = re.compile(r"\d")
_LEADS_IN = re.compile(r"[：:]\s*$")
"""How a line ends that only says what follows it."""


@dataclass(frozen=True)
class Grounding:
    """A text weighed against passages."""

    claims: tuple[Weighed, ...]
    """Its claims, in order."""
    query: str = ""
    """What was asked."""

    @property
    def doubt(self) -> float:
        """The mean doubt, by length: 0 rests on the passages, 1 has nothing to do with them."""
        return self._mean(list(self._doubts), 1.0)

    @cached_property
    def _doubts(self) -> tuple[float, ...]:
        """The doubt of each claim, without the figures that follow from the question's."""
        asked = Ground([self.query])
        return tuple(_doubt(claim, asked) for claim in self.claims)

    @property
    def together(self) -> float:
        """The mean share of a claim that stands in one place of a passage, by length."""
        return self._mean([claim.share for claim in self.claims], 0.0)

    def _mean(self, values: Sequence[float], otherwise: float) -> float:
        sizes = [len(claim.part.text) for claim in self.claims]
        whole = sum(sizes)
        return (
            sum(s * v for s, v in zip(sizes, values, strict=True)) / whole if whole else otherwise
        )

    @property
    def is_grounded(self) -> bool:
        """Whether the text as a whole rests on the passages."""
        return self.doubt < GROUNDED and self.together >= TOGETHER

    @property
    def stands_there(self) -> bool:
        """Whether most of it stands in the passages, be something in it doubtful or not."""
        return self.together >= _MOST_OF_IT

    @property
    def is_held(self) -> bool:
        """Whether the passages hold it, as they must a reference; an answer has other words."""
        return self.is_grounded and self.together >= _HELD

    @property
    def adrift(self) -> list[str]:
        """The claims that do not stand in the passages nearly word by word, in order."""
        return [
            one.part.text
            for one, doubt in zip(self.claims, self._doubts, strict=True)
            if (doubt >= GROUNDED or one.share < _VERBATIM)
            and not only_replies(one)
            and not _LEADS_IN.search(one.part.text)
        ]

    def carrier(self, passages: Sequence[Text], fit: Sequence[float]) -> int:
        """The position of the passage that carries most of the claims; of several, the one of the
        best `fit`.
        """
        said = [one.sentence.text for one in self.claims if one.sentence]
        holds = [sum(sentence in text.raw for sentence in said) for text in passages]
        return max(range(len(holds)), key=lambda at: (holds[at], fit[at]))

    @property
    def contradicted(self) -> Weighed | None:
        """The claim that a passage denies, the most certain one; None where none is."""
        denied = [one for one in self.claims if one.verdict == "contradicted"]
        return max(denied, key=lambda one: one.doubt, default=None)

    @property
    def loose(self) -> list[str]:
        """The claims that go beyond the passages, most doubtful first."""
        beyond = [
            (doubt, one)
            for at, (one, doubt) in enumerate(zip(self.claims, self._doubts, strict=True))
            if doubt >= (_LOOSE if one.features["hard"] >= _MADE_UP else _NOTHING_OF_IT)
            and not (_LEADS_IN.search(one.part.text) and self.claims[at + 1 :])
            and not only_replies(one)
        ]
        return [one.part.text for _, one in sorted(beyond, key=lambda one: -one[0])]


def _doubt(one: Weighed, asked: Ground) -> float:
    """The doubt of a claim, without what follows from the question, be it told or reckoned: who
    asks for three hours is answered with three times the price of one.
    """
    kept = [
        new
        for new in one.loose
        if not (only_counts(new.piece) or follows(new.piece, asked, one.sentence))
    ]
    if len(kept) == len(one.loose):
        return one.doubt
    whole = sum(weight_of_piece(new.piece) for new in one.loose)
    found = one.features | {
        "hard": max((new.risk for new in kept if new.piece.kind in HARD), default=0.0),
        "risks": min(sum(new.risk for new in kept), MANY) / MANY,
        "new": one.features["new"] * sum(weight_of_piece(new.piece) for new in kept) / whole,
    }
    return doubt(found)


def only_counts(piece: Piece) -> bool:
    """Whether it counts, in words, a few things that may only be listed, or says that all is
    counted: "three of you", "in total".
    """
    one = piece.amount
    if one is None:
        return piece.term in _IN_ALL
    return not (one.dimension or _DIGIT.search(piece.text)) and one.written <= _FEW_THINGS


def follows(piece: Piece, asked: Ground, beside: Ground | Sentence | None) -> bool:
    """Whether a figure is the question's, is reckoned from it and what stands `beside`, or from the
    latter alone, or is a day of the week as the question's is.
    """
    if piece.kind == "time" and piece.term in WEEKDAYS:
        return bool(WEEKDAYS & asked.latin)
    mine = piece.amount
    if mine is None:
        return False
    there = list(beside.amounts if beside else [])[:_MANY]
    if any(mine.agrees(one) for one in asked.amounts):
        return True
    return any(
        is_reckoned(mine, [one, other]) for one in asked.amounts for other in there
    ) or _is_worked_out(mine, beside)


def _is_worked_out(mine: Amount, beside: Ground | Sentence | None) -> bool:
    """Whether a figure comes of two of one sentence, or is the rest of a share: 20 % off, 八折."""
    stated = beside.sentences if isinstance(beside, Ground) else [beside] if beside else []
    for sentence in stated:
        there = sentence.amounts
        if 1 < len(there) <= _FEW_AMOUNTS and is_reckoned(mine, there):
            return True
        if mine.dimension == "%" and any(
            one.dimension == "%" and abs(one.number + mine.number - _WHOLE) < _EXACT
            for one in there
        ):
            return True
    return False


def only_replies(one: Weighed) -> bool:
    """Whether a claim says yes or no, and no more: "No, you won't owe anything for that"."""
    is_hard = any(piece.kind in HARD for piece in one.pieces)
    return says_yes(one.part.text) is not None and not is_hard and len(one.pieces) <= _FEW


def is_long(text: str, given: Collection[str]) -> bool:
    """Whether a text is to be weighed claim by claim; `given` terms, the question's, count not."""
    return len(set(content(text)).difference(given)) >= LONG


def grounding(
    text: str, passages: Sequence[str], query: str = "", made: Reckoned = NOTHING
) -> Grounding:
    """Weigh the claims of `text` against all the passages together.

    What `query` says itself, such as the name that it asks about, is not made up by the answer, nor
    are the figures that were reckoned, `made`.
    """
    return Grounding(tuple(weigh(text, Ground(passages, query), made=made)), query)
