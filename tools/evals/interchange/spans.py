"""OpenInference spans, a row each, as interactions: asked and answered at the root of a trace.

Names of attributes: Arize-ai/openinference, `spec/semantic_conventions.md`, commit e3030b7. Spans
come as Phoenix writes them: columns `attributes.input.value` of a data frame, or objects with
`attributes` and `context` (Arize-ai/phoenix, `src/phoenix/server/api/routers/v1/spans.py`,
commit 00a4d74).
"""

import ast
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.logs.values import count, first_of, flat_of, milliseconds, number, parsed
from knowledge.logs.words import asked, said
from knowledge.records import Passage, Score
from tools.evals.interchange.drafting import Draft, recorded, score_of
from tools.evals.interchange.imported import Imported
from tools.evals.interchange.reading import Row

_SPAN = ("context.span_id", "span_id")
_TRACE = ("context.trace_id", "trace_id")
_KIND = ("span_kind", "attributes.openinference.span.kind")
_DOCUMENTS = "attributes.retrieval.documents"
_DOCUMENT = re.compile(r"attributes\.retrieval\.documents\.(\d+)\.document\.(content|id|score)")
_SCORE = re.compile(r"(?:eval|annotations?)\.(.+)\.(score|label|explanation)")


def are_spans(rows: Sequence[Row]) -> bool:
    """Whether rows are spans: each names its span, and some carry attributes."""
    flat = [flat_of(row.fields) for row in rows[:20]]
    return (
        bool(flat)
        and all(first_of(one, _SPAN) for one in flat)
        and any(name.startswith("attributes.") for one in flat for name in one)
    )


def of_spans(rows: Sequence[Row], draft: Draft, file: str) -> Imported:
    """An example with its answer for each trace whose root tells what was asked."""
    traces: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    for row in rows:
        flat = flat_of(row.fields)
        traces[str(first_of(flat, _TRACE) or first_of(flat, _SPAN) or row.number)].append(
            (row.number, flat)
        )
    for id_, spans in traces.items():
        _interaction(id_, spans, draft, file)
    return draft.imported("openinference_spans")


def _interaction(
    id_: str, spans: Sequence[tuple[int, dict[str, Any]]], draft: Draft, file: str
) -> None:
    known = {first_of(span, _SPAN) for _, span in spans}
    roots = [
        (row, span)
        for row, span in spans
        if span.get("parent_id") not in known and span.get("attributes.input.value") is not None
    ]
    if not roots:
        draft.notes.row(spans[0][0], "no_root")
        return
    row, root = roots[0]
    question = asked(_value(root, "input"))
    answer = said(_value(root, "output"))
    about = _metadata(root.get("attributes.metadata"))
    segment = draft.segment(row, about, question.rest, answer.rest)
    passages = _passages(spans, draft)
    example = draft.example(
        row, id_, question, answer=answer.text, passages=passages, segment=segment
    )
    if example is None:
        return
    scores: dict[str, Score] = {}
    for _, span in spans:
        scores |= _scores(span, answer.text)
    models = [span for _, span in spans if first_of(span, _KIND) == "LLM"] or [root]
    failed = str(root.get("status_code") or "").upper().endswith("ERROR")
    draft.outcome(
        row,
        recorded(file),
        example,
        answer.text,
        error=(root.get("status_message") or "ERROR") if failed else None,
        scores=scores,
        retrieved=passages,
        time=root.get("start_time"),
        session_id=root.get("attributes.session.id"),
        user_id=root.get("attributes.user.id"),
        model=first_of(models[-1], ("attributes.llm.model_name",)),
        latency_ms=milliseconds(root.get("start_time"), root.get("end_time")),
        input_tokens=count(_summed(models, "attributes.llm.token_count.prompt")),
        output_tokens=count(_summed(models, "attributes.llm.token_count.completion")),
        cost_usd=_summed(models, "attributes.llm.cost.total"),
    )


def _value(span: Mapping[str, Any], side: str) -> Any:
    """The input or output; as an object where the span says that it is JSON."""
    value = span.get(f"attributes.{side}.value")
    if span.get(f"attributes.{side}.mime_type") == "application/json" and isinstance(value, str):
        return parsed(value)
    return value


def _metadata(value: Any) -> Mapping[str, Any]:
    """A trace's metadata, which is an object or the JSON of one."""
    value = parsed(value)
    return value if isinstance(value, Mapping) else {"metadata": value}


def _passages(spans: Sequence[tuple[int, Mapping[str, Any]]], draft: Draft) -> list[Passage] | None:
    """The documents of all retriever spans, in order; None where no span is one."""
    found: list[Passage] | None = None
    for row, span in spans:
        documents = _documents(row, span, draft)
        if documents or first_of(span, _KIND) == "RETRIEVER":
            found = found or []
            for one in documents:
                text, id_ = one.get("content"), one.get("id")
                named = str(id_) if id_ not in (None, "") else f"p{len(found) + 1}"
                found.append(
                    Passage(id=named, text=str(text or ""), score=number(one.get("score")))
                )
    return found


def _documents(row: int, span: Mapping[str, Any], draft: Draft) -> list[Mapping[str, Any]]:
    """The retrieved documents, flattened into numbered keys or as a list under one key."""
    by_place: dict[int, dict[str, Any]] = defaultdict(dict)
    for name, value in span.items():
        if match := _DOCUMENT.fullmatch(name):
            by_place[int(match[1])][match[2]] = value
    listed = _listed(span.get(_DOCUMENTS))
    if listed is None:
        draft.notes.row(row, "field", name=_DOCUMENTS)
    for at, one in enumerate(listed or []):
        flat = flat_of(one) if isinstance(one, Mapping) else {"document.content": one}
        by_place[at] = {name.removeprefix("document."): value for name, value in flat.items()}
    return [by_place[at] for at in sorted(by_place)]


def _listed(value: Any) -> list[Any] | None:
    """A list, its JSON, or Python's writing of it, as pandas has it in a CSV; None for others."""
    if isinstance(value := parsed(value), str):
        try:
            value = ast.literal_eval(value)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return None
    if value is None:
        return []
    return value if isinstance(value, list) else None


def _scores(span: Mapping[str, Any], answer: str | None) -> dict[str, Score]:
    """Evaluations of a span: columns by name, or a list of annotations as the API gives them."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, value in span.items():
        if (match := _SCORE.fullmatch(name)) and value not in (None, ""):
            found[match[1]][match[2]] = value
    listed = span.get("annotations")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping) and one.get("name"):
            result = one.get("result")
            found[str(one["name"])] |= dict(result if isinstance(result, Mapping) else one)
    return {name: annotated(one, answer) for name, one in found.items()}


def annotated(one: Mapping[str, Any], answer: str | None) -> Score:
    """A score with its label and explanation; unscored where it has a label only, or an error."""
    told = (one.get("label"), one.get("explanation"), one.get("error"))
    reason = " · ".join(str(part) for part in told if part)
    return score_of(number(one.get("score")), answer, reason)


def _summed(spans: Sequence[Mapping[str, Any]], name: str) -> float | None:
    """The sum over spans; None where one of them does not tell."""
    values = [number(span.get(name)) for span in spans]
    known = [one for one in values if one is not None]
    return sum(known) if known and len(known) == len(values) else None
