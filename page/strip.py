"""The stage strip: query → intent → retrieval → generation, and where it broke."""

from typing import Literal

from knowledge.language import Lang
from knowledge.records import STAGES, Diagnosis, Stage, StageVerdict
from knowledge.texts import say
from page.icons import icon
from page.markup import Html, el

State = Literal["ok", "fault", "unknown", "not_reached"]
"""What the strip shows of a stage: its verdict, or that the run never got that far."""

_ICONS: dict[State, str] = {
    "ok": "check",
    "fault": "cross",
    "unknown": "question",
    "not_reached": "dash",
}


def verdict_of(diagnosis: Diagnosis, stage: Stage) -> StageVerdict | None:
    """The verdict on `stage`; None when the diagnosis has none."""
    return next((found for found in diagnosis.stages if found.stage == stage), None)


def state_of(diagnosis: Diagnosis, stage: Stage) -> State:
    """How to show `stage`: undecided because an earlier part broke is not the same as undecided."""
    found = verdict_of(diagnosis, stage)
    if found and found.verdict != "unknown":
        return found.verdict
    earlier = STAGES[: STAGES.index(stage)]
    broke_before = diagnosis.cause == "system" or diagnosis.cause in earlier
    return "not_reached" if broke_before else "unknown"


def word_of(diagnosis: Diagnosis, stage: Stage) -> str:
    """The key of the words for the state of `stage`."""
    if diagnosis.cause == stage:
        return "page.strip.broke_here"
    state = state_of(diagnosis, stage)
    if state == "not_reached" and diagnosis.cause != "system":
        return "page.strip.downstream"
    return f"page.strip.{state}"


def strip(diagnosis: Diagnosis, lang: Lang) -> Html:
    """The four stages in order, and the system as a fifth lane when it is what failed."""
    stages = [_stage(diagnosis, stage, number, lang) for number, stage in enumerate(STAGES, 1)]
    return el(
        "div",
        el("ol", stages, cls="strip", aria_label=say("page.strip.label", lang)),
        _system(lang) if diagnosis.cause == "system" else None,
        cls="strip-frame",
    )


def _stage(diagnosis: Diagnosis, stage: Stage, number: int, lang: Lang) -> Html:
    found = verdict_of(diagnosis, stage)
    state = state_of(diagnosis, stage)
    cause = diagnosis.cause == stage
    return el(
        "li",
        el("span", icon(_ICONS[state]), cls="strip-mark"),
        el("span", el("i", str(number)), say(f"page.stage.{stage}", lang), cls="strip-name"),
        el("span", say(word_of(diagnosis, stage), lang), cls="strip-word"),
        cls="strip-stage",
        data_stage=stage,
        data_verdict=found.verdict if found else "unknown",
        data_state=state,
        data_cause=cause,
        aria_current="step" if cause else None,
    )


def _system(lang: Lang) -> Html:
    return el(
        "div",
        el("span", icon("cross"), cls="strip-mark"),
        el("span", say("page.stage.system", lang), cls="strip-name"),
        el("span", say("page.strip.broke_here", lang), cls="strip-word"),
        cls="strip-stage strip-system",
        data_stage="system",
        data_verdict="fault",
        data_state="fault",
        data_cause=True,
    )
