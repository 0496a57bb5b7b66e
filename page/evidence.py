"""The evidence panel: which view answers which address, and the way back."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from agent.events import ShownTurn
from knowledge.documents.summary import DocumentSummary
from knowledge.language import Lang
from knowledge.records import Chunk, Diagnosis, Event, Hit, Intervention, Rerun, Trace
from knowledge.texts import say
from page.annotating_view import annotating_view
from page.clusters_view import clusters_view
from page.comparison_view import comparison_view
from page.diagnosis_view import diagnosis_view
from page.eval_set_view import eval_set_view
from page.finetune_view import finetune_view
from page.icons import icon
from page.judge_view import judge_view
from page.links import address
from page.markup import Html, el
from page.models_view import models_view
from page.needs_view import needs_view
from page.passage_view import document_view, passage_view
from page.passages_view import passages_view
from page.prd_source_view import source_view
from page.prd_versions import diff_view
from page.prd_view import older_view, prd_view
from page.run_view import run_view
from page.scenarios_view import scenarios_view
from page.sizing_view import sizing_view
from page.trace_view import trace_view
from tools.build_eval_set import EvalSetArtifact
from tools.build_finetune_set import FinetuneArtifact
from tools.compare_runs import ComparisonArtifact
from tools.discover_needs import NeedsArtifact
from tools.draft_prd import PrdArtifact
from tools.find_bad_cases import BadCasesArtifact
from tools.judging import JudgeArtifact
from tools.prd.checking.diff import diff
from tools.recommend_models import ModelsArtifact
from tools.run_eval import RunArtifact
from tools.score_scenarios import ScenariosArtifact
from tools.sizing import SizesArtifact

if TYPE_CHECKING:
    from agent.assistant import Assistant


def artifact_view(artifact: dict[str, Any], lang: Lang) -> Html | None:
    """What a tool found, drawn; None for a kind that has no picture."""
    draw = _VIEWS.get(artifact["kind"])
    return draw(artifact, lang) if draw else None


def panel(body: Html | None, lang: Lang, trail: Sequence[str]) -> Html:
    """The panel around a view; without one it says what will stand here.

    `trail` are the addresses that led to it, which the browser keeps for the way back.
    """
    go_back = _button("back", "arrow-left", say("page.evidence.back", lang), cls="text")
    return el(
        "div",
        el(
            "div",
            go_back
            if len(trail) > 1
            else el("span", say("page.evidence.title", lang), cls="panel-title"),
            _button("evidence", "close", None, label=say("page.evidence.close", lang)),
            cls="panel-bar",
        ),
        el("div", body or _empty(lang), cls="panel-body", tabindex=0),
        cls="panel",
        data_trail=json.dumps(list(trail)),
        role="region",
        aria_label=say("page.evidence.title", lang),
    )


def view(
    assistant: "Assistant",
    thread: str,
    place: str,
    lang: Lang,
    annotation: tuple[str, Sequence[str]] = ("", ()),
) -> Html | None:
    """The view at `place`, such as `passage:…` (see `Opens`); None when it leads nowhere.

    `annotation` is who labels examples in this browser, and what they skipped.
    """
    opens, _, target = place.removeprefix("#").partition(":")
    target = unquote(target)
    if opens == "step":
        return _step(assistant, thread, target, lang)
    if opens == "annotate":
        return _annotating(assistant, target, lang, annotation)
    draw = _PLACES.get(opens)
    return draw(assistant, target, lang) if draw else None


def shown(
    assistant: "Assistant",
    thread: str,
    trail: Sequence[str],
    lang: Lang,
    annotation: tuple[str, Sequence[str]] = ("", ()),
) -> Html:
    """The panel for a trail of addresses, the one that was opened last on top."""
    if not trail:
        return panel(None, lang, [])
    found = view(assistant, thread, trail[-1], lang, annotation) or _missing(trail[-1], lang)
    return panel(found, lang, trail)


def trail_of(artifact: Mapping[str, Any], call_id: str) -> list[str]:
    """The addresses that a tool's result opens: itself, and the queue where that is asked for."""
    step = address("step", call_id)
    if artifact["kind"] == "eval_set" and artifact["done"] == "annotate":
        return [step, address("annotate", artifact["version"]["name"])]
    return [step]


