"""Which stage failed, all signs weighed together: where the rules go wrong on unlike traces.

Each rule was made for what it sees, and on traces unlike those that it was made on the first one
that speaks is too often wrong. Trees fitted on many cases from many hands and sources, by
`python -m benchmarks.verdict_fit`, say how likely each stage is beside what the rules say. Where
another one is clearly likelier the verdict is that, with the finding of its own rules, or with what
there is to show for it.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from knowledge.records import STAGES, Cause, Stage, Verdict
from tools.diagnosis.answer_claims import best_support
from tools.diagnosis.conclusion import Conclusion, Findings
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.forest import Forest, forests
from tools.diagnosis.generation_findings import kept
from tools.diagnosis.intent_topic import drifted
from tools.diagnosis.retrieval import missing
from tools.diagnosis.signs import Signs, signs_of

_LEADS: Mapping[bool, Mapping[Verdict, float]] = {
    True: {"fault": 0.1, "unknown": 0.2, "ok": 0.3},
    False: {"fault": 0.1, "unknown": 0.2, "ok": 0.4},
}
"""By how much another stage is likelier than what the rules say together, by whether a reference is
known, and by what its own rules say of it."""
_LEAD = 0.2
"""The same of nothing, where they blame a stage."""
_OPEN = 0.55
"""How likely a verdict of theirs counts that leaves it open."""
_ACQUITS = 0.7
"""How likely it must be that nothing failed for what rules blame to be good, and not left open."""
_SHARE = 0.3
"""What the rules' confidence counts where both say the same: the trees alone are too unsure of what
is like the development file, and the rules too sure of what is not.
"""
_BY_WORDS = {"ignores_passages", "beyond_passages"}
"""Faults that are told by a want of common words."""
_PLAIN = {"stale", "breaks_off", "fragment", "two_topics"}
"""Faults that a rule finds by what is written there, and hardly ever in vain."""


def weighed(facts: Facts, end: Conclusion, findings: Findings) -> tuple[Conclusion, Findings]:
    """The verdict and what the stages show after it, `end` being what the rules say."""
    if not can_be_weighed(facts, end):
        return end, findings
    kind = "with reference" if facts.trace.reference else "without reference"
    signs = signs_of(facts, findings, end)
    likely = _forests()[kind].likelihood(signs)
    leads = leads_of(findings, by_reference=facts.trace.reference is not None)
    cause, sure = chosen(likely, end.cause, leads)
    if cause in {"none", "undetermined"} and _is_against_a_figure(facts, end, signs):
        cause, sure = end.cause, likely[end.cause]
    elif cause == "none" and _may_be_untrue(facts, end, signs):
        cause, sure = "undetermined", None
    if cause == end.cause:
        return end if sure is None else replace(end, confidence=_sure(end, sure)), findings
    return _instead(facts, findings, end, cause, sure or 0.0)


def leads_of(findings: Findings, *, by_reference: bool) -> dict[str, float]:
    """How much likelier each stage must be than what the rules say together."""
    return {one: _LEADS[by_reference][found.verdict] for one, found in findings.items()}


def chosen(
    likely: Mapping[Cause, float], said: Cause, leads: Mapping[str, float]
) -> tuple[Cause, float | None]:
    """The cause and how likely it is: what rules say, unless another one leads by enough."""
    best = max(likely, key=lambda cause: likely[cause])
    if best == said or likely[best] < likely.get(said, _OPEN) + leads.get(best, _LEAD):
        return said, likely.get(said)
    if best == "none" and likely[best] < _ACQUITS:
        return "undetermined", None
    return best, likely[best]


def _may_be_untrue(facts: Facts, end: Conclusion, signs: Signs) -> bool:
    """Whether a passage was found to say otherwise, or the answer has a figure or a name that
    nothing handed on has, nor follows from it: then it is not called good.
    """
    return _contradicts(end) or (end.cause == "generation" and _has_new(facts, signs))


def _is_against_a_figure(facts: Facts, end: Conclusion, signs: Signs) -> bool:
    """Whether a passage says otherwise, and the answer has a figure that nothing handed on has:
    who reads both sees it, however unsure it is.
    """
    return _contradicts(end) and _has_new(facts, signs)


def _contradicts(end: Conclusion) -> bool:
    return end.finding is not None and end.finding.subcause == "contradiction"


def _has_new(facts: Facts, signs: Signs) -> bool:
    is_new = signs.get("used has figures", 1.0) < 1 or signs.get("own pieces", 0.0) > 0
    return is_new and not facts.said.works_out


def _sure(end: Conclusion, likely: float) -> float:
    """How sure a verdict is on which both agree; where only a want of common words tells, no surer
    than the rules are.
    """
    told = likely if end.confidence is None else end.confidence
    both = (1 - _SHARE) * likely + _SHARE * told
    by_words = end.finding is not None and end.finding.subcause in _BY_WORDS
    return min(both, told) if by_words else both


def without(
    facts: Facts, findings: Findings, stage: Stage | None, how: str
) -> dict[Stage, Finding]:
    """What the stages show where `stage` is to blame, or none: others' faults decide nothing."""
    return {
        one: found
        if one == stage or found.verdict != "fault" or found.stands
        else replace(
            found,
            verdict="unknown",
            evidence=facts.say(f"settled.{how}", evidence=found.evidence),
            subcause=None,
        )
        for one, found in findings.items()
    }


