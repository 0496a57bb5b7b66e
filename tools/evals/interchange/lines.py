"""An outcome of a run as one flat line, and back: what JSONL and CSV exports hold."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from knowledge.first_fault import first_fault
from knowledge.logs.values import number, parsed
from knowledge.records import Example, Failure, Outcome, Run, Score, TargetInfo, Trace
from tools.evals.interchange.imported import Imported, Notes, RecordedRun
from tools.evals.interchange.reading import Content, Row

MARK = "casebook"
"""The field by which an export is known again; its value is the version of this shape."""
SHAPE = 1
_MEASURED = ("model", "latency_ms", "input_tokens", "output_tokens", "cost_usd")
_OF_AN_EXAMPLE = frozenset({"id", "query", "reference", "segment", "added"})
_OF_A_TRACE = frozenset({"id", "query", "answer", "reference", "segment", *_MEASURED})
_TABLED = ("scores", "reasons", "segment")
"""Objects that are a column each name in a table."""
_OBJECTS = ("scorers", "params", "example", "trace")
"""Objects that stay JSON in a cell."""


def lines_of(
    run: Run, outcomes: Iterable[Outcome], examples: Mapping[str, Example]
) -> Iterator[dict[str, Any]]:
    """A line for each outcome; `examples` by id, as far as the set is still there."""
    target = run.spec.target
    about = {
        MARK: SHAPE,
        "run": run.id,
        "target": target.name,
        "kind": target.kind,
        "target_version": target.version,
        "dataset": run.spec.dataset,
        "dataset_version": run.spec.dataset_version,
    }
    for one in outcomes:
        trace, example = one.trace, examples.get(one.example_id)
        known = example or trace
        yield {
            **about,
            "id": one.example_id,
            "query": known.query if known else None,
            "answer": trace.answer if trace else None,
            "reference": known.reference if known else None,
            "failure": one.failure.kind if one.failure else None,
            "failure_message": one.failure.message if one.failure else None,
            "attempts": one.attempts,
            "scores": {name: score.value for name, score in one.scores.items()},
            "reasons": {name: score.reason for name, score in one.scores.items()},
            "segment": one.segment,
            **{name: getattr(trace, name) if trace else None for name in _MEASURED},
            "scorers": run.spec.scorers,
            "params": target.params,
            "example": _more(example, _OF_AN_EXAMPLE),
            "trace": _more(trace, _OF_A_TRACE),
        }


def as_cells(line: Mapping[str, Any]) -> dict[str, Any]:
    """A line as cells of a table: a column for each score, its reason, and each segment."""
    cells: dict[str, Any] = {}
    for name, value in line.items():
        if name in _TABLED:
            part = name.removesuffix("s")
            cells |= {f"{part}.{inner}": one for inner, one in value.items()}
        elif name in _OBJECTS:
            cells[name] = json.dumps(value, ensure_ascii=False) if value else None
        else:
            cells[name] = value
    return cells


def from_cells(cells: Mapping[str, str]) -> dict[str, Any]:
    """The line that cells are of; an empty cell is none."""
    line: dict[str, Any] = {name: {} for name in _TABLED}
    answered = not cells.get("failure")
    for column, cell in cells.items():
        part, point, inner = column.partition(".")
        if point and f"{part}s" in line:
            line[f"{part}s"][inner] = cell
        elif point and part in line:
            if cell:
                line[part][inner] = cell
        elif column in _OBJECTS:
            line[column] = parsed(cell) or {}
        else:
            line[column] = cell if cell or (column == "answer" and answered) else None
    scores, reasons = line["scores"], line["reasons"]
    # A score without a value has a reason; where both are empty nobody scored.
    named = [name for name in scores if scores[name] or reasons.get(name)]
    line["scores"] = {name: number(scores[name]) for name in named}
    line["reasons"] = {name: reasons.get(name) or "" for name in named}
    return line


def from_lines(content: Content, notes: Notes, tabled: Any) -> Imported | None:
    """The runs that lines are of, and their set; None for a file that is no export of ours.

    `tabled` undoes what cells of a table were changed for.
    """
    if not content.rows or MARK not in content.rows[0].fields:
        return None
    runs: dict[str, tuple[Mapping[str, Any], list[Outcome]]] = {}
    examples: dict[str, Example] = {}
    seen: set[tuple[str, str]] = set()
    for row in content.rows:
        line = row.fields
        if content.is_table:
            line = from_cells({name: tabled(cell) for name, cell in line.items()})
        try:
            outcome, example = _outcome(line), _example(line)
        except (ValidationError, ValueError, TypeError, AttributeError, KeyError) as error:
            notes.row(row.number, "invalid", reason=_first(error))
            continue
        run = str(line.get("run"))
        if (run, outcome.example_id) in seen:
            notes.row(row.number, "again")
            continue
        seen.add((run, outcome.example_id))
        runs.setdefault(run, (line, []))[1].append(outcome)
        if example is not None:
            examples.setdefault(example.id, example)
    found = [_run(line, outcomes) for line, outcomes in runs.values()]
    first = next(iter(runs.values()), ({}, []))[0]
    return Imported(
        shape="casebook_run",
        examples=tuple(examples.values()),
        runs=tuple(found),
        notes=notes.all(),
        dataset=first.get("dataset"),
    )


def examples_from(rows: Sequence[Row], notes: Notes) -> Imported:
    """Lines that are examples as we write them."""
    examples: dict[str, Example] = {}
    for row in rows:
        try:
            one = Example.model_validate(row.fields)
        except ValidationError as error:
            notes.row(row.number, "invalid", reason=_first(error))
            continue
        if one.id in examples:
            notes.row(row.number, "twice")
            one = one.model_copy(update={"id": f"{one.id} ({row.number})"})
        examples[one.id] = one
    return Imported(shape="casebook_examples", examples=tuple(examples.values()), notes=notes.all())


def _more(record: Example | Trace | None, but: frozenset[str]) -> dict[str, Any]:
    """What a record holds beyond what the line names by itself."""
    if record is None:
        return {}
    return record.model_dump(mode="json", exclude=set(but), exclude_defaults=True)


def _outcome(line: Mapping[str, Any]) -> Outcome:
    id_, answer, segment = line["id"], line.get("answer"), line.get("segment") or {}
    reasons = line.get("reasons") or {}
    trace = failure = None
    if line.get("failure"):
        message = line.get("failure_message") or ""
        failure = Failure(kind=line["failure"], message=message)
    else:
        measured = {name: line.get(name) for name in _MEASURED}
        told = {"id": id_, "query": line.get("query") or "", "answer": answer, "segment": segment}
        known = {**(line.get("trace") or {}), **measured, "reference": line.get("reference")}
        trace = Trace.model_validate({**known, **told})
    scores = {
        name: Score(value=value, answer=answer or "", reason=str(reasons.get(name) or ""))
        for name, value in (line.get("scores") or {}).items()
    }
    attempts = line.get("attempts")
    return Outcome(
        example_id=id_,
        trace=trace,
        failure=failure,
        attempts=1 if attempts is None else attempts,
        scores=scores,
        segment=segment,
    )


def _example(line: Mapping[str, Any]) -> Example | None:
    """The example; None where the set was gone when the run was exported and nothing is asked."""
    if not line.get("query"):
        return None
    told = {name: line.get(name) for name in ("id", "query", "reference")}
    return Example.model_validate(
        {**(line.get("example") or {}), **told, "segment": line.get("segment") or {}}
    )


def _run(line: Mapping[str, Any], outcomes: list[Outcome]) -> RecordedRun:
    scored = {name for one in outcomes for name in one.scores}
    versions = line.get("scorers") or {}
    return RecordedRun(
        target=TargetInfo(
            kind="recorded",
            name=str(line.get("target") or line.get("run")),
            version=line.get("target_version"),
            params=line.get("params") or {},
        ),
        outcomes=tuple(outcomes),
        scorers={name: int(versions.get(name, 1)) for name in [*versions, *sorted(scored)]},
    )


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return first_fault(error)
    return str(error) or type(error).__name__
