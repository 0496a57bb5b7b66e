"""What a remark in place of a good answer says went wrong, as a finding of the stage it names."""

from collections.abc import Mapping
from dataclasses import replace

from knowledge.records import Stage
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.remarked import Remark
from tools.diagnosis.trust import sure_of

_OF_GENERATION: frozenset[Remark] = frozenset(("at_odds", "breaks_off", "not_as_asked", "mixed_up"))
_OF_RETRIEVAL: frozenset[Remark] = frozenset(("unused", "missed", "stale"))


def told_by_remark(facts: Facts, findings: Mapping[Stage, Finding]) -> tuple[Stage, Finding] | None:
    """The stage that a remark names, and the fault: what the stage shows itself, if it does."""
    stage = _stage(facts)
    if stage is None:
        return None
    shown = findings[stage]
    found = shown if shown.verdict == "fault" else _told(facts, stage)
    return stage, replace(found, stands=True)


def _stage(facts: Facts) -> Stage | None:
    kind = None if facts.asked.creative else facts.said.remark
    if kind in _OF_GENERATION:
        return "generation"
    if kind in _OF_RETRIEVAL:
        return "retrieval"
    if kind == "made_up":
        return "generation" if facts.found.is_on_topic else "retrieval"
    if kind == "was_there" and facts.said.declined:
        return "generation"
    if kind == "lost_history" and not facts.trace.history:
        return "query"
    is_logged = facts.asked.rewritten or facts.trace.intent
    return "intent" if kind == "meant_otherwise" and is_logged else None


def _told(facts: Facts, stage: Stage) -> Finding:
    words = facts.trace.reference or ""
    subcause, details = _named(facts, stage)
    return Finding(
        "fault",
        facts.say("evidence.remarked", words=clip(words)),
        (quote("reference", words),),
        subcause,
        sure_of("remarked"),
        details,
    )


def _named(facts: Facts, stage: Stage) -> tuple[str, dict[str, str]]:
    """The kind of fault, and what its repair speaks of."""
    query = clip(facts.asked.query)
    if stage == "query":
        return "lost_history", {"words": query}
    if stage == "intent":
        intent = facts.trace.intent.name if facts.trace.intent else None
        understood = facts.asked.rewritten or intent or ""
        return "topic_drift", {"said": query, "understood": clip(understood)}
    if stage == "generation":
        return "wrong_answer", {}
    handed = next((one for one, _ in facts.found.handed_on), None)
    unused = next((at for at, (one, _) in enumerate(facts.found.passages) if not one.handed_on), -1)
    if facts.said.remark == "stale" and handed is not None:
        return "stale", {"passage": clip(handed.id)}
    if facts.said.remark == "unused" and unused >= 0:
        passage = facts.found.passages[unused][0]
        return "ranking", {"passage": clip(passage.id), "rank": str(unused + 1)}
    return ("knowledge_gap" if facts.said.remark == "made_up" else "not_found"), {"topic": query}
