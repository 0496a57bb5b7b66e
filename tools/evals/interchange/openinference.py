"""Phoenix: the examples of a set and the runs of an experiment; spans are in `spans`.

Read from Arize-ai/phoenix: `src/phoenix/server/api/routers/v1/experiments.py`, commit 01c7f23
(experiments as JSON and CSV), and `_get_content_csv` of `datasets.py` beside it (a set as CSV,
with columns `input_…`, `output_…` and `metadata_…`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.logs.values import count, number, parsed
from knowledge.logs.words import asked, said
from knowledge.records import Score
from tools.evals.interchange.drafting import Draft, recorded
from tools.evals.interchange.imported import Imported, Notes
from tools.evals.interchange.reading import Content, Row
from tools.evals.interchange.spans import annotated, are_spans, of_spans

_ANNOTATION = "annotation_"
_PARTS = ("input_", "output_", "metadata_")


def openinference(content: Content, file: str, notes: Notes) -> Imported | None:
    """What a Phoenix export holds; None for a file that is none."""
    draft = Draft("phoenix", file, notes)
    rows = _rows(content)
    names = {name for row in rows[:50] for name in row.fields}
    if are_spans(rows):
        if content.is_table:  # every span has every column; an empty cell is none of its own
            rows = [Row(one.number, {k: v for k, v in one.fields.items() if v}) for one in rows]
        return of_spans(rows, draft, file)
    if {"example_id", "input", "output"} <= names and "reference_output" in names:
        return _experiment(rows, draft, file)
    if "example_id" in names and any(name.startswith("input_") for name in names):
        return _examples([_nested(row) for row in rows], draft)
    if _is_dataset(content.whole):
        return _examples(rows, draft)
    return None


def _rows(content: Content) -> Sequence[Row]:
    whole = content.whole
    if not isinstance(whole, Mapping):
        return content.rows
    held = whole.get("data", whole.get("examples"))
    if isinstance(held, Mapping):
        held = held.get("examples")
    found = held if isinstance(held, list) else []
    return [Row(at, one) for at, one in enumerate(found, start=1) if isinstance(one, Mapping)]


def _is_dataset(whole: Any) -> bool:
    held = whole.get("data") if isinstance(whole, Mapping) else None
    return isinstance(held, Mapping) and {"dataset_id", "examples"} <= held.keys()


def _nested(row: Row) -> Row:
    """A row of a set's CSV with its input, output and metadata as objects again."""
    fields: dict[str, Any] = {"id": row.fields["example_id"]}
    for part in _PARTS:
        fields[part[:-1]] = {
            name.removeprefix(part): parsed(cell)
            for name, cell in row.fields.items()
            if name.startswith(part) and cell not in (None, "")
        }
    return Row(row.number, fields)


def _examples(rows: Sequence[Row], draft: Draft) -> Imported:
    for row in rows:
        fields = row.fields
        question, expected = asked(fields.get("input") or None), said(fields.get("output") or None)
        segment = draft.segment(row.number, fields.get("metadata"), question.rest, expected.rest)
        draft.example(
            row.number, fields.get("id"), question, reference=expected.text, segment=segment
        )
    return draft.imported("phoenix_examples")


def _experiment(rows: Sequence[Row], draft: Draft, file: str) -> Imported:
    for row in rows:
        fields = row.fields
        question = asked(parsed(fields["input"]))
        expected = said(parsed(fields.get("reference_output")) or None)
        segment = draft.segment(row.number, question.rest, expected.rest)
        example = draft.example(
            row.number,
            fields["example_id"],
            question,
            reference=expected.text,
            segment=segment,
        )
        if example is None:
            continue
        answer = said(_answer(fields.get("output")))
        draft.left(row.number, answer.rest)
        draft.outcome(
            row.number,
            recorded(file),
            example,
            answer.text,
            error=fields.get("error") or None,
            scores=_annotations(fields, answer.text),
            time=fields.get("start_time") or None,
            latency_ms=number(fields.get("latency_ms")),
            input_tokens=count(fields.get("prompt_token_count")),
            output_tokens=count(fields.get("completion_token_count")),
        )
    return draft.imported("phoenix_experiment")


def _annotations(fields: Mapping[str, Any], answer: str | None) -> dict[str, Score]:
    """Scores by the annotation's name, of a list of objects or of a CSV's columns."""
    found: dict[str, dict[str, Any]] = {}
    if isinstance(listed := fields.get("annotations"), list):
        found = {str(one.get("name")): dict(one) for one in listed if isinstance(one, Mapping)}
    else:
        for column, cell in fields.items():
            name, _, part = column.removeprefix(_ANNOTATION).rpartition("_")
            if column.startswith(_ANNOTATION) and part in {"score", "label", "explanation"}:
                found.setdefault(name, {})[part] = cell
            elif column.startswith(_ANNOTATION) and column.endswith("_error"):
                found.setdefault(name, {})["error"] = cell
    return {name: annotated(one, answer) for name, one in found.items() if any(one.values())}


def _answer(value: Any) -> Any:
    """An output; of a CSV an object stands as JSON, and a text as it is."""
    if isinstance(value, str) and value[:1] in {"{", "["}:
        return parsed(value)
    return None if value == "" else value