def newest(turns: Sequence[ShownTurn], lang: Lang) -> list[str]:
    """The trail to the last thing found in a conversation, for a reader who comes back to it."""
    steps = [step for turn in turns for step in turn.steps if step.artifact]
    for step in reversed(steps):
        if step.artifact and artifact_view(step.artifact, lang):
            return trail_of(step.artifact, step.call_id)
    return []


def _passage(assistant: "Assistant", chunk_id: str, lang: Lang) -> Html | None:
    chunk = assistant.passage(chunk_id)
    if chunk is None:
        return None
    newer = _newer(assistant, chunk)
    return passage_view(chunk, assistant.neighbours(chunk_id), lang, newer)


def _document(assistant: "Assistant", doc_id: str, lang: Lang) -> Html | None:
    document = assistant.document(doc_id)
    return document_view(document, lang, _newer(assistant, document[0])) if document else None


def _newer(assistant: "Assistant", chunk: Chunk) -> DocumentSummary | None:
    """The document that has taken the place of this passage's, where that can be told."""
    documents = {one.doc_id: one for one in assistant.documents()}
    here = documents.get(chunk.doc_id)
    return documents.get(here.superseded_by or "") if here else None


def _trace(assistant: "Assistant", trace_id: str, lang: Lang) -> Html | None:
    trace = assistant.trace(trace_id)
    if trace is None:
        return None
    events = assistant.events_of(trace_id)
    diagnosis = assistant.diagnosis(trace_id)
    if diagnosis is None:
        return trace_view(trace, events, lang)
    can_replay = assistant.replayable(trace)
    return diagnosis_view(diagnosis, trace, events, [], lang, replayable=can_replay)


def _annotating(
    assistant: "Assistant", name: str, lang: Lang, annotation: tuple[str, Sequence[str]]
) -> Html | None:
    annotator, skipped = annotation
    found = assistant.annotation(name, annotator, skipped)
    return annotating_view(name, found[0], found[1], annotator, lang) if found else None


def _source(assistant: "Assistant", target: str, lang: Lang) -> Html | None:
    """What a sentence of a PRD rests on: `<prd>/<sentence>/<which of its sources>`."""
    prd_id, _, rest = target.partition("/")
    sentence_id, _, at = rest.partition("/")
    sentence = assistant.prds.sentence(prd_id, sentence_id)
    if sentence is None or not at.isdecimal() or int(at) >= len(sentence.sources):
        return None
    return source_view(sentence, sentence.sources[int(at)], lang)


def _step(assistant: "Assistant", thread: str, call_id: str, lang: Lang) -> Html | None:
    for turn in assistant.transcript(thread):
        for step in turn.steps:
            if step.call_id == call_id and step.artifact:
                return _prd(assistant, step.artifact, lang) or artifact_view(step.artifact, lang)
    return None


def _prd(assistant: "Assistant", artifact: dict[str, Any], lang: Lang) -> Html | None:
    """A PRD goes on after the call that showed it, and so do its sources: it is drawn as it is."""
    if artifact["kind"] != "prd":
        return None
    found = assistant.prds.as_it_stands(PrdArtifact.model_validate(artifact), lang)
    return _prd_found(found, lang)


def _prd_found(found: PrdArtifact, lang: Lang) -> Html:
    """What was asked for: what changed since a version, or the document."""
    return diff_view(found.compared, found.prd, lang) if found.compared else prd_view(found, lang)


def _prd_version(assistant: "Assistant", target: str, lang: Lang) -> Html | None:
    """The newest version of a PRD, or an earlier one: `<prd>` or `<prd>@<version>`."""
    prd_id, _, number = target.partition("@")
    newest = assistant.prds.get(prd_id)
    if newest is None:
        return None
    wanted = assistant.prds.get(prd_id, int(number)) if number.isdecimal() else newest
    if wanted is None:
        return None
    if wanted.version == newest.version:
        return prd_view(assistant.prds.shown(newest, lang), lang)
    return older_view(wanted, newest, lang)


