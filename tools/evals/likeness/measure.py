"""Whether two questions ask for the same thing, from all that speaks for it and against it.

For it speaks that they are nearer in meaning than the crowd, and that what either says the other
says too; against it that they are alike in form beyond that, or differ in figures. How much each
counts is a logistic regression; `Weights` says on what.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache

import numpy as np
import rjieba
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from tools.claims.ground import Embed
from tools.evals.likeness.content import Content
from tools.evals.likeness.crowd import Crowd
from tools.evals.likeness.figures import figures
from tools.evals.likeness.pairs import Pair
from tools.evals.likeness.rarity import Rarity
from tools.evals.likeness.space import Floats, Places, Space
from tools.evals.likeness.wording import wording

_NEAREST = 12
"""Eval questions nearest in meaning that each question is held against."""
_BY_WORDS = 8
"""The same by shingles, by words and by what these are in English, each."""
_APART = 1.5
"""Standard deviations below which a pair is not looked at any further."""
_HAN = r"\u3400-\u9fff"
_PIECE = re.compile(rf"[{_HAN}]+|[^\W{_HAN}]+")


@dataclass(frozen=True)
class Weights:
    """What each sign counts, in logits."""

    apart: float = 0.96
    """Standard deviations by which the pair stands apart from the crowd."""
    rank: float = -0.88
    """Eval questions that are nearer, as log(1 + n)."""
    both: float = 14.5
    """Share of the content that either has of the other, the lesser one."""
    words: float = -11.8
    """The same with the words of a form counted each by itself: what is shared is the form's."""
    meant: float = 5.75
    """Weighed Jaccard of the words in English."""
    form: float = -7.1
    """Likeness of the two as runs of words, function words included."""
    within: float = -3.8
    """Share of the shorter one's shingles that the other has."""
    conflict: float = -2.5
    """Whether both have figures and none in common."""
    missing: float = -2.6
    """Whether one alone has figures."""
    bias: float = -2.4
    """What is added to all."""


WEIGHTS = Weights()


@dataclass(frozen=True)
class Signs:
    """What speaks for pairs and against them."""

    left: Places
    """Places of the questions."""
    right: Places
    """Places of the eval questions."""
    values: Floats
    """A row for each pair, with a column for each field of `Weights` but the last."""

    def logits(self, weights: Weights) -> Floats:
        """How likely each pair asks the same, as logits."""
        *each, bias = astuple(weights)
        return np.asarray(self.values @ np.array(each) + bias, np.float64)


class Measure:
    """Holds questions against those of eval sets.

    What is rare, and what is near for questions of this kind, is told once, from all of both: so
    whether a pair asks the same does not hang on which others are still there.
    """

    def __init__(self, embed: Embed, evals: Sequence[str], examples: Iterable[str]) -> None:
        """Raises what `embed` raises."""
        self._places: dict[str, int] = {}
        for at, text in enumerate(evals):
            self._places.setdefault(text, at)
        self._evals = list(self._places)
        texts = list(dict.fromkeys([*self._evals, *examples]))
        said = [wording(one) for one in texts]
        self._crowd = Crowd(embed, texts)
        self._content = Content([one.words for one in said])
        self._meant = Rarity([one.meant for one in said])
        self._shingles = Rarity([one.shingles for one in said])

    def same(self, questions: Sequence[str], *, least: float) -> list[Pair]:
        """Pairs of a question and an eval question that ask the same, by `least` logits or more.

        The likeliest first; `other` is the first place of the eval question as it was given.
        """
        signs = self.signs(questions)
        logits = signs.logits(WEIGHTS)
        found = []
        for at in np.argsort(-logits, kind="stable"):
            if logits[at] < least:
                break
            one, asked = int(signs.left[at]), self._evals[signs.right[at]]
            differ = wording(questions[one]).figures != wording(asked).figures
            score = 1 / (1 + math.exp(-float(logits[at])))
            found.append(Pair(one, self._places[asked], score, "meaning", differ))
        return found

    def signs(self, questions: Sequence[str]) -> Signs:
        """What speaks for pairs, each question with the eval questions that are nearest to it.

        Their places are those of the distinct eval questions, in order.
        """
        if not questions or not self._evals:
            none = np.zeros(0, np.intp)
            return Signs(none, none, np.zeros((0, len(fields(Weights)) - 1)))
        near = by_words(questions, self._evals)
        stands = self._crowd.standing(questions, self._evals, near, nearest=_NEAREST, least=_APART)
        pairs = zip(stands.left.tolist(), stands.right.tolist(), strict=True)
        said = [self._said(questions[one], self._evals[other]) for one, other in pairs]
        columns = [stands.deviations, np.log1p(stands.nearer), *zip(*said, strict=True)]
        return Signs(stands.left, stands.right, np.array(columns).T)

    def _said(self, question: str, asked: str) -> tuple[float, ...]:
        one, other = wording(question), wording(asked)
        mine, theirs = figures(question), figures(asked)
        return (
            *self._content.carried(one.words, other.words),
            self._meant.jaccard(one.meant, other.meant),
            Indel.normalized_similarity(_run(question), _run(asked)),
            self._shingles.within(one.shingles, other.shingles),
            float(bool(mine and theirs and not mine & theirs)),
            float(bool(mine) != bool(theirs)),
        )


def by_words(ones: Sequence[str], others: Sequence[str]) -> NDArray[np.intp]:
    """Of each text those of the others that share most with it, as two rows of places."""
    here, there = [wording(one) for one in ones], [wording(one) for one in others]
    spaces = (
        Space([getattr(one, of) for one in here], [getattr(one, of) for one in there])
        for of in ("shingles", "words", "meant")
    )
    return np.concatenate([np.stack(one.nearest(_BY_WORDS)) for one in spaces], axis=1)


@lru_cache(maxsize=65_536)
def _run(text: str) -> tuple[str, ...]:
    """The words of a text in order, function words included."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return tuple(
        word
        for piece in _PIECE.findall(folded)
        for word in (rjieba.cut(piece) if "\u3400" <= piece[0] <= "\u9fff" else (piece,))
    )
