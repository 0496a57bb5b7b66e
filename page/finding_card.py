"""What a tool found, in one line of the chat; a click opens the whole in the evidence panel."""

from agent.events import ToolFinished
from knowledge.language import Lang
from knowledge.records import STAGES, Diagnosis, Stage
from knowledge.texts import say
from page.icons import icon
from page.links import link
from page.markup import Html, el
from page.strip import state_of, word_of


def finding_card(step: ToolFinished, lang: Lang) -> Html | None:
    """The card of a tool's result; None when there is nothing to open."""
    if step.artifact is None:
        return None
    match step.artifact["kind"]:
        case "diagnosis":
            diagnosis = Diagnosis.model_validate(step.artifact["diagnosis"])
            body = _diagnosis(diagnosis, lang)
        case "passages":
            count = len(step.artifact["hits"])
            body = [icon("book"), el("span", say("page.passages.count", lang, count=count))]
        case _:
            return None
    opener = el("span", say("page.evidence.open", lang), icon("chevron"), cls="card-open")
    return link("step", step.call_id, *body, opener, cls="finding-card")


def _diagnosis(diagnosis: Diagnosis, lang: Lang) -> list[Html]:
    dots = [_dot(diagnosis, stage, lang) for stage in STAGES]
    return [
        el("span", diagnosis.id, cls="mono"),
        el("span", dots, cls="dots"),
        el("strong", say(f"page.cause.{diagnosis.cause}", lang)),
    ]


def _dot(diagnosis: Diagnosis, stage: Stage, lang: Lang) -> Html:
    state = state_of(diagnosis, stage)
    said = f"{say(f'page.stage.{stage}', lang)}: {say(word_of(diagnosis, stage), lang)}"
    return el("span", cls="dot", data_state=state, title=said, role="img", aria_label=said)
