"""What an address opens in the evidence panel: a passage, a case, a PRD, what a step found."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from knowledge.documents.summary import DocumentSummary
from knowledge.language import Lang
from knowledge.records import Chunk
from knowledge.texts import say
from page.annotating_view import annotating_view
from page.diagnosis_view import diagnosis_view
from page.evidence import artifact_view, panel, prd_found
from page.icons import icon
from page.markup import Html, el
from page.passage_view import document_view, passage_view
from page.prd_source_view import source_view
from page.prd_versions import diff_view
from page.prd_view import older_view, prd_view
from page.trace_view import trace_view
from tools.draft_prd import PrdArtifact
from tools.prd.checking.diff import diff

if TYPE_CHECKING:
    from agent.assistant import Assistant


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
    found = _view(assistant, thread, trail[-1], lang, annotation) or _missing(trail[-1], lang)
    return panel(found, lang, trail)


def _view(
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


def _passage(assistant: "Assistant", chunk_id: str, lang: Lang) -> Html | None:
    chunk = assistant.shelf.passage(chunk_id)
    if chunk is None:
        return None
    newer = _newer(assistant, chunk)
    return passage_view(chunk, assistant.shelf.neighbours(chunk_id), lang, newer)


def _document(assistant: "Assistant", doc_id: str, lang: Lang) -> Html | None:
    document = assistant.shelf.document(doc_id)
    return document_view(document, lang, _newer(assistant, document[0])) if document else None


def _newer(assistant: "Assistant", chunk: Chunk) -> DocumentSummary | None:
    """The document that has taken the place of this passage's, where that can be told."""
    documents = {one.doc_id: one for one in assistant.shelf.documents()}
    here = documents.get(chunk.doc_id)
    return documents.get(here.superseded_by or "") if here else None


def _trace(assistant: "Assistant", trace_id: str, lang: Lang) -> Html | None:
    trace = assistant.shelf.trace(trace_id)
    if trace is None:
        return None
    events = assistant.shelf.events_of(trace_id)
    diagnosis = assistant.shelf.diagnosis(trace_id)
    if diagnosis is None:
        return trace_view(trace, events, lang)
    can_replay = assistant.shelf.replayable(trace)
    return diagnosis_view(diagnosis, trace, events, [], lang, replayable=can_replay)


def _annotating(
    assistant: "Assistant", name: str, lang: Lang, annotation: tuple[str, Sequence[str]]
) -> Html | None:
    annotator, skipped = annotation
    found = assistant.annotations.of(name, annotator, skipped)
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
    return prd_found(found, lang)


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


def _missing(place: str, lang: Lang) -> Html:
    target = unquote(place.partition(":")[2])
    return el(
        "div",
        icon("question"),
        el("p", say("page.evidence.missing", lang)),
        el("p", target, cls="mono faint"),
        cls="panel-empty",
    )


_PLACES: Mapping[str, Callable[["Assistant", str, Lang], Html | None]] = {
    "passage": _passage,
    "document": _document,
    "trace": _trace,
    "source": _source,
    "prd": _prd_version,
    "prd_diff": _prd_diff,
}
"""How what an address names is drawn, where that takes nothing else."""
