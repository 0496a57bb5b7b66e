"""Which stage failed, all signs weighed together: where the rules go wrong on unlike traces.

Each rule was made for what it sees, and on traces unlike those that it was made on the first one
that speaks is too often wrong. Trees fitted on many cases from many hands and sources, by
`python -m benchmarks.verdict_fit`, say how likely each stage is beside what the rules say. Where
another one is clearly likelier the verdict is that, with the finding of its own rules, or with what
there is to show for it.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache

from knowledge.records import Cause, Stage
from tools.diagnosis.answer_claims import best_support
from tools.diagnosis.conclusion import Conclusion, Findings
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.forest import Forest, forests
from tools.diagnosis.generation_findings import kept
from tools.diagnosis.intent_topic import drifted
from tools.diagnosis.retrieval import missing
from tools.diagnosis.signs import signs_of

_CLEARLY, _PLAINLY, _OUTRIGHT = 0.1, 0.2, 0.3
"""By how much another cause is likelier than what the rules say together: a stage that some rule
blames; one that none does, or nothing where they blame; and the query, of which there is nothing
else to show."""
_OPEN = 0.55
"""How likely a verdict of theirs counts that leaves it open."""


def weighed(facts: Facts, end: Conclusion, findings: Findings) -> tuple[Conclusion, Findings]:
    """The verdict and what the stages show after it, `end` being what the rules say."""
    if not can_be_weighed(facts, end):
        return end, findings
    kind = "with reference" if facts.trace.reference else "without reference"
    likely = _forests()[kind].likelihood(signs_of(facts, findings, end))
    faults = {stage for stage, found in findings.items() if found.verdict == "fault"}
    cause, sure = chosen(likely, end.cause, faults)
    if cause == end.cause:
        return end if sure is None else replace(end, confidence=sure), findings
    return _instead(facts, findings, end, cause, sure or 0.0)


def chosen(
    likely: Mapping[str, float], said: Cause, faults: Collection[str]
) -> tuple[Cause, float | None]:
    """The cause and how likely it is: what rules say, unless another one is clearly likelier.

    `faults` are the stages that a rule blames.
    """
    best = max(likely, key=lambda cause: likely[cause])
    lead = _CLEARLY if best in faults else _OUTRIGHT if best == "query" else _PLAINLY
    if best == said or likely[best] < likely.get(said, _OPEN) + lead:
        return said, likely.get(said)
    return _CAUSES[best], likely[best]


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


_CAUSES: Mapping[str, Cause] = {
    "none": "none",
    "query": "query",
    "intent": "intent",
    "retrieval": "retrieval",
    "generation": "generation",
}
"""What the trees tell apart."""


@cache
def _forests() -> Mapping[str, Forest]:
    return forests(__package__, "verdict.json.gz")


def can_be_weighed(facts: Facts, end: Conclusion) -> bool:
    """Whether the trace is of the kind that the trees know: something was retrieved to answer
    from, and an answer given; and nothing was counted that settles it.
    """
    stands = (end.finding is not None and end.finding.stands) or facts.said.remark is not None
    is_known = bool(facts.found.passages and facts.said.claims and facts.asked.terms)
    return is_known and not facts.asked.scripted and end.cause != "system" and not stands


def _instead(
    facts: Facts, findings: Findings, end: Conclusion, cause: Cause, likely: float
) -> tuple[Conclusion, Findings]:
    if cause == "none":
        return Conclusion(cause, None, likely), without(facts, findings, None, "weighed")
    stage: Stage = cause  # type: ignore[assignment]
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
