"""Is the answer here at all? From what a search found to the probability that it answers.

Two small logistic models, one for searches by words and by meaning, one by words alone. Their
weights are fitted by `python -m benchmarks.answerable --fit`, which says on what, and measures
them on questions that they were not fitted on.
"""

from dataclasses import dataclass
from math import exp, log1p, sqrt
from typing import NamedTuple

import numpy as np

from knowledge.retrieval.lexical import Floats
from knowledge.retrieval.rank import Ranking

FOUND = 0.55
"""The probability from which the documents are taken to answer. A little above even, for an
answer that is none costs more than one that is offered as "the nearest passages"."""

_NEAREST = 30
"""Passages that are looked at for signs: no later one decides."""
_NEXT = 4
"""What stands out is compared with the passage that many places after it."""
_FEW = 10
"""Passages; among fewer no word is rare, and the size says nothing."""
_KNOWN = 0.9
"""The share of passages that need a vector before meaning is judged by."""


class Signs(NamedTuple):
    """What a ranking shows. Each grows with the likelihood that a passage answers."""

    match: float
    """How well one passage fits: the geometric mean of its likeness in meaning and its coverage
    of the question's words; by words alone, the coverage."""
    lead: float
    """How far the best passage is ahead of those after it, in likeness or by words."""
    words: float
    """The best BM25 score, over the logarithm of how many passages there are."""


class Weights(NamedTuple):
    """A logistic model of `Signs`."""

    constant: float
    match: float
    lead: float
    words: float

    def probability(self, signs: Signs) -> float:
        """That the documents answer."""
        pairs = zip(self[1:], signs, strict=True)
        logit = self.constant + sum(weight * sign for weight, sign in pairs)
        return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


BY_MEANING = Weights(-6.54, 12.579, 8.81, 1.305)
BY_WORDS = Weights(-4.979, 5.734, 2.294, 2.229)


@dataclass(frozen=True)
class Judgement:
    """Whether the documents answer a question."""

    found: bool
    """Whether they are taken to."""
    confidence: float
    """The probability that they do, 0 to 1."""
    by_meaning: bool
    """Whether it was judged by meaning too; by words alone otherwise."""
    signs: Signs
    """What it was judged by."""


NOTHING = Judgement(False, 0.0, False, Signs(0.0, 0.0, 0.0))
"""Of a search that had nothing to search in, or for."""


def judge(alone: Ranking | None, completed: Ranking | None = None) -> Judgement:
    """Judge a question by its ranking, and by that of it together with what was said before.

    A follow-up is hardly understood alone, and a new subject is hidden by the old one, so both
    count: the means of what matches, and the better lead.
    """
    rankings = [one for one in (alone, completed) if one is not None]
    if not rankings or (len(rankings) == 1 and not rankings[0].about.says_something):
        return NOTHING
    by_meaning = all(_has_vectors(one) for one in rankings)
    each = [_signs(one, by_meaning=by_meaning) for one in rankings]
    signs = Signs(
        match=sum(one.match for one in each) / len(each),
        lead=max(one.lead for one in each),
        words=each[0].words,
    )
    confidence = (BY_MEANING if by_meaning else BY_WORDS).probability(signs)
    return Judgement(confidence >= FOUND, confidence, by_meaning, signs)


def _has_vectors(ranking: Ranking) -> bool:
    known = ~np.isnan(ranking.cosines[list(ranking.rows)])
    return len(known) > 0 and float(known.mean()) >= _KNOWN


def _signs(ranking: Ranking, *, by_meaning: bool) -> Signs:
    rows = list(ranking.rows)
    words = np.sum([one[rows] for one in ranking.by_concept], axis=0) * np.ones(len(rows))
    in_size = ranking.best_by_words / log1p(max(len(ranking.cosines), _FEW))
    likeness = np.maximum(np.nan_to_num(ranking.cosines[rows]), 0) if by_meaning else words
    coverage = [(at, ranking.about.coverage(rows[at])) for at in _best(likeness + words)]
    return Signs(
        match=max((sqrt(likeness[at] * c) if by_meaning else c for at, c in coverage), default=0.0),
        lead=_lead(likeness) if by_meaning else _lead(words, least=0.0) * in_size,
        words=float(words.max(initial=0.0)) * in_size,
    )


def _best(scores: Floats) -> list[int]:
    order: list[int] = np.argsort(-scores, kind="stable")[:_NEAREST].tolist()
    return order


def _lead(scores: Floats, least: float | None = None) -> float:
    """The best score less a later one; `least` is that of all that are not among `scores`."""
    if not len(scores):
        return 0.0
    ordered = np.sort(scores)[::-1]
    later = ordered[_NEXT] if len(ordered) > _NEXT else (ordered[-1] if least is None else least)
    return float(ordered[0] - later)
