"""Tables as lines of JSON: CSV and its like, told by the names of their columns, and Parquet."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knowledge.errors import BadInput
from knowledge.logs.values import parsed
from knowledge.records.shapes import NAMES

_LONGEST_CELL = 32_000_000
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "query": (*NAMES["query"], "input", "prompt", "提问", "问题", "用户提问", "用户问题"),
    "answer": (*NAMES["answer"], "output", "completion", "回答", "答案", "产品回答", "模型回答"),
    "reference": (*NAMES["reference"], "expected_output", "参考答案", "标准答案"),
    "retrieved": (*NAMES["retrieved"], "context", "passages", "检索结果", "资料"),
    "time": (*NAMES["time"], "时间"),
    "version": ("版本",),
    "user_id": ("user", "用户"),
    "id": ("编号",),
}
"""Our fields, and what columns of tables are called beside them."""
_BETWEEN = re.compile(r"[\s\-]+")
_MARKS = ",;\t"


def table_rows(source: Any, head: bytes) -> Iterator[bytes] | None:
    """The rows of a table as lines of JSON; None where no header names a query and an answer.

    Where a row takes several lines, or is no row, empty lines keep the numbers those of the file.
    """
    first = head.decode("utf-8", "replace").split("\n", 1)[0]
    mark = max(_MARKS, key=first.count)
    try:
        names = [_field(name) for name in next(csv.reader([first], delimiter=mark), [])]
    except csv.Error:
        return None
    if "id" not in names and "kind" not in names:
        names = ["id" if name == "trace_id" else name for name in names]
    if not {"query", "answer"} <= set(names) and not {"trace_id", "kind"} <= set(names):
        return None
    return _rows(source, names, mark)


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


def _field(column: str) -> str:
    """Our name of a column, or its own."""
    name = _BETWEEN.sub("_", column.strip().casefold())
    return next((ours for ours, others in _COLUMNS.items() if name in others), name)


def parquet_rows(data: bytes, name: object) -> Iterator[bytes]:
    """The rows of a Parquet file; nothing in a cell is nothing in the line."""
    import pyarrow as pa  # noqa: PLC0415 - half a second that JSONL need not wait for
    from pyarrow import parquet  # noqa: PLC0415

    try:
        batches = parquet.ParquetFile(pa.BufferReader(data)).iter_batches(1_000)
        for batch in batches:
            for row in batch.to_pylist():
                kept = {_field(k): _value(v) for k, v in row.items() if v is not None}
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
