"""Langfuse: the items of a set, traces with their scores, and the items of an experiment.

Read from langfuse/langfuse: the table exports as CSV, JSON and JSONL
(`worker/src/features/database-read-stream/getDatabaseReadStream.ts`, commit 00385c5; cells of a
CSV are JSON: `packages/shared/src/server/utils/transforms/stringify.ts`, 19c3311) and the API
(`fern/apis/server/definition/commons.yml`, 0010e28; `dataset-items.yml`, 1a1bbc0;
`experiments.yml`, 03d9576). Latency is in seconds there, cost in US dollars.
"""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from knowledge.logs.values import count, milliseconds, number, parsed
from knowledge.logs.words import asked, said
from knowledge.records import Score
from tools.evals.interchange.drafting import Draft, recorded, score_of
from tools.evals.interchange.imported import Imported, Notes
from tools.evals.interchange.reading import Content, Row

_ABOUT_A_TRACE = frozenset(
    "id timestamp name userId sessionId release version environment tags bookmarked public input"
    " output metadata latency usage inputCost outputCost totalCost level errorCount warningCount"
    " defaultCount debugCount observationCount inputTokens outputTokens totalTokens comments scores"
    " observations htmlPath projectId createdAt updatedAt externalId".split()
)
"""Columns of a trace; any other one is a score, by its name."""
_ABOUT_AN_ITEM = frozenset(
    "id status input expectedOutput expected_output metadata sourceTraceId sourceObservationId"
    " datasetId datasetName createdAt updatedAt projectId htmlSourcePath validFrom sysId"
    " isDeleted mediaReferences".split()
)


def langfuse(content: Content, file: str, notes: Notes) -> Imported | None:
    """What a Langfuse export holds; None for a file that is none."""
    rows = _rows(content)
    if not rows:
        return None
    names = {name for row in rows[:50] for name in row.fields}
    draft = Draft("langfuse", file, notes)
    if {"experimentItemId", "experimentName"} <= names:
        return _experiment(rows, draft)
    if "input" in names and {"expectedOutput", "expected_output"} & names and "output" not in names:
        return _items(rows, draft)
    if {"id", "timestamp", "input", "output"} <= names:
        return _traces(rows, draft, file)
    return None


def only_ids(content: Content) -> bool:
    """Whether it is an export of a run's items or of scores, which hold no question or answer."""
    rows = _rows(content)
    names = set(rows[0].fields) if rows else set()
    held = {"datasetItemId", "traceId"} <= names or {"traceId", "dataType", "value"} <= names
    return held and "input" not in names


def _rows(content: Content) -> list[Row]:
    """The rows; of the API's answers those under `data` or `items`, of a CSV the values in JSON."""
    if isinstance(content.whole, Mapping):
        for name in ("data", "items"):
            if isinstance(found := content.whole.get(name), list):
                return [Row(at, one) for at, one in enumerate(found, 1) if isinstance(one, Mapping)]
        return []
    if not content.is_table:
        return list(content.rows)
    return [
        Row(row.number, {name: _cell(cell) for name, cell in row.fields.items()})
        for row in content.rows
    ]


def _cell(cell: str) -> Any:
    """What a cell holds; older versions wrote texts without their quotes."""
    found = parsed(cell)
    return None if found == "" else found


def _items(rows: Sequence[Row], draft: Draft) -> Imported:
    named: str | None = None
    for row in rows:
        fields = row.fields
        if fields.get("status") == "ARCHIVED":
            draft.notes.row(row.number, "archived")
            continue
        named = named or fields.get("datasetName")
        more = {name: one for name, one in fields.items() if name not in _ABOUT_AN_ITEM}
        _example(row, draft, fields.get("id"), fields.get("metadata"), more)
    return draft.imported("langfuse_items", named)


def _example(row: Row, draft: Draft, id_: Any, metadata: Any, more: Mapping[str, Any]) -> Any:
    fields = row.fields
    question = asked(fields.get("input"))
    expected = said(fields.get("expectedOutput", fields.get("expected_output")))
    about = metadata if isinstance(metadata, Mapping) else {"metadata": metadata}
    segment = draft.segment(row.number, about, question.rest, expected.rest, more)
    return draft.example(
        row.number,
        id_,
        question,
        trace=fields.get("sourceTraceId"),
        reference=expected.text,
        segment=segment,
    )


