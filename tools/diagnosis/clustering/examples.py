"""Which cases of a cluster to show: the clearest ones, as different from each other as can be."""

from collections.abc import Sequence

from knowledge.beginning import beginning
from knowledge.language import Lang, language_of
from knowledge.records import Diagnosis, Trace, TypicalCase

_MOST = 5
"""Cases that stand for a cluster."""
_LONGEST = 120
"""Characters of a query."""

Case = tuple[Trace, Diagnosis]
"""A trace and its diagnosis."""


def examples_of(
    cases: Sequence[Case], lang: Lang | None = None, *, most: int = _MOST
) -> list[TypicalCase]:
    """At most so many, the surest first; another user, question or version before more of the same.

    Among the equally sure, those in the reader's language.
    """

    def order(case: Case) -> tuple[float, bool, str]:
        foreign = lang is not None and language_of(case[0].query, lang) != lang
        return -(case[1].confidence or 0.0), foreign, case[0].id

    left = sorted(cases, key=order)
    chosen: list[Case] = []
    while left and len(chosen) < most:
        best = min(range(len(left)), key=lambda at: (_likeness(left[at], chosen), at))
        chosen.append(left.pop(best))
    return [_example(trace, diagnosis) for trace, diagnosis in chosen]


def _likeness(case: Case, chosen: Sequence[Case]) -> int:
    """How many things it has in common with those that were chosen."""
    trace = case[0]
    same = 0
    for other, _ in chosen:
        same += 3 * (trace.query == other.query)
        same += 2 * (trace.user_id is not None and trace.user_id == other.user_id)
        same += trace.version == other.version
    return same


def _example(trace: Trace, diagnosis: Diagnosis) -> TypicalCase:
    fault = [one.evidence for one in diagnosis.stages if one.stage == diagnosis.cause]
    return TypicalCase(
        id=trace.id,
        query=beginning(trace.query, _LONGEST),
        note=fault[0] if fault else diagnosis.summary,
        confidence=diagnosis.confidence,
        version=trace.version,
    )
