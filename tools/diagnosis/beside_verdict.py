"""What each stage shows beside the verdict, so that no stage contradicts it.

After the stage that broke, a stage shows only faults of its own making; so it does where a service
failed. Where nothing broke, what
looked like a fault of a stage did no harm, and where a later stage is named, it decides nothing:
then a stage is left open, with what is known of it.
"""

from collections.abc import Mapping
from dataclasses import replace

from knowledge.records import STAGES, Cause, Claim, Stage
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding

SHOWN_BY_IT = {"breaks_off", "not_as_asked", "at_odds", "repeats"}
"""Faults that an answer shows by itself, with nothing to hold it against."""
_OF_ITS_OWN = {"forbidden_claim", "off_style", *SHOWN_BY_IT}
"""Faults of a stage that no stage before it can have brought about."""

_READS_THE_ANSWER: set[Stage] = {"retrieval", "generation"}
"""Stages that are judged by what was answered, be it the message of a service that failed."""


def beside_verdict(
    facts: Facts, cause: Cause, findings: Mapping[Stage, Finding]
) -> dict[Stage, Finding]:
    """What each stage shows, in order, where `cause` is the verdict."""
    broken = next((at for at, stage in enumerate(STAGES) if stage == cause), len(STAGES))
    shown = {}
    for at, stage in enumerate(STAGES):
        found = findings[stage]
        failed = cause == "system" and stage in _READS_THE_ANSWER
        if (at > broken or (failed and facts.said.answer)) and _may_follow(found):
            found = Finding("unknown", facts.say("downstream"))
        elif found.verdict == "fault" and (cause == "none" or at < broken < len(STAGES)):
            found = _settled(facts, cause, stage, found)
        shown[stage] = found
    return shown


def agreeing(cause: Cause, claims: list[Claim]) -> list[Claim]:
    """The claims of an answer; of a good one none is contradicted, whatever its words are near to:
    it reckoned, or chose among several figures.
    """
    if cause != "none":
        return claims
    return [
        one.model_copy(update={"verdict": "absent", "contradicted_by": []})
        if one.verdict == "contradicted"
        else one
        for one in claims
    ]


def _may_follow(finding: Finding) -> bool:
    """Whether what a stage shows may come of what an earlier one did."""
    return finding.verdict != "unknown" and finding.subcause not in _OF_ITS_OWN


def _settled(facts: Facts, cause: Cause, stage: Stage, found: Finding) -> Finding:
    if cause != "none":
        how = "weaker"
    elif stage == "generation":
        how = "generation"
    elif facts.said.declined:
        how = "declined" if stage == "query" else "told"
    elif stage == "retrieval":
        how = "retrieval"
    else:
        how = "harmless"
    evidence = facts.say(f"settled.{how}", evidence=found.evidence)
    return replace(found, verdict="unknown", evidence=evidence, subcause=None)
