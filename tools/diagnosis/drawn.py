"""What a fix names of the case itself: the parameter, the passage, the rewrite, the reference.

A kind of fault has several wordings of its fix where a case may or may not show what to name.
"""

import re
from collections.abc import Callable

from tools.claims.measure import ready
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip

Drawn = tuple[str, dict[str, str]]
"""The end of the text's key, empty for the plain wording, and what it names beside the finding."""

LIMITED = re.compile(r"\b429\b|rate.?limit|quota|too many requests|限流|配额", re.IGNORECASE)
"""The service refused for being asked too often."""
UNAVAILABLE = re.compile(
    r"\b5\d\d\b|connection|unavailable|overloaded|reset by peer|refused|不可用|断开", re.IGNORECASE
)
"""The service was not there."""
_NEAR = 0.34
"""Share of the query's words from which a document is near enough to be added to."""
_WARM = 0.3
"""The temperature from which lowering it is worth a try."""


def drawn(facts: Facts, finding: Finding) -> Drawn:
    """Which wording of the fix the case allows, and what that names."""
    look = _LOOKS.get(finding.subcause or "")
    return look(facts, finding) if look else ("", {})


def _words(said: str | None, length: int) -> str:
    """Somebody's words, to stand in quotation marks within a sentence."""
    return clip(said or "", length).rstrip(" 。.")


def _by_reference(facts: Facts, finding: Finding) -> Drawn:
    """What to say instead, where the reference shows it; else what to ask back about."""
    plain = "" if facts.asked.creative else "_question"
    return _declined(facts, finding) if facts.said.should_decline else (plain, {})


def _declined(facts: Facts, _: Finding) -> Drawn:
    """What to say instead, where the reference shows it."""
    if facts.said.should_decline:
        return "_shown", {"reference": _words(facts.trace.reference, 80)}
    return "", {}


def _searched_for(_: Facts, finding: Finding) -> Drawn:
    is_rewrite = any(quote.source == "rewritten_query" for quote in finding.quotes)
    return ("_rewrite" if is_rewrite else ""), {}


def _gap(facts: Facts, _: Finding) -> Drawn:
    near = facts.found.nearest[0] if facts.found.nearest else None
    if near is None or ready(near.text).share(facts.asked.topic) < _NEAR:
        return "", {}
    return "_near", {"nearest": clip(near.id)}


def _successor(_: Facts, finding: Finding) -> Drawn:
    return ("_replaced" if "successor" in finding.details else ""), {}


def _holding(_: Facts, finding: Finding) -> Drawn:
    return ("_shown" if "passage" in finding.details else ""), {}


def _reference(facts: Facts, _: Finding) -> Drawn:
    said = {"answer": _words(facts.said.answer, 50), "reference": _words(facts.said.reference, 80)}
    return ("_shown", said) if facts.said.reference else ("", {})


def _temperature(facts: Facts, _: Finding) -> Drawn:
    """The temperature is only worth lowering where it is not low already."""
    given = facts.trace.params.get("temperature")
    if isinstance(given, int | float) and not isinstance(given, bool):
        return ("_warm", {"temperature": f"{given:g}"}) if given > _WARM else ("_cold", {})
    return "", {}


def _manner(facts: Facts, _: Finding) -> Drawn:
    wished = facts.asked.inherited.get("style") or "style" in facts.asked.logged
    return ("", {}) if wished else ("_mixed", {})


def _error(_: Facts, finding: Finding) -> Drawn:
    error = finding.details.get("error", "")
    if LIMITED.search(error):
        return "_limited", {}
    return ("_unavailable" if UNAVAILABLE.search(error) else ""), {}


def _late(_: Facts, finding: Finding) -> Drawn:
    return ("_slow" if "seconds" in finding.details else ""), {}


def _limit(facts: Facts, finding: Finding) -> Drawn:
    if "limit" not in finding.details:
        return "_error", {}
    written = facts.trace.output_tokens
    return ("_counted", {"written": f"{written:,}"}) if written else ("", {})


_LOOKS: dict[str, Callable[[Facts, Finding], Drawn]] = {
    "vague": _by_reference,
    "out_of_scope": _declined,
    "topic_drift": _searched_for,
    "knowledge_gap": _gap,
    "stale": _successor,
    "refusal": _holding,
    "wrong_answer": _reference,
    "beyond_passages": _temperature,
    "off_style": _manner,
    "error": _error,
    "timeout": _late,
    "truncated": _limit,
}
