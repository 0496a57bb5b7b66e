"""Whether two questions ask for the same thing, from all that speaks for it and against it.

For it speaks that they are nearer in meaning than the crowd, and that what either says the other
says too; against it that they are alike in form beyond that, or differ in figures.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np
import rjieba
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from knowledge.han import HAN, HAN_RANGE
from tools.claims.ground import Embed
from tools.evals.likeness.content import Content
from tools.evals.likeness.crowd import Crowd
from tools.evals.likeness.pairs import Pair
from tools.evals.likeness.rarity import Rarity
from tools.evals.likeness.space import Floats, Places, Space
from tools.evals.likeness.weights import FEW, MANY, Weights
from tools.evals.likeness.wording import Wording, mended, wording

_NEAREST = 8
"""Eval questions nearest in meaning that each question is held against."""
_BY_WORDS = 5
"""The same by shingles, by words and by what these are in English, each."""
_APART = 1.0
"""Standard deviations below which a pair is not looked at any further."""
_NEARER = 12
"""Nearer eval questions beyond which it is not either."""
LOWEST = -1.5
"""Logits below which pairs are forgotten."""
_PIECE = re.compile(rf"[{HAN_RANGE}]+|[^\W{HAN_RANGE}]+")


_HARDLY = 0.1
"""Share of the content below which hardly anything is shared."""
_MANY = 100
"""Questions from which on there are enough."""


@dataclass(frozen=True)
class Signs:
    """What speaks for pairs and against them."""

    left: Places
    """Places of the questions."""
    right: Places
    """Places of the eval questions."""
    values: Floats
    """A row for each pair, with a column for each field of `Weights` but the last two."""

    def logits(self, weights: Weights) -> Floats:
        """How likely each pair asks the same, as logits."""
        *each, bias, alone = astuple(weights)
        found = np.asarray(self.values @ np.array(each) + bias, np.float64)
        apart, both = self.values[:, 0], self.values[:, 2]
        return np.where((both >= _HARDLY) | (apart >= alone), found, -np.inf)


_NO_SIGNS = Signs(
    np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros((0, len(fields(Weights)) - 2))
)


@dataclass(frozen=True)
class _Asked:
    """A question, ready to be held against others."""

    said: Wording
    """What it says."""
    run: tuple[str, ...]
    """Its words in order, function words included."""

    @classmethod
    def of(cls, text: str) -> "_Asked":
        return cls(wording(text), _run(text))


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
        self._found: dict[str, list[tuple[int, float]]] = {}
        texts = list(dict.fromkeys([*self._evals, *examples]))
        self._weights = MANY if len(texts) >= _MANY else FEW
        said = [wording(one) for one in texts]
        self._asked = [_Asked.of(one) for one in self._evals]
        self._crowd = Crowd(embed, texts)
        self._content = Content([one.words for one in said])
        self._shingles = Rarity([one.shingles for one in said])

    def same(self, questions: Sequence[str], *, least: float) -> list[Pair]:
        """Pairs of a question and an eval question that ask the same, by `least` logits or more.

        The likeliest first; `other` is the first place of the eval question as it was given. No
        pair is told of fewer logits than `LOWEST`.
        """
        new = [one for one in dict.fromkeys(questions) if one not in self._found]
        signs = self.signs([mended(one) for one in new])
        logits = signs.logits(self._weights)
        self._found.update((one, []) for one in new)
        for at in np.flatnonzero(logits >= LOWEST):
            known = int(signs.right[at]), float(logits[at])
            self._found[new[signs.left[at]]].append(known)
        return sorted(
            (
                self._pair(at, question, other, found)
                for at, question in enumerate(questions)
                for other, found in self._found[question]
                if found >= least
            ),
            key=lambda pair: (-pair.score, pair.one, pair.other),
        )

    def _pair(self, at: int, question: str, other: int, logits: float) -> Pair:
        asked = self._evals[other]
        differ = wording(question).figures != wording(asked).figures
        return Pair(at, self._places[asked], likelihood(logits), "meaning", differ)

    def differ(self, question: str, asked: str) -> bool:
        """Whether they are of one form, with two things named in it."""
        here, there = wording(mended(question)), wording(mended(asked))
        return self._content.differ(here.words, there.words)

    def signs(self, questions: Sequence[str]) -> Signs:
        """What speaks for pairs, each question with the eval questions that are nearest to it.

        Their places are those of the distinct eval questions, in order.
        """
        if not questions or not self._evals:
            return _NO_SIGNS
        asked = [_Asked.of(one) for one in questions]
        near = by_words([one.said for one in asked], [one.said for one in self._asked])
        stands = self._crowd.standing(
            questions, self._evals, near, nearest=_NEAREST, least=_APART, nearer=_NEARER
        )
        if not len(stands.left):
            return _NO_SIGNS
        pairs = zip(stands.left.tolist(), stands.right.tolist(), strict=True)
        said = [self._said(asked[one], self._asked[other]) for one, other in pairs]
        columns = [stands.deviations, np.log1p(stands.nearer), *zip(*said, strict=True)]
        return Signs(stands.left, stands.right, np.array(columns).T)

    def _said(self, question: "_Asked", asked: "_Asked") -> tuple[float, ...]:
        one, other = question.said, asked.said
        both, words = self._content.carried(one.words, other.words)
        form = Indel.normalized_similarity(question.run, asked.run)
        mine, theirs = one.figures, other.figures
        return (
            both,
            words,
            (1 - both) * form,
            self._shingles.within(one.shingles, other.shingles),
            float(bool(mine and theirs and not mine & theirs)),
            float(bool(mine) != bool(theirs)),
        )


def likelihood(logits: float) -> float:
    """The logits as a probability."""
    return 1 / (1 + math.exp(-logits))


def by_words(ones: Sequence[Wording], others: Sequence[Wording]) -> NDArray[np.intp]:
    """Of each text those of the others that share most with it, as two rows of places."""
    spaces = (
        Space([getattr(one, of) for one in ones], [getattr(one, of) for one in others])
        for of in ("shingles", "words", "meant")
    )
    return np.concatenate([np.stack(one.nearest(_BY_WORDS)) for one in spaces], axis=1)


def _run(text: str) -> tuple[str, ...]:
    """The words of a text in order, function words included."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return tuple(
        word
        for piece in _PIECE.findall(folded)
        for word in (rjieba.cut(piece) if HAN.match(piece) else (piece,))
    )
