"""What each sign counts that two questions ask for the same."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """What each sign counts, in logits.

    Chosen by hand near what logistic regressions gave: over the pairs in
    `benchmarks/likeness_*.yaml` but those under `looked_at`, put among the demo product's
    questions; and over questions of a few forms with other subjects in each, reworded and
    translated, where only the right subject is the same. The regressions are not kept; what the
    weights find is measured by `python -m benchmarks likeness`.
    """

    apart: float
    """Standard deviations by which the pair stands apart from the crowd."""
    rank: float
    """Eval questions that are nearer, as log(1 + n)."""
    both: float
    """Share of the content that either has of the other, the lesser one."""
    words: float
    """The same with the words of a form counted each by itself: what is shared is the form's."""
    form: float
    """Likeness of the two as runs of words, times the share of the content that they lack."""
    within: float
    """Share of the shorter one's shingles that the other has."""
    conflict: float
    """Whether both have figures and none in common."""
    missing: float
    """Whether one alone has figures."""
    bias: float
    """What is added to all."""
    alone: float
    """Standard deviations by which a pair that shares hardly anything stands apart at least."""


MANY = Weights(
    apart=0.68,
    rank=-1.95,
    both=10.0,
    words=-6.9,
    form=-8.2,
    within=-3.2,
    conflict=-3.1,
    missing=-2.1,
    bias=-0.7,
    alone=3.0,
)
"""Where there are questions enough to see which words are a form's."""
FEW = Weights(
    apart=0.55,
    rank=-2.0,
    both=5.0,
    words=0.0,
    form=-5.2,
    within=-3.5,
    conflict=-2.5,
    missing=-1.0,
    bias=1.0,
    alone=2.0,
)
"""Where there are not: rather too much is taken to be the same."""