def _traces(rows: Sequence[Row], draft: Draft, file: str) -> Imported:
    for row in rows:
        fields = row.fields
        found = {name: one for name, one in fields.items() if name not in _ABOUT_A_TRACE}
        answer = said(fields.get("output"))
        question = asked(fields.get("input"))
        metadata = fields.get("metadata")
        about = metadata if isinstance(metadata, Mapping) else {"metadata": metadata}
        tags = {"tags": fields.get("tags"), "name": fields.get("name")}
        segment = draft.segment(row.number, about, tags, question.rest, answer.rest)
        example = draft.example(
            row.number, fields.get("id"), question, answer=answer.text, segment=segment
        )
        if example is None:
            continue
        draft.left(row.number, {"comments": fields.get("comments")})
        scores = {name: _aggregated(one, answer.text) for name, one in found.items() if one}
        seconds, usage = number(fields.get("latency")), fields.get("usage")
        tokens = usage if isinstance(usage, Mapping) else {}
        draft.outcome(
            row.number,
            recorded(file),
            example,
            answer.text,
            error=fields.get("level") if fields.get("level") == "ERROR" else None,
            scores={**scores, **_listed(fields.get("scores"), answer.text, row, draft)},
            time=fields.get("timestamp"),
            session_id=fields.get("sessionId"),
            user_id=fields.get("userId"),
            version=fields.get("version") or fields.get("release"),
            latency_ms=None if seconds is None else seconds * 1_000,
            # A trace without a generation has 0 tokens there, which is unknown, not none.
            input_tokens=count(tokens.get("promptTokens")) or None,
            output_tokens=count(tokens.get("completionTokens")) or None,
            cost_usd=number(fields.get("totalCost")),
        )
    return draft.imported("langfuse_traces")


def _experiment(rows: Sequence[Row], draft: Draft) -> Imported:
    for row in rows:
        fields = row.fields
        about = fields.get("experimentItemMetadata")
        example = _example(row, draft, fields.get("experimentItemId"), about, {})
        if example is None:
            continue
        answer = said(fields.get("output"))
        # Of the item in this run; in the example it would make each run's examples differ.
        draft.left(row.number, answer.rest, {"metadata": fields.get("metadata")})
        draft.outcome(
            row.number,
            recorded(str(fields.get("experimentName") or "experiment")),
            example,
            answer.text,
            error="ERROR" if fields.get("level") == "ERROR" else None,
            scores=_listed(fields.get("scores"), answer.text, row, draft),
            time=fields.get("startTime"),
            latency_ms=milliseconds(fields.get("startTime"), fields.get("endTime")),
        )
    return draft.imported("langfuse_experiment")


def _aggregated(value: Any, answer: str | None) -> Score:
    """A score column of an export: all values of that name, numbers or categories."""
    values = value if isinstance(value, list) else [value]
    numbers = [one for one in values if isinstance(one, int | float) and number(one) is not None]
    told = ", ".join(map(str, values)) if len(values) > 1 or not numbers else ""
    if not numbers or len(numbers) < len(values):
        return Score(value=None, answer=answer or "", reason=told)
    return Score(value=fmean(numbers), answer=answer or "", reason=told)


def _listed(scores: Any, answer: str | None, row: Row, draft: Draft) -> dict[str, Score]:
    """Scores as objects, the API's way; several of one name as their mean, as Langfuse shows it."""
    by_name: dict[str, list[Mapping[str, Any]]] = {}
    for one in scores if isinstance(scores, Iterable) and not isinstance(scores, str) else ():
        if isinstance(one, Mapping) and one.get("name"):
            by_name.setdefault(str(one["name"]), []).append(one)
        else:
            draft.notes.row(row.number, "field", name="scores")
    return {name: _one_score(found, answer) for name, found in by_name.items()}


def _one_score(found: Sequence[Mapping[str, Any]], answer: str | None) -> Score:
    comments = " · ".join(str(one["comment"]) for one in found if one.get("comment"))
    # A category's number is its place in a list, and measures nothing.
    values = [
        one.get("stringValue") or one.get("value")
        if one.get("dataType") == "CATEGORICAL"
        else one.get("value")
        for one in found
    ]
    if len(values) == 1:
        return score_of(values[0], answer, comments)
    return _aggregated(values, answer).model_copy(
        update={"reason": " · ".join(filter(None, [", ".join(map(str, values)), comments]))}
    )
