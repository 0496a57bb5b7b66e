"""What searches show of whether the documents answer a question.

A question that goes on from earlier ones is read three times: alone, together with what was just
said, and by the subject of the conversation without it. Alone it is hardly understood; together,
an old subject hides a new one; and where the subject is written nowhere, neither is the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from typing import NamedTuple

import numpy as np

from knowledge.retrieval.fit import Fit
from knowledge.retrieval.lexical import Floats
from knowledge.retrieval.shelf import Numbers

_SUBJECT = 0.6
"""What the fit to the subject counts for, beside that to the question."""
_NEAREST = 30
"""The best passages of each reading that are looked at for a match: no later one decides."""
_NEXT = 4
"""What stands out is compared with the passage that many places after it."""
_FEW = 10
"""Passages; among fewer no word is rare, and the size says nothing."""
_KNOWN = 0.9
"""The share of passages that need a vector before meaning is judged by."""


class Signs(NamedTuple):
    """What was seen. Each grows with the likelihood that a passage answers."""

    match: float
    """How well one passage fits all readings, in the mean of them. It fits a reading by the
    geometric mean of its likeness in meaning and its coverage of the words; by words alone, by
    the coverage."""
    lead: float
    """How far the likeness of the best passage is ahead of those after it; 0 by words alone."""
    words: float
    """The question's best BM25 score, over the logarithm of how many passages there are."""
    ahead: float
    """How far the best BM25 score of any reading is ahead of those after it, likewise."""
    named: float
    """-1 where the question asks, by itself, about a name that no passage has; else 0."""


NONE = Signs(0.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Readings:
    """How the passages fit a question, in each way to read it."""

    alone: Fit
    """The question by itself."""
    completed: Fit | None = None
    """Together with what it goes on from; None where it goes on from nothing."""
    subject: Fit | None = None
    """What the conversation is about, without the question; None likewise."""
    absent: Sequence[str] = ()
    """The names that it asks about and no passage has."""

    @property
    def by_meaning(self) -> bool:
        """Whether enough passages have vectors to judge by meaning too."""
        return all(_has_vectors(one) for one, _ in self._weighted)

    @property
    def says_something(self) -> bool:
        """Whether any word tells what is asked."""
        return self.completed is not None or self.alone.about.says_something

    def signs(self) -> Signs:
        """What they show together."""
        questions = [one for one in (self.alone, self.completed) if one is not None]
        return Signs(
            match=self._match(),
            lead=max(map(_lead_in_meaning, questions)) if self.by_meaning else 0.0,
            words=float(_words(self.alone).max(initial=0.0)),
            ahead=max(_lead(_words(one), least=0.0) for one, _ in self._weighted),
            # In a conversation a name may be a chance aside: what was said before tells more.
            named=-1.0 if self.absent and self.completed is None else 0.0,
        )

    @property
    def _weighted(self) -> Sequence[tuple[Fit, float]]:
        each = ((self.alone, 1.0), (self.completed, 1.0), (self.subject, _SUBJECT))
        return [(one, weight) for one, weight in each if one is not None]

    def _match(self) -> float:
        rows = np.unique(np.concatenate([_nearest(one) for one, _ in self._weighted]))
        fits = [weight * self._fits(one, rows) for one, weight in self._weighted]
        whole = sum(weight for _, weight in self._weighted)
        return float(np.sum(fits, axis=0).max(initial=0.0)) / whole

    def _fits(self, one: Fit, rows: Numbers) -> Floats:
        coverage = np.array([one.about.coverage(row) for row in rows.tolist()], np.float32)
        return np.sqrt(coverage * _likeness(one, rows)) if self.by_meaning else coverage


def _has_vectors(one: Fit) -> bool:
    known = ~np.isnan(one.cosines[one.rows])
    return len(known) > 0 and float(known.mean()) >= _KNOWN


def _likeness(one: Fit, rows: Numbers) -> Floats:
    return np.maximum(np.nan_to_num(one.cosines[rows]), 0)


def _words(one: Fit) -> Floats:
    size = log1p(max(len(one.words), _FEW))
    scores: Floats = one.words[one.rows] * np.float32(one.best_by_words / size)
    return scores


def _nearest(one: Fit) -> Numbers:
    scores = _likeness(one, one.rows) + one.words[one.rows]
    return one.rows[np.argsort(-scores, kind="stable")[:_NEAREST]]


def _lead_in_meaning(one: Fit) -> float:
    return _lead(_likeness(one, one.rows))


def _lead(scores: Floats, least: float | None = None) -> float:
    """The best score less a later one; `least` is that of all that are not among `scores`."""
    if not len(scores):
        return 0.0
    ordered = np.sort(scores)[::-1]
    later = ordered[_NEXT] if len(ordered) > _NEXT else (ordered[-1] if least is None else least)
    return float(ordered[0] - later)
