"""Which stage before the answer is to blame: the first at fault, unless that did no harm."""

from collections.abc import Mapping

from knowledge.records import Stage
from tools.diagnosis.beside_verdict import SHOWN_BY_IT
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding

_BEFORE: tuple[Stage, ...] = ("query", "intent", "retrieval")
_UNTRUE = {
    "contradiction",
    "refusal",
    "beyond_passages",
    "ignores_passages",
    "breaks_off",
    "at_odds",
}
"""How an answer is untrue to what was found."""


def before_the_answer(
    facts: Facts, findings: Mapping[Stage, Finding]
) -> tuple[Stage, Finding] | None:
    """The first stage before the answer that is at fault, and the fault."""
    for stage in _BEFORE:
        harmless = stage == "intent" and _did_no_harm(facts, findings)
        is_named = not harmless and not _is_outdone(stage, findings)
        if findings[stage].verdict == "fault" and is_named:
            return stage, findings[stage]
    return None


def _is_outdone(stage: Stage, findings: Mapping[Stage, Finding]) -> bool:
    """Whether retrieval, or a rewriting, is blamed for want of common words, and the answer shows a
    fault itself.
    """
    made, blamed = findings["generation"], findings[stage]
    by_words = stage == "retrieval" or blamed.subcause == "topic_drift"
    return by_words and made.subcause in SHOWN_BY_IT and made.confidence > blamed.confidence


def _did_no_harm(facts: Facts, findings: Mapping[Stage, Finding]) -> bool:
    """Whether a rewriting that seems to ask for something else brought up what has the reference,
    and the answer is untrue to that: who misreads a query, answers another one truly.
    """
    if facts.said.reference is None or findings["intent"].subcause != "topic_drift":
        return False
    has_it = findings["retrieval"].verdict == "ok"
    return has_it and findings["generation"].subcause in _UNTRUE
