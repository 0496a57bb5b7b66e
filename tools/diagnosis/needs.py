"""What to log, or whom to ask, where a trace cannot tell, or tells only from the answer."""

from knowledge.records import Cause
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import clip


def needs_of(facts: Facts, cause: Cause, *, renamed: bool, failed: str) -> list[str]:
    """In the reader's words; [] where nothing is wanting.

    `renamed` says that another name may have been taken for the subject, and `failed` how the
    judge did, "" where it did not.
    """
    told = [facts.say(f"needs.{name}") for name in _wanting(facts, cause, renamed=renamed)]
    return [*told, facts.say("needs.judge", reason=clip(failed, 160))] if failed else told


def _wanting(facts: Facts, cause: Cause, *, renamed: bool) -> list[str]:
    trace = facts.trace
    inferred = cause == "intent" and not trace.intent
    if cause != "undetermined" and not (inferred and not facts.asked.rewritten):
        return []
    missing = {
        "intent": trace.intent is None,
        "rewritten_query": facts.asked.rewritten is None,
        "retrieved": trace.retrieved is None,
        "reference": trace.reference is None,
    }
    if cause == "undetermined" and renamed and not facts.product.names:
        missing["names"] = True
    return [name for name, absent in missing.items() if absent] or ["human"]
