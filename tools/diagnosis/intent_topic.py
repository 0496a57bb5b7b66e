"""Does the understood subject stay the user's? A harmless rewording is no fault."""

import re
from dataclasses import replace

from knowledge.language import language_of
from tools.claims.digits import numbers
from tools.claims.measure import TELLING, Text, content, ready, weight_of
from tools.diagnosis.carried_over import misresolved
from tools.diagnosis.drift import is_drift, signs_of_drift
from tools.diagnosis.excluded import asked_for_though_excluded
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.led_astray import led_astray, what_was_understood
from tools.diagnosis.note_words import needed
from tools.diagnosis.order_misread import misread
from tools.diagnosis.query_telling import TELLS_TOO_LITTLE
from tools.diagnosis.rewording import Rewording, asks_otherwise
from tools.diagnosis.trust import sure_of
from tools.diagnosis.turned_round import turned_round

_ADDED = 0.3
"""Share of new matter from which a rewritten subject of something to write may be another one."""

_KEEPS_MOST = 0.5
"""Share of the query from which a rewriting with another figure is the same request but for it."""

_BOUND = re.compile(
    r"(?<![\d:.,])\d[\d:.,]*+\s?(?:\w{1,7}?\s?)?"
    r"(?:以上|以下|以内|之内|以外|or (?:over|older|more|above|under|younger|less)\b)"
    r"|(?:超过|不满|未满|不足|大于|小于|至少|最多"
    r"|\b(?:under|over|above|below|(?:more|less|older|younger) than|at least|up to|before|after"
    r"|within))\s*[£$€¥]?\d[\d:.,]*",
    re.IGNORECASE,
)
"""A figure that bounds others."""

_SURE = 0.75
"""How sure it is at least that a rewriting that is blamed asks for something else."""

_LIKELY = 0.5
"""How likely a rewriting led a wrong answer astray for it to be blamed."""

_UNLIKE = 0.34
"""Share below which two names of a subject have nothing in common."""


def other_subject(facts: Facts) -> Finding | None:
    """The logged topic, or the rewritten query, is about something else."""
    looks = (_filed_elsewhere, _topic, _turned, _excluded, _resolved)
    plain = next((found for look in looks if (found := look(facts))), None)
    led = None if plain is not None or facts.asked.to_order else led_astray(facts)
    if led is None:
        return plain or _rewriting(facts)
    if led < _LIKELY:
        return None
    source = "rewritten_query" if facts.asked.rewritten else "intent"
    understood = what_was_understood(facts) or ""
    return drifted(facts, understood, _SURE + (1 - _SURE) * led, source)


def _excluded(facts: Facts) -> Finding | None:
    """The rewritten query asks for what the user rules out in something that is to be made."""
    if not facts.asked.creative or facts.asked.scripted or not asked_for_though_excluded(facts):
        return None
    found = drifted(facts, facts.asked.rewritten or "", sure_of("turned_round"))
    return replace(found, stands=True)


def _filed_elsewhere(facts: Facts) -> Finding | None:
    """The rewritten query names another of the product's subjects, and none that was asked for."""
    if not facts.asked.creative or not facts.asked.rewritten or not facts.asked.subjects:
        return None
    understood = facts.product.subjects(facts.asked.rewritten)
    if not understood or understood & facts.asked.subjects:
        return None
    return drifted(facts, facts.asked.rewritten, sure_of("filed_elsewhere"))


def _topic(facts: Facts) -> Finding | None:
    if facts.trace.intent is None or facts.asked.named:
        return None
    said = facts.asked.by_user
    for key in facts.rules.topic_keys:
        topic = facts.trace.intent.slots.get(key)
        if not isinstance(topic, str) or not content(topic):
            continue
        if language_of(topic) != language_of(facts.asked.query):
            continue
        if said.share(content(topic)) < _UNLIKE and ready(topic).share(facts.asked.terms) < _UNLIKE:
            return drifted(facts, topic, sure_of("topic"), "intent")
    return None


