"""Reads cases out of a file that a user named: JSON, JSONL or a table, a regular file of sane size.

Its traces may be ours or exports of other tools.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge.errors import BadInput
from knowledge.logs.exports import listed
from knowledge.logs.traces import traces_among
from knowledge.logs.values import parsed
from knowledge.readers.rows import read_rows
from knowledge.records import Trace
from tools.diagnosis.paste import case_from_json
from tools.diagnosis.pasted_table import fields_of_row, named_columns

_TABLES = {".csv", ".tsv", ".xlsx", ".xlsm"}
_LARGEST = 20 * 1024 * 1024


def read_cases(path: Path, case_id: str | None = None, *, most: int = 1) -> list[Trace]:
    """The trace with `case_id`, or the first ones, `most` at most.

    What is no trace beside some that are is passed over. Raises BadInput when there is none to be
    had.
    """
    fault: BadInput | None = None
    cases: list[Trace] = []
    is_table = path.suffix.casefold() in _TABLES
    there = _rows(path) if is_table else traces_among(list(_objects(path, _text(path))))
    for found in there:
        if case_id and str(found.get("id")) != case_id:
            continue
        try:
            cases.append(case_from_json(found))
        except BadInput as one:
            fault = fault or one
        if case_id or len(cases) == most:
            break
    if cases:
        return cases
    if fault:
        raise fault
    if case_id:
        raise BadInput("diagnosis.file.id_not_in_file", path=path.name, id=case_id)
    raise BadInput("diagnosis.file.no_trace", path=path.name)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """What the rows of a table hold of traces; nothing where no columns are a query and answer."""
    table = read_rows(path)
    named = named_columns(table.columns)
    for _, cells in table.rows:
        found = fields_of_row(named, [cells.get(column, "") for column in table.columns])
        if not {"query", "answer"} <= found.keys():
            continue
        passages = found.get("retrieved", "")
        is_json = passages.lstrip()[:1] in {"[", "{"}
        yield {**found, "retrieved": parsed(passages)} if is_json else dict(found)


def _text(path: Path) -> str:
    if path.suffix.casefold() not in {".json", ".jsonl", ".ndjson"}:
        raise BadInput("diagnosis.file.wrong_kind", path=path.name)
    try:
        if not path.exists():
            raise BadInput("diagnosis.file.missing", path=path)
        if not path.is_file():
            raise BadInput("diagnosis.file.not_regular", path=path.name)
        size = path.stat().st_size
        if size > _LARGEST:
            shown, limit = f"{size / 2**20:.0f}", _LARGEST // 2**20
            raise BadInput("diagnosis.file.too_big", path=path.name, size=shown, limit=limit)
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise BadInput("diagnosis.file.unreadable", path=path.name, reason=reason) from error


def _objects(path: Path, text: str) -> Iterator[dict[str, Any]]:
    """The objects of the file, whether one, a list of them, or one a line."""
    fault: Exception | None = None
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        whole, fault = None, error
    if isinstance(whole, dict | list):
        yield from (item for item in listed(whole) if isinstance(item, dict))
        return
    begun = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            # What is not one a line is one object over many: it breaks where the whole breaks.
            told = fault if not begun and isinstance(fault, json.JSONDecodeError) else error
            at = told.lineno if isinstance(told, json.JSONDecodeError) and not begun else number
            raise BadInput(
                "diagnosis.file.bad_line", path=path.name, line=at, reason=str(told)
            ) from error
        begun = True
        if isinstance(found, dict):
            yield found
