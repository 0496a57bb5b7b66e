"""A trace, stage by stage: what came in, what was understood, what was found, what went out."""

from collections.abc import Collection, Sequence
from typing import Any

from knowledge.language import Lang
from knowledge.records import Diagnosis, Event, Intent, Passage, Trace
from knowledge.texts import say
from page.ask_button import ask_button
from page.event_list import event_list
from page.icons import icon
from page.markup import Child, Html, el
from page.strip import verdict_of
from tools.claims.markup import thought
from tools.diagnosis.shown import as_read
from tools.diagnosis.slot_words import pair_words

LONG = 160
"""Characters of a passage from which on it is folded."""


def trace_view(trace: Trace, events: Sequence[Event], lang: Lang) -> Html:
    """A trace by itself, with what its user did and a way to ask why it failed."""
    return el(
        "article",
        el(
            "header",
            el("p", icon("evidence"), say("page.trace.kind", lang), cls="kicker"),
            el("h2", trace.id, cls="mono"),
            _facts(trace, lang),
            ask_button(
                say("page.trace.why", lang, id=trace.id),
                say("page.trace.ask_why", lang),
                cls="button primary",
                data_focus=trace.id,
            ),
            cls="view-head",
        ),
        trace_parts(trace, None, lang),
        event_list(events, lang),
        cls="trace-view",
        data_trace=trace.id,
        data_focus=trace.id,
    )


def trace_parts(trace: Trace, diagnosis: Diagnosis | None, lang: Lang) -> Html:
    """The parts of the trace in the order in which they came about."""
    parts = [
        _part("history", _history(trace), lang) if trace.history else None,
        _part("query", el("p", trace.query, cls="verbatim"), lang),
        _part("intent", _intent(trace.intent, _intent_quotes(diagnosis), lang), lang),
        _part("rewritten_query", el("p", trace.rewritten_query, cls="verbatim"), lang)
        if trace.rewritten_query
        else None,
        _part("retrieved", _retrieved(trace.retrieved, lang), lang),
        _part("answer", _answer(trace.answer, lang), lang),
        _part("reference", el("p", trace.reference, cls="verbatim"), lang)
        if trace.reference
        else None,
        _part("error", el("p", trace.error, cls="verbatim mono bad"), lang)
        if trace.error
        else None,
    ]
    return el("dl", parts, cls="trace")


def trace_facts(trace: Trace, lang: Lang) -> Html:
    """When, which feature and version, how long, how much: only what was logged."""
    return _facts(trace, lang)


def _facts(trace: Trace, lang: Lang) -> Html:
    tokens = [trace.input_tokens, trace.output_tokens]
    facts = [
        trace.time.strftime("%Y-%m-%d %H:%M") if trace.time else None,
        trace.feature,
        trace.version,
        *(pair_words(key, value, lang) for key, value in trace.segment.items()),
        trace.model,
        say("page.trace.latency", lang, seconds=f"{trace.latency_ms / 1000:.1f}")
        if trace.latency_ms is not None
        else None,
        say("page.trace.tokens", lang, count=sum(filter(None, tokens)))
        if any(count is not None for count in tokens)
        else None,
        f"${trace.cost_usd:.4f}" if trace.cost_usd is not None else None,
    ]
    return el("p", [el("span", fact) for fact in facts if fact], cls="facts")


def _part(name: str, content: Html, lang: Lang) -> Html:
    label = el("dt", say(f"page.trace.{name}", lang))
    return el("div", label, el("dd", content), cls="trace-part", data_part=name)


def _history(trace: Trace) -> Html:
    turns = [el("li", el("b", turn.role), el("span", turn.text)) for turn in trace.history]
    return el("ol", turns, cls="turns verbatim")


def _intent(intent: Intent | None, doubted: Collection[str], lang: Lang) -> Html:
    if intent is None:
        return _not_logged(lang)
    name = el("span", intent.name, cls="chip chip-name") if intent.name else None
    slots = [_slot(key, value, doubted, lang) for key, value in intent.slots.items()]
    return el("div", name, slots, cls="chips")


def _slot(key: str, value: Any, doubted: Collection[str], lang: Lang) -> Html:
    mismatch = f"{key}: {value}" in doubted or str(value) in doubted
    marks: list[Child] = (
        [icon("cross"), el("span", say("page.trace.mismatch", lang), cls="chip-note")]
        if mismatch
        else []
    )
    return el(
        "span",
        el("span", key, cls="chip-key"),
        el("span", str(value)),
        marks,
        cls="chip",
        data_slot=key,
        data_mismatch=mismatch,
    )


def _intent_quotes(diagnosis: Diagnosis | None) -> Collection[str]:
    """The words of the intent that a faulty intent stage rests on."""
    found = verdict_of(diagnosis, "intent") if diagnosis else None
    if found is None or found.verdict != "fault":
        return set()
    return {quote.text for quote in found.quotes if quote.source == "intent"}


def _retrieved(passages: Sequence[Passage] | None, lang: Lang) -> Html:
    if passages is None:
        return _not_logged(lang)
    if not passages:
        return el("p", say("page.trace.nothing_found", lang), cls="faint")
    return el("ol", [_passage(passage, lang) for passage in passages], cls="found")


def _passage(passage: Passage, lang: Lang) -> Html:
    used = {True: "used", False: "unused", None: None}[passage.used]
    return el(
        "li",
        el(
            "p",
            el("span", passage.id, cls="mono"),
            el("span", f"{passage.score:.2f}", cls="score") if passage.score is not None else None,
            el("span", say(f"page.trace.{used}", lang), cls=f"use {used}") if used else None,
            cls="found-head",
        ),
        _words(passage.text, lang),
        data_retrieved=passage.id,
    )


def _words(text: str, lang: Lang) -> Html:
    """A passage; a long one shows its beginning and unfolds."""
    words = el("span", text, cls="verbatim")
    if len(text) <= LONG:
        return el("p", words)
    shown = [el("span", say(f"page.trace.{which}", lang), cls=which) for which in ("more", "less")]
    return el("details", el("summary", words, shown), cls="long")


def _answer(answer: str, lang: Lang) -> Html:
    """What the user saw of the answer; what was logged around it, such as thoughts, is folded."""
    if not answer:
        return el("p", say("page.trace.no_answer", lang), cls="faint")
    shown = as_read(answer)
    boxed = el("p", shown, cls="verbatim boxed")
    if shown == answer.strip():
        return boxed
    logged = say(f"page.trace.{'thought' if thought(answer) else 'logged'}", lang)
    summary = el("summary", icon("chevron"), logged)
    raw = el("details", summary, el("p", answer, cls="verbatim faint"), cls="fold")
    return el("div", boxed, raw)


def _not_logged(lang: Lang) -> Html:
    return el("p", say("page.trace.not_logged", lang), cls="faint")
