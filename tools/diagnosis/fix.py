"""From cause to repair: what to change, how to see that it worked, and how soon."""

from collections.abc import Mapping
from types import MappingProxyType

from knowledge.records import Cause, Priority
from tools.diagnosis.drawn import drawn
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip
from tools.diagnosis.slots import read_slots

_WRONG_AUDIENCE = {"audience_mismatch", "wrong_audience"}
_HIGH = {*_WRONG_AUDIENCE, "slot_dropped", "contradiction", "stale", "error",
         "timeout", "no_answer", "invented_number"}  # fmt: skip
_NOTHING: Mapping[str, str] = MappingProxyType({})
_LOW = {"length_off", "fragment", "two_topics"}


def fix_of(facts: Facts, cause: Cause, finding: Finding | None) -> str:
    """What to change, in the reader's language; empty when nothing is to be fixed."""
    if finding is None:
        return ""
    wording, named = drawn(facts, finding)
    return _text(facts, "fix", cause, finding, wording=wording, named=named)


def verify_of(facts: Facts, cause: Cause, finding: Finding | None) -> str:
    """How to see that the fix worked."""
    return "" if finding is None else _text(facts, "verify", cause, finding)


def priority_of(facts: Facts, cause: Cause, finding: Finding | None) -> Priority | None:
    """How soon, by what the fault does to people; impact is not known from one trace."""
    if finding is None or cause in {"none", "undetermined"}:
        return None
    kind = finding.subcause or ""
    if kind == "forbidden_claim" or (kind in _WRONG_AUDIENCE and _reaches_minors(facts)):
        return Priority(urgency="critical", rank="P0")
    if kind in _HIGH:
        return Priority(urgency="high", rank="P1")
    if kind in _LOW:
        return Priority(urgency="low", rank="P3")
    return Priority(urgency="normal", rank="P2")


def _reaches_minors(facts: Facts) -> bool:
    """Whether something for adults came where something for minors was asked for.

    The other way round is a nuisance: nobody is harmed by what was written for children.
    """
    asked = facts.asked.wishes.get("audience", [])
    stated = read_slots(facts.said.head, facts.rules).get("audience", [])
    got = [wish.value for wish in (facts.asked.logged.get("audience"), *stated) if wish is not None]
    minors = set(facts.rules.minors)
    return any(wish.value in minors for wish in asked) and "adults" in got


def _text(
    facts: Facts,
    part: str,
    cause: Cause,
    finding: Finding,
    *,
    wording: str = "",
    named: Mapping[str, str] = _NOTHING,
) -> str:
    values = {"query": clip(facts.asked.query, 80), "id": clip(facts.trace.id)}
    return facts.say(
        f"{part}.{cause}.{finding.subcause}{wording}", **values, **finding.details, **named
    )
