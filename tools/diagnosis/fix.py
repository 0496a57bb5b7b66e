"""From cause to repair: what to change, how to see that it worked, and how soon."""

from knowledge.records import Cause, Priority
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip

_WRONG_AUDIENCE = {"audience_mismatch", "wrong_audience"}
_HIGH = {*_WRONG_AUDIENCE, "slot_dropped", "contradiction", "stale", "error",
         "timeout", "no_answer", "invented_number"}  # fmt: skip
_LOW = {"length_off", "fragment", "two_topics"}


def fix_of(facts: Facts, cause: Cause, finding: Finding | None) -> str:
    """What to change, in the reader's language; empty when nothing is to be fixed."""
    return _text(facts, "fix", cause, finding)


def verify_of(facts: Facts, cause: Cause, finding: Finding | None) -> str:
    """How to see that the fix worked."""
    return _text(facts, "verify", cause, finding)


def priority_of(facts: Facts, cause: Cause, finding: Finding | None) -> Priority | None:
    """How soon, by what the fault does to people; impact is not known from one trace."""
    if finding is None or cause in {"none", "undetermined"}:
        return None
    kind = finding.subcause or ""
    if kind == "forbidden_claim" or (kind in _WRONG_AUDIENCE and _concerns_minors(facts)):
        return Priority(urgency="critical", rank="P0")
    if kind in _HIGH:
        return Priority(urgency="high", rank="P1")
    if kind in _LOW:
        return Priority(urgency="low", rank="P3")
    return Priority(urgency="normal", rank="P2")


def _concerns_minors(facts: Facts) -> bool:
    """Whether either side of a mistake about the audience is a child."""
    audiences = [*facts.wishes.get("audience", []), facts.logged.get("audience")]
    return any(wish is not None and wish.value in facts.rules.minors for wish in audiences)


def _text(facts: Facts, part: str, cause: Cause, finding: Finding | None) -> str:
    if finding is None:
        return ""
    values = {"query": clip(facts.query, 80), "id": clip(facts.trace.id), **finding.details}
    return facts.say(f"{part}.{cause}.{finding.subcause}", **values)