@cache
def _forests() -> Mapping[str, Forest]:
    return forests(__package__, "verdict.json.gz")


def can_be_weighed(facts: Facts, end: Conclusion) -> bool:
    """Whether the trace is of the kind that the trees know: something was retrieved to answer
    from, and an answer given; and nothing was counted that settles it.
    """
    found = end.finding
    stands = found is not None and (found.stands or found.subcause in _PLAIN)
    stands = stands or facts.said.remark is not None
    is_known = bool(facts.found.passages and facts.said.claims and facts.asked.terms)
    return is_known and not facts.asked.scripted and end.cause != "system" and not stands


def _instead(
    facts: Facts, findings: Findings, end: Conclusion, cause: Cause, likely: float
) -> tuple[Conclusion, Findings]:
    if cause == "none":
        return Conclusion(cause, None, likely), without(facts, findings, None, "weighed")
    stage = next((one for one in STAGES if one == cause), None)
    if stage is None:
        return Conclusion(cause, None, None), without(facts, findings, None, "doubted")
    found = findings[stage]
    if found.verdict != "fault":
        shown = _shown(facts, stage)
        if shown is None:
            return end, findings
        found = shown
    found = replace(found, confidence=likely)
    others = without(facts, findings, stage, "weighed")
    return Conclusion(stage, found, likely), {**others, stage: found}


def _shown(facts: Facts, stage: Stage) -> Finding | None:
    """What there is to show for a stage none of whose own rules blames it."""
    if stage == "query" and facts.corpus is None and facts.said.reference is None:
        return None  # nothing tells what could be served
    if stage == "query":
        shown = (quote("query", facts.asked.query),)
        return Finding("fault", facts.say("evidence.query.unserved"), shown, "unserved")
    if stage == "intent":
        intent = facts.trace.intent.name if facts.trace.intent else None
        source = "rewritten_query" if facts.asked.rewritten else "intent"
        understood = facts.asked.rewritten or intent
        return drifted(facts, understood, 0.0, source) if understood else None
    if stage == "retrieval":
        return missing(facts, "nothing_on_topic")
    if facts.said.reference is not None:
        return kept(facts)
    return _loosest(facts)


def _loosest(facts: Facts) -> Finding:
    """The claim of the answer of which passages have least."""
    claim = min(facts.said.claims, key=lambda one: best_support(facts, one).share)
    passage = facts.found.passages[facts.found.best or 0][0]
    details = {
        "claim": clip(claim),
        "count": "1",
        "total": str(len(facts.said.claims)),
        "passage": clip(passage.id),
    }
    evidence = facts.say("evidence.generation.beyond", **details)
    return Finding("fault", evidence, (quote("answer", claim),), "beyond_passages", details=details)
