"""Is the answer here at all? From what a search found to the probability that it answers.

Two small logistic models, one for searches by words and by meaning, one by words alone. Their
weights are fitted by `python -m benchmarks.answerable --fit`, which says on what, and measures
them on questions that they were not fitted on.
"""

from dataclasses import dataclass
from math import exp
from typing import NamedTuple

from knowledge.retrieval.signs import NONE, Readings, Signs

FOUND = 0.5
"""The probability from which the documents are taken to answer. Lower, a wrong refusal is no
rarer in conversations that were not fitted on, and more of the right ones are missed."""


class Weights(NamedTuple):
    """A logistic model of `Signs`."""

    constant: float
    match: float
    lead: float
    words: float
    ahead: float
    named: float

    def probability(self, signs: Signs) -> float:
        """That the documents answer."""
        pairs = zip(self[1:], signs, strict=True)
        logit = self.constant + sum(weight * sign for weight, sign in pairs)
        return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


BY_MEANING = Weights(-6.832, 13.139, 7.895, 0.936, 1.308, 1.347)
BY_WORDS = Weights(-5.197, 6.056, 0.0, 2.134, 2.529, 1.332)


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


NOTHING = Judgement(False, 0.0, False, NONE)
"""Of a search that had nothing to search in, or for."""


def judge(readings: Readings) -> Judgement:
    """Judge a question by how the passages fit it."""
    if not readings.says_something:
        return NOTHING
    signs, by_meaning = readings.signs(), readings.by_meaning
    confidence = (BY_MEANING if by_meaning else BY_WORDS).probability(signs)
    return Judgement(confidence >= FOUND, confidence, by_meaning, signs)
