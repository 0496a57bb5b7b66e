"""An answer whose retrieval was not logged, held against what the corpus has on the question."""

from dataclasses import replace

from knowledge.records import Stage
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.generation import examine_generation

_FOUND = 3
"""Passages that a search of the corpus brings up, against which the answer is held."""


def held_against_corpus(facts: Facts) -> dict[Stage, Finding]:
    """What the last two stages show then; empty where something was logged, where the corpus has
    nothing on the question, and where the answer neither says what it has nor the contrary.

    Whether the product found the passage is not known: retrieval stays open.
    """
    trace, asked = facts.trace, facts.asked
    if trace.retrieved is not None or facts.corpus is None or not facts.said.answer:
        return {}
    if asked.creative or facts.said.declined or trace.reference or not asked.terms:
        return {}
    found = facts.corpus.search(asked.in_context, _FOUND)
    there = replace(facts, trace=trace.model_copy(update={"retrieved": found}))
    if not found or not there.found.is_on_topic or there.found.best is None:
        return {}
    made = examine_generation(there)
    if made.verdict != "ok" and made.subcause != "contradiction":
        return {}
    passage = found[there.found.best]
    evidence = facts.say("evidence.retrieval.not_logged_corpus", passage=clip(passage.id))
    seen = Finding("unknown", evidence, (quote(passage.id, passage.text),))
    if made.verdict == "ok":
        agrees = facts.say("evidence.generation.ok_corpus", passage=clip(passage.id))
        made = replace(made, evidence=agrees)
    return {"retrieval": seen, "generation": made}
