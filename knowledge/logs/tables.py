"""Tables as lines of JSON: CSV and its like, told by the names of their columns, XLSX, Parquet."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.errors import BadInput
from knowledge.logs.names import fields_of
from knowledge.logs.values import parsed

_LONGEST_CELL = 32_000_000
"""Characters of a cell, at most."""
_MARKS = ",;\t"
_LONGEST_NAME = 40
"""Characters of the name of a column."""
_MOST_NAMED = 12
"""Columns that a message names."""


def table_rows(source: Any, head: bytes) -> Iterator[bytes] | None:
    """The rows of a table as lines of JSON; None where no header names a query and an answer.

    Where a row takes several lines, or is no row, empty lines keep the numbers those of the file.
    """
    first = head.decode("utf-8", "replace").split("\n", 1)[0]
    mark = max(_MARKS, key=first.count)
    try:
        names = fields_of(next(csv.reader([first], delimiter=mark), []))
    except csv.Error:
        return None
    if not {"query", "answer"} <= set(names) and not {"trace_id", "kind"} <= set(names):
        return None
    return _rows(source, names, mark)


def named_columns(head: bytes) -> list[str]:
    """What the first line names, where that looks like the columns of a table; else nothing."""
    first = head.decode("utf-8", "replace").split("\n", 1)[0]
    mark = max(_MARKS, key=first.count)
    try:
        names = [one.strip() for one in next(csv.reader([first], delimiter=mark), [])]
    except csv.Error:
        return []
    are_names = len(names) > 1 and all(len(one) <= _LONGEST_NAME for one in names)
    return [one for one in names if one][:_MOST_NAMED] if are_names else []


def sheet_rows(path: object) -> Iterator[bytes]:
    """The rows of a spreadsheet as lines of JSON, each in the place of its row.

    Raises BadInput for a sheet out of a pipe, and for one that names no query and answer.
    """
    from knowledge.readers.rows import read_rows  # noqa: PLC0415 - the readers of office files

    if not isinstance(path, Path) or not path.is_file():
        raise BadInput("events.piped_sheet", path=path)
    table = read_rows(path)
    names = fields_of(table.columns)
    if not {"query", "answer"} <= set(names) and not {"trace_id", "kind"} <= set(names):
        raise BadInput("events.columns", path=path, fields=", ".join(table.columns[:_MOST_NAMED]))
    return _of_sheet(table.rows, dict(zip(table.columns, names, strict=True)))


def _of_sheet(
    rows: Sequence[tuple[int, Mapping[str, str]]], names: Mapping[str, str]
) -> Iterator[bytes]:
    at = 1
    for number, cells in rows:
        yield from [b"\n"] * (number - at)
        yield _row([names[one] for one in cells], list(cells.values()))
        at = number + 1


def _rows(source: Any, names: Sequence[str], mark: str) -> Iterator[bytes]:
    text = io.TextIOWrapper(source, encoding="utf-8", errors="replace", newline="")
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(text, delimiter=mark)
    line = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells = []
            yield f"not a row of a table: {error}\n".encode()
        else:
            is_row = line > 0 and any(cells)
            yield _row(names, cells) if is_row else b"\n"
        yield from [b"\n"] * (reader.line_num - line - 1)
        line = reader.line_num


def _row(names: Sequence[str], cells: Sequence[str]) -> bytes:
    found: dict[str, Any] = {}
    for name, cell in zip(names, cells, strict=False):
        if name and (cell or name == "answer"):
            found.setdefault(name, _cell(name, cell))
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _cell(name: str, cell: str) -> Any:
    """A list or an object that stands in a cell as JSON; the words of people stay words."""
    if name in {"query", "answer", "reference", "rewritten_query"}:
        return cell
    return parsed(cell) if cell.lstrip()[:1] in {"[", "{"} else cell


def parquet_rows(data: bytes, name: object) -> Iterator[bytes]:
    """The rows of a Parquet file; nothing in a cell is nothing in the line."""
    import pyarrow as pa  # noqa: PLC0415 - half a second that JSONL need not wait for
    from pyarrow import parquet  # noqa: PLC0415

    try:
        file = parquet.ParquetFile(pa.BufferReader(data))
        columns = file.schema_arrow.names
        names = dict(zip(columns, fields_of(columns), strict=True))
        for batch in file.iter_batches(1_000):
            for row in batch.to_pylist():
                kept = {names[k]: _value(v) for k, v in row.items() if v is not None}
                yield json.dumps(kept, ensure_ascii=False, default=str).encode() + b"\n"
    except (pa.ArrowException, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        raise BadInput("events.unreadable", path=name, reason=reason) from error


def _value(value: Any) -> Any:
    """A value of a column; a map comes as pairs, and JSON as text."""
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        return parsed(value)
    pairs = (
        isinstance(value, list)
        and value
        and all(isinstance(one, tuple) and len(one) == 2 for one in value)
    )
    return dict(value) if pairs else value