def _turned(facts: Facts) -> Finding | None:
    """The rewriting, or the name of the intent, says what the user's own word excludes."""
    intent = facts.trace.intent.name if facts.trace.intent else None
    shown = {"rewritten_query": facts.asked.rewritten, "intent": (intent or "").replace("_", " ")}
    for source, understood in shown.items():
        turned = turned_round(
            facts.asked.query,
            understood or "",
            spoken=facts.asked.talk.raw,
            answer=facts.said.told,
        )
        if turned:
            details = {"said": turned.said, "understood": turned.understood}
            return Finding(
                "fault",
                facts.say("evidence.intent.turned", **details),
                (quote("query", facts.asked.query), quote(source, understood or "")),
                "topic_drift",
                sure_of("turned_round"),
                {"said": clip(facts.asked.query), "understood": clip(understood or "")},
                stands=True,
            )
    return None


def _resolved(facts: Facts) -> Finding | None:
    """A follow-up that was taken for one on another thing than what was spoken of."""
    if facts.asked.rewritten and not facts.asked.scripted and misresolved(facts):
        found = drifted(facts, facts.asked.rewritten, sure_of("misresolved"))
        return replace(found, stands=True)
    return None


def _rewriting(facts: Facts) -> Finding | None:
    """A rewriting that asks for something else, as far as its words and the answer's tell."""
    signs = signs_of_drift(facts)
    if signs is None or facts.asked.rewritten is None:
        return None
    rewritten = facts.asked.rewritten
    if facts.asked.scripted:
        kept = ready(rewritten).share(facts.asked.terms)
        added = 1 - facts.asked.by_user.share(facts.asked.understood)
        return _renamed(facts, rewritten, kept, added)
    other = misread(facts) if facts.asked.to_order or facts.said.reference is not None else None
    if other or (facts.asked.to_order and _may_be_the_same(facts)):
        return other
    return _asks_otherwise(facts, rewritten, signs)


def _asks_otherwise(facts: Facts, rewritten: str, signs: Rewording) -> Finding | None:
    if is_drift(signs):
        return drifted(facts, rewritten, _SURE + (1 - _SURE) * asks_otherwise(signs))
    is_other = signs.in_words.kept >= _KEEPS_MOST and _has_other_figures(facts, rewritten)
    return drifted(facts, rewritten, sure_of("other_figures")) if is_other else None


def _may_be_the_same(facts: Facts) -> bool:
    """Whether an order says too little to be rewritten as another one, or its rewriting adds
    nothing, or found what a note shows that was needed.
    """
    if weight_of(facts.asked.terms) < TELLS_TOO_LITTLE:
        return True
    new = [one for one in facts.asked.understood if not facts.asked.by_user.carries(one)]
    there = needed(facts)
    return weight_of(new) < TELLING or (there is not None and there.place is not None)


def _has_other_figures(facts: Facts, rewritten: str) -> bool:
    """Whether a figure of the query gave way to one that the user never said, and that bounds
    nothing: who is 68 is searched for as over 60.
    """
    figures = numbers(_BOUND.sub(" ", rewritten))
    return bool(figures - numbers(facts.asked.by_user.raw) and numbers(facts.asked.query) - figures)


def _renamed(facts: Facts, rewritten: str, kept: float, added: float) -> Finding | None:
    """A subject may be searched for by another name, as long as it is a name of the same thing.

    Where no list of names says so, a new name for the whole subject stays open.
    """
    named = facts.asked.named
    if kept >= facts.rules.limits.kept_after_rewrite or added <= _ADDED or named is None:
        return None
    lost = [term for term in facts.asked.terms if not ready(rewritten).carries(term)]
    found = Text("\n".join([facts.said.answer, *(text.raw for _, text in facts.found.passages)]))
    if any(found.carries(term) for term in lost) or _alike(lost, facts.asked.understood):
        return None
    if facts.asked.subjects & facts.product.subjects(rewritten):
        return None
    details = {"said": clip(named), "understood": clip(rewritten)}
    return Finding(
        "unknown",
        facts.say("evidence.intent.renamed", **details),
        (quote("query", named), quote("rewritten_query", rewritten)),
    )


def _alike(lost: list[str], instead: list[str]) -> bool:
    """Whether two names share a character that tells, as 低碳 and 碳中和 do."""
    return any(
        not character.isascii() and character in other
        for term in lost
        for character in term
        for other in instead
    )


def drifted(facts: Facts, understood: str, sure: float, source: str = "rewritten_query") -> Finding:
    """What was understood asks for something else than the user did."""
    details = {"said": clip(facts.asked.query), "understood": clip(understood)}
    return Finding(
        "fault",
        facts.say("evidence.intent.drifted", **details),
        (quote("query", facts.asked.query), quote(source, understood)),
        "topic_drift",
        sure,
        details,
    )
