"""A diagnosis: the strip, the cause, the evidence, the fix, and the trace that it is about."""

from collections.abc import Sequence

from knowledge.language import Lang
from knowledge.records import (
    STAGES,
    Diagnosis,
    Event,
    Hit,
    Intervention,
    Rerun,
    Stage,
    Trace,
)
from knowledge.texts import say
from page.answer_view import answer_view
from page.case_buttons import case_buttons
from page.event_list import event_list
from page.icons import icon
from page.intervention_view import intervention_view, reruns_view
from page.markup import Html, el
from page.passages_view import passage_list
from page.quotes import quotes
from page.strip import state_of, strip, verdict_of, word_of
from page.trace_view import trace_facts, trace_parts


def diagnosis_view(
    diagnosis: Diagnosis,
    trace: Trace,
    events: Sequence[Event],
    grounding: Sequence[Hit],
    lang: Lang,
    *,
    intervention: Intervention | None = None,
    reruns: Sequence[Rerun] = (),
    replayable: bool = False,
) -> Html:
    """Everything on one case, the finding first and the raw trace last."""
    return el(
        "article",
        el(
            "header",
            el("p", icon("evidence"), say("page.diagnosis.kind", lang), cls="kicker"),
            el("h2", trace.id, cls="mono"),
            trace_facts(trace, lang),
            cls="view-head",
        ),
        strip(diagnosis, lang),
        _finding(diagnosis, lang),
        case_buttons(diagnosis, trace, lang, replayable=replayable),
        intervention_view(intervention, diagnosis, lang) if intervention else None,
        reruns_view(trace, reruns, lang) if reruns else None,
        _needs(diagnosis.needs, lang),
        _remedy(diagnosis, lang),
        _stages(diagnosis, lang),
        answer_view(trace, diagnosis, lang),
        el(
            "section",
            el("h3", say("page.diagnosis.trace", lang)),
            trace_parts(trace, diagnosis, lang),
            cls="block",
        ),
        event_list(events, lang),
        _grounding(grounding, lang),
        cls="diagnosis-view",
        data_trace=trace.id,
        data_focus=trace.id,
        data_cause=diagnosis.cause,
    )


def _finding(diagnosis: Diagnosis, lang: Lang) -> Html:
    sure = diagnosis.confidence
    return el(
        "section",
        el(
            "p",
            el("strong", say(f"page.cause.{diagnosis.cause}", lang), cls="cause"),
            _priority(diagnosis, lang),
            cls="finding-head",
        ),
        el("p", diagnosis.summary, cls="finding-text") if diagnosis.summary else None,
        el("p", say("page.diagnosis.confidence", lang, share=f"{sure:.0%}"), cls="faint")
        if sure is not None
        else None,
        cls="finding",
        data_cause=diagnosis.cause,
    )


def _priority(diagnosis: Diagnosis, lang: Lang) -> Html | None:
    priority = diagnosis.priority
    if priority is None:
        return None
    urgency = say(f"page.urgency.{priority.urgency}", lang)
    impact = (
        say("page.diagnosis.impact", lang, share=f"{priority.impact:.1%}")
        if priority.impact is not None
        else None
    )
    return el(
        "span",
        el("b", priority.rank),
        " · ".join(filter(None, [urgency, impact])),
        cls="priority",
        data_rank=priority.rank,
    )


def _needs(needs: Sequence[str], lang: Lang) -> Html | None:
    if not needs:
        return None
    return el(
        "section",
        el("h3", say("page.diagnosis.needs", lang)),
        el("ul", [el("li", need) for need in needs]),
        cls="block needs",
    )


def _remedy(diagnosis: Diagnosis, lang: Lang) -> Html | None:
    rows = [
        el("div", el("dt", say(f"page.diagnosis.{name}", lang)), el("dd", text, cls="verbatim"))
        for name, text in (("fix", diagnosis.fix), ("verify", diagnosis.verify))
        if text
    ]
    return el("dl", rows, cls="remedy block") if rows else None


def _stages(diagnosis: Diagnosis, lang: Lang) -> Html:
    return el(
        "section",
        el("h3", say("page.diagnosis.stages", lang)),
        [_stage(diagnosis, stage, lang) for stage in STAGES],
        cls="block stages",
    )


def _stage(diagnosis: Diagnosis, stage: Stage, lang: Lang) -> Html | None:
    found = verdict_of(diagnosis, stage)
    if found is None:
        return None
    state = state_of(diagnosis, stage)
    return el(
        "details",
        el(
            "summary",
            icon("chevron"),
            el("span", say(f"page.stage.{stage}", lang), cls="stage-name"),
            el("span", say(word_of(diagnosis, stage), lang), cls="state", data_state=state),
        ),
        el("p", found.evidence),
        quotes(found.quotes, lang),
        cls="fold",
        open=found.verdict == "fault",
        data_evidence=stage,
    )


def _grounding(grounding: Sequence[Hit], lang: Lang) -> Html | None:
    if not grounding:
        return None
    return el(
        "section",
        el("h3", say("page.diagnosis.grounding", lang)),
        passage_list(grounding, lang),
        cls="block",
    )
