"""Does it decline where it must, and only there?"""

from knowledge.records import Example, Score, Trace
from tools.claims.refusal import is_refusal, only_declines
from tools.claims.splitting import claims
from tools.evals.scorers.scorer import Means
from tools.evals.scorers.writing import scored, unscored

_FIRST = 2
"""Sentences within which a refusal is said; an aside later on is none."""


def refusal_correctness(example: Example, trace: Trace, means: Means) -> Score:
    """1 if it declines exactly where `constraints["answerable"]` is false, else 0.

    Where there is an answer, declining is to decline and state nothing besides. Where there is
    none, it is to say so at the beginning; what is stated besides is faithfulness's matter.
    """
    answerable = example.constraints.get("answerable")
    if not isinstance(answerable, bool):
        return unscored(trace, means, "no_answerable")
    told = claims(trace.answer)
    if not told:
        return unscored(trace, means, "empty")
    if answerable:
        wrong = only_declines(trace.answer)
        return scored(float(not wrong), trace, means, "wrongly_declined" if wrong else "answered")
    right = any(map(is_refusal, told[:_FIRST]))
    return scored(float(right), trace, means, "rightly_declined" if right else "made_up")
