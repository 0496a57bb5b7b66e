"""Tables of examples: CSV, XLSX, JSONL and JSON as rows of named cells, each with its number."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.errors import BadInput
from knowledge.readers.apart import Apart
from knowledge.readers.csv import numbered_rows
from knowledge.readers.encoding import decode
from knowledge.readers.kinds import kind_of
from knowledge.readers.limits import MB, ROWS
from knowledge.readers.reading import clean
from knowledge.readers.tables import header_row, letters
from knowledge.readers.worker import XLSX_ROWS
from knowledge.records import Remark

_LARGEST = 50 * MB


@dataclass(frozen=True)
class Rows:
    """A file's table."""

    columns: list[str]
    """Their names, each once; letters where the file names none."""
    rows: list[tuple[int, dict[str, str]]]
    """Each row's number in the file, and its cells by column; empty cells are missing. A list or
    an object of JSON stands as its JSON."""
    broken: list[tuple[int, str]] = field(default_factory=list)
    """Numbers of rows that cannot be read, with the reason: `broken` or `no_object`."""
    remarks: tuple[Remark, ...] = ()
    """What was left out."""


def read_rows(path: Path) -> Rows:
    """The table of a file; raises BadInput, with the remedy, where there is none to be had."""
    shown = path.name
    try:
        if not path.is_file():
            raise BadInput("docs.no_such_path", path=path)
        size = path.stat().st_size
        if size > _LARGEST:
            raise BadInput("documents.large", file=shown, size=size // MB, limit=_LARGEST // MB)
        if path.suffix.lower() == ".json":
            return _json(_text(path), shown)
        kind, remarks = kind_of(path, shown)
        if kind == "xlsx":
            return _xlsx(path, shown)
        if kind == "jsonl":
            return _jsonl(_text(path))
        if kind in {"csv", "txt"}:
            found = _grid(numbered_rows(_text(path)))
            return Rows(found.columns, found.rows, found.broken, tuple(remarks))
    except (OSError, ValueError) as error:  # a path may hold what no file system takes
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise BadInput("docs.unopened", file=shown, reason=reason) from error
    raise BadInput("sets.file.kind", file=shown)


def _text(path: Path) -> str:
    text = decode(path.read_bytes())
    if text is None:
        raise BadInput("docs.encoding", file=path.name)
    return text


def _xlsx(path: Path, shown: str) -> Rows:
    with Apart() as apart:
        reading = apart.read(path, XLSX_ROWS, shown)
    rows = [json.loads(line) for line in reading.text.split("\n") if line]
    found = _grid([(row[0], row[1:]) for row in rows])
    return Rows(found.columns, found.rows, found.broken, reading.remarks)


def _grid(rows: list[tuple[int, list[str]]]) -> Rows:
    remarks: tuple[Remark, ...] = ()
    if len(rows) > ROWS + 1:
        remarks = (Remark.of("documents.remark.rows", rows=ROWS, all=len(rows)),)
        rows = rows[: ROWS + 1]
    width = max((len(row) for _, row in rows), default=0)
    head = header_row([row for _, row in rows])
    names = letters(width)
    if head is not None:
        given = [*rows[head][1], *[""] * width][:width]
        names = _unique([name or letter for name, letter in zip(given, names, strict=True)])
    body = rows if head is None else rows[head + 1 :]
    cells = [
        (number, {n: clean(c) for n, c in zip(names, row, strict=False) if c})
        for number, row in body
    ]
    return Rows(names, cells, [], remarks)


def _jsonl(text: str) -> Rows:
    rows: list[tuple[int, Mapping[str, Any]]] = []
    broken: list[tuple[int, str]] = []
    # Split on line feeds only: str.splitlines would also cut at U+2028 within a string.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            broken.append((number, "broken"))
            continue
        if isinstance(found, dict):
            rows.append((number, found))
        else:
            broken.append((number, "no_object"))
    return _named(rows, broken)


def _json(text: str, shown: str) -> Rows:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        if len(text.strip().split("\n")) > 1:  # one object a line under another name
            by_line = _jsonl(text)
            if by_line.rows:
                return by_line
        raise BadInput("docs.bad_line", file=shown, line=1, reason=str(error)) from error
    items = found if isinstance(found, list) else [found]
    rows: list[tuple[int, Mapping[str, Any]]] = [
        (n, one) for n, one in enumerate(items, start=1) if isinstance(one, dict)
    ]
    broken = [(n, "no_object") for n, one in enumerate(items, start=1) if not isinstance(one, dict)]
    return _named(rows, broken)


def _named(rows: list[tuple[int, Mapping[str, Any]]], broken: list[tuple[int, str]]) -> Rows:
    columns = list(dict.fromkeys(str(key) for _, row in rows for key in row))
    cells = [(n, {key: c for key, one in row.items() if (c := _cell(one))}) for n, row in rows]
    by_column = [(n, {clean(key): cell for key, cell in row.items()}) for n, row in cells]
    return Rows([clean(one) for one in columns], by_column, broken)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value).strip()
    return clean(json.dumps(value, ensure_ascii=False))


def _unique(names: list[str]) -> list[str]:
    """Names that stand twice get a number: answer, answer 2."""
    seen: dict[str, int] = {}
    made = []
    for name in (clean(one) for one in names):
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return made
