"""What can be put right at each stage of a trace, as far as the trace and the product allow."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from knowledge.language import Lang, language_of
from knowledge.records import ArmName, Diagnosis, Intent, Passage, Stage, Understood
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import clip
from tools.intervention.replays import Replays

_NAMING: dict[Lang, str] = {"zh": "{query}，主题是{subject}", "en": "{query}, on {subject}"}
_REQUEST: dict[Lang, str] = {"zh": "写一条脚本", "en": "write a script"}
"""The bare request, where what it names has to be said again."""
_MOST_NAMED = 3
"""Passages that are named one by one."""
_MOST_HANDED = 8


@dataclass(frozen=True)
class Repair:
    """One stage's output put right, and all that the later stages need."""

    name: ArmName
    """What was done."""
    stage: Stage
    """The stage that it was done to."""
    change: str
    """What was put in place; empty where it is `slots`, or nothing can be shown."""
    understood: Understood
    """What the first stage hands on."""
    passages: list[Passage]
    """What the second stage hands on."""
    query: str | None = None
    """The query, where it is another."""
    slots: dict[str, str] = field(default_factory=dict)
    """The slots of the intent that were put in place."""
    params: dict[str, object] = field(default_factory=dict)
    """Generation parameters that are others."""


def repairs(replays: Replays, facts: Facts, diagnosis: Diagnosis) -> Iterator[Repair]:
    """All that is worth trying, earliest stage first; what changes nothing is left out."""
    yield from _of_the_query(replays, facts, diagnosis)
    if replays.trace.intent is not None:
        yield from _of_the_intent(replays, facts)
    if replays.trace.retrieved is not None:
        yield from _of_retrieval(replays, facts)
        yield from _of_generation(replays)


def _of_the_query(replays: Replays, facts: Facts, diagnosis: Diagnosis) -> Iterator[Repair]:
    """Name one subject, where the query names none, points to a lost turn, or names two."""
    unclear = next(s for s in diagnosis.stages if s.stage == "query").verdict == "fault"
    subject = facts.asked.named if facts.asked.subjects and facts.asked.named else _a_subject(facts)
    if not unclear or subject is None or diagnosis.subcause == "out_of_scope":
        return
    request = _REQUEST[_lang(facts)] if facts.asked.subjects else facts.asked.query
    query = _NAMING[_lang(facts)].format(query=request, subject=subject)
    understood = replays.anew(query)
    yield Repair(
        "clarified_query", "query", clip(query), understood, replays.found(understood, query), query
    )


def _lang(facts: Facts) -> Lang:
    """The language of the query."""
    return language_of(facts.asked.query, default=facts.lang)


def _a_subject(facts: Facts) -> str | None:
    """Some subject that the product has material on, in the language of the query."""
    lang = _lang(facts)
    filed = facts.corpus.entries if facts.corpus else ()
    return next((e.topic for e in filed if e.topic and language_of(e.topic) == lang), None)


def _of_the_intent(replays: Replays, facts: Facts) -> Iterator[Repair]:
    logged, anew = replays.logged, replays.anew()
    if anew != logged:
        rewritten = clip(anew.rewritten_query or "")
        slots = {} if rewritten else _slots(anew.intent)
        found = replays.found(anew)
        yield Repair("understood_anew", "intent", rewritten, anew, found, slots=slots)
    wished = {
        slot: wishes[0].value
        for slot, wishes in facts.asked.inherited.items()
        if slot != "output"
        and (said := facts.asked.logged.get(slot))
        and said.value != wishes[0].value
    }
    if wished and logged.intent:
        slots = {**logged.intent.slots, **{k: _typed(v) for k, v in wished.items()}}
        # What is searched for follows the slots: the user's own words stand in for it.
        mended = Understood(logged.intent.model_copy(update={"slots": slots}), facts.asked.query)
        yield Repair("corrected_intent", "intent", "", mended, replays.found(mended), slots=wished)


def _typed(value: str) -> Any:
    return int(value) if value.isdecimal() else value


def _slots(intent: Intent | None) -> dict[str, str]:
    return {slot: str(value) for slot, value in intent.slots.items()} if intent else {}


def _of_retrieval(replays: Replays, facts: Facts) -> Iterator[Repair]:
    logged = replays.logged
    had = [p.id for p in replays.trace.retrieved or [] if p.handed_on]

    def repair(name: ArmName, passages: list[Passage]) -> Iterator[Repair]:
        handed = [p.id for p in passages if p.handed_on]
        if handed and handed != had:
            yield Repair(name, "retrieval", _first_of(handed), logged, passages)

    yield from repair("searched_anew", replays.found(logged))
    own = logged._replace(rewritten_query=replays.trace.query)
    yield from repair("own_words", replays.found(own))
    yield from repair("right_passages", _right(facts))
    yield from repair("noise_removed", _without_noise(facts))


def _first_of(ids: list[str]) -> str:
    """The first ids, and how many they are in all where that is more."""
    shown = ", ".join(ids[:_MOST_NAMED])
    return clip(shown if len(ids) <= _MOST_NAMED else f"{shown} … ({len(ids)})", 80)


def _right(facts: Facts) -> list[Passage]:
    """What the corpus files under the query's subject and still holds, marked as used."""
    entries = facts.corpus.entries if facts.corpus else ()
    lang = _lang(facts)
    return [
        entry.passage.model_copy(update={"used": True})
        for entry in entries
        if entry.topic
        and entry.superseded_by is None
        and language_of(entry.text) == lang
        and facts.product.subjects(entry.topic) & facts.asked.subjects
    ][:_MOST_HANDED]


def _without_noise(facts: Facts) -> list[Passage]:
    """What was retrieved, without what is filed elsewhere or has been replaced."""
    return [
        passage.model_copy(update={"used": True})
        for (passage, _), filed in zip(facts.found.passages, facts.found.material, strict=True)
        if not facts.found.successor(passage)
        and (not facts.asked.subjects or filed & facts.asked.subjects)
    ]


def _of_generation(replays: Replays) -> Iterator[Repair]:
    logged, passages = replays.logged, list(replays.trace.retrieved or [])
    yield Repair("generated_anew", "generation", "", logged, passages)
    limit = replays.trace.params.get("max_tokens")
    calmer: dict[str, object] = {"temperature": 0.0}
    if isinstance(limit, int) and not isinstance(limit, bool):
        calmer["max_tokens"] = limit * 4
    change = ", ".join(f"{name}={value}" for name, value in calmer.items())
    yield Repair("other_parameters", "generation", change, logged, passages, params=calmer)
