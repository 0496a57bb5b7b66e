"""What a tool found, in one line of the chat; a click opens the whole in the evidence panel."""

from agent.events import ToolFinished
from knowledge.language import Lang
from knowledge.records import STAGES, Diagnosis, Stage
from knowledge.texts import say
from page.icons import icon
from page.links import link
from page.markup import Html, el
from page.needs_view import needs_title
from page.strip import state_of, word_of
from tools.bad_cases import BadCasesArtifact
from tools.discover_needs import NeedsArtifact


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
        case "bad_cases":
            body = _clusters(BadCasesArtifact.model_validate(step.artifact), lang)
        case "needs":
            body = _needs(NeedsArtifact.model_validate(step.artifact), lang)
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


def _clusters(found: BadCasesArtifact, lang: Lang) -> list[Html]:
    """How many, and what to fix first."""
    failures = [one for one in found.clusters if one.priority]
    cases = sum(one.size for one in failures)
    said = [icon("chart"), el("span", say("page.clusters.title", lang, cases=cases,
                                          kinds=len(failures)))]  # fmt: skip
    return [*said, el("strong", failures[0].name[lang])] if failures else said


def _needs(found: NeedsArtifact, lang: Lang) -> list[Html]:
    """How many, and the one that hurts most; or how many competitors."""
    said = [icon("chart"), el("span", needs_title(found, lang))]
    return [*said, el("strong", found.needs[0].name[lang])] if found.needs else said


def _dot(diagnosis: Diagnosis, stage: Stage, lang: Lang) -> Html:
    state = state_of(diagnosis, stage)
    said = f"{say(f'page.stage.{stage}', lang)}: {say(word_of(diagnosis, stage), lang)}"
    return el("span", cls="dot", data_state=state, title=said, role="img", aria_label=said)