def _prd_diff(assistant: "Assistant", target: str, lang: Lang) -> Html | None:
    """What changed from `<prd>@<version>` to the present."""
    prd_id, _, number = target.partition("@")
    newest = assistant.prds.get(prd_id)
    old = assistant.prds.get(prd_id, int(number)) if number.isdecimal() else None
    return diff_view(diff(old, newest), newest, lang) if old and newest else None


def _empty(lang: Lang) -> Html:
    return el(
        "div",
        icon("evidence"),
        el("p", say("page.evidence.empty", lang)),
        el("p", say("page.evidence.empty_hint", lang), cls="faint"),
        cls="panel-empty",
    )


def _missing(place: str, lang: Lang) -> Html:
    target = unquote(place.partition(":")[2])
    return el(
        "div",
        icon("question"),
        el("p", say("page.evidence.missing", lang)),
        el("p", target, cls="mono faint"),
        cls="panel-empty",
    )


def _button(
    act: str, drawing: str, text: str | None, *, label: str | None = None, cls: str = ""
) -> Html:
    return el(
        "button",
        icon(drawing),
        text,
        type="button",
        cls=f"button quiet {cls}".strip(),
        data_act=act,
        aria_label=label,
        title=label,
    )


def _diagnosed(artifact: dict[str, Any], lang: Lang) -> Html:
    proof = artifact.get("intervention")
    return diagnosis_view(
        Diagnosis.model_validate(artifact["diagnosis"]),
        Trace.model_validate(artifact["trace"]),
        [Event.model_validate(event) for event in artifact["events"]],
        [Hit.model_validate(hit) for hit in artifact["grounding"]],
        lang,
        intervention=Intervention.model_validate(proof) if proof else None,
        reruns=[Rerun.model_validate(one) for one in artifact.get("reruns") or []],
        replayable=artifact.get("replayable") is True,
    )


def _found_passages(artifact: dict[str, Any], lang: Lang) -> Html:
    hits = [Hit.model_validate(hit) for hit in artifact["hits"]]
    conflicts = artifact.get("conflicts") or []
    return passages_view(artifact["query"], hits, artifact["found"], lang, conflicts)


_VIEWS: Mapping[str, Callable[[dict[str, Any], Lang], Html]] = {
    "diagnosis": _diagnosed,
    "passages": _found_passages,
    "bad_cases": lambda found, lang: clusters_view(BadCasesArtifact.model_validate(found), lang),
    "needs": lambda found, lang: needs_view(NeedsArtifact.model_validate(found), lang),
    "scenarios": lambda found, lang: scenarios_view(ScenariosArtifact.model_validate(found), lang),
    "eval_set": lambda found, lang: eval_set_view(EvalSetArtifact.model_validate(found), lang),
    "prd": lambda found, lang: _prd_found(PrdArtifact.model_validate(found), lang),
    "run": lambda found, lang: run_view(RunArtifact.model_validate(found), lang),
    "comparison": lambda found, lang: comparison_view(
        ComparisonArtifact.model_validate(found), lang
    ),
    "sizes": lambda found, lang: sizing_view(SizesArtifact.model_validate(found), lang),
    "judge": lambda found, lang: judge_view(JudgeArtifact.model_validate(found), lang),
    "finetune": lambda found, lang: finetune_view(FinetuneArtifact.model_validate(found), lang),
    "models": lambda found, lang: models_view(ModelsArtifact.model_validate(found), lang),
}
"""How each kind of artifact is drawn."""

_PLACES: Mapping[str, Callable[["Assistant", str, Lang], Html | None]] = {
    "passage": _passage,
    "document": _document,
    "trace": _trace,
    "source": _source,
    "prd": _prd_version,
    "prd_diff": _prd_diff,
}
"""How what an address names is drawn, where that takes nothing else."""
