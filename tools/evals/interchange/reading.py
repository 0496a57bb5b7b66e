"""A file as numbered rows of named values, whatever it is written in; nothing in it is changed.

Unlike `knowledge.readers`, which makes text of tables, cells stay as they are: blanks at the ends
of an answer count, and a list stays a list.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import BadInput
from knowledge.jsonl import parsed_json
from knowledge.readers.encoding import decode
from knowledge.readers.limits import MB
from tools.evals.interchange.imported import Notes

_LARGEST = 200 * MB
_LONGEST_CELL = 16 * MB
_TABLES = {".csv", ".tsv"}
_BY_LINE = {".jsonl", ".ndjson"}


@dataclass(frozen=True)
class Row:
    """A row, an item of a list, or a line."""

    number: int
    """Its line in a table or in JSONL, its place in a list; the first is 1."""
    fields: Mapping[str, Any]
    """Its values by name."""


@dataclass(frozen=True)
class Content:
    """What a file holds."""

    whole: Any
    """The value of a file that is one value of JSON or YAML; None for rows."""
    rows: tuple[Row, ...]
    """The rows of a table, of JSONL, or of a list of objects."""
    is_table: bool = False
    """Whether values are cells, all of them text."""


def content_of(path: Path, notes: Notes) -> Content:
    """Read a file; rows that cannot be read are noted. Raises BadInput where there are none."""
    text = _text(path)
    suffix = path.suffix.lower()
    if suffix in _TABLES:
        return Content(None, _table(text, path, "\t" if suffix == ".tsv" else None), is_table=True)
    if suffix in {".yaml", ".yml"}:
        return _of_whole(_yaml(text, path), notes)
    if text.lstrip()[:1] not in {"{", "["}:
        if suffix in {".json", *_BY_LINE}:
            raise BadInput("interchange.error.no_json", path=path)
        return Content(None, _table(text, path, None), is_table=True)
    return _json(text, path, notes)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            size, limit = path.stat().st_size // MB, _LARGEST // MB
            raise BadInput("documents.large", file=path, size=size, limit=limit)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInput("docs.unopened", file=path, reason=reason) from error
    if not data.strip():
        raise BadInput("docs.empty", file=path)
    text = decode(data)
    if text is None:
        raise BadInput("docs.encoding", file=path)
    return text


def _json(text: str, path: Path, notes: Notes) -> Content:
    """One value, or a value a line; a broken line stops nothing."""
    try:
        whole = parsed_json(text)
        is_one_line = isinstance(whole, dict) and path.suffix.lower() in _BY_LINE
        return _of_whole([whole] if is_one_line else whole, notes)
    except RecursionError:
        raise BadInput("interchange.error.too_deep", path=path) from None
    except ValueError as error:
        if not any(_is_object(line) for _, line in _lines(text)):
            raise BadInput("interchange.error.broken", path=path, reason=str(error)) from error
    rows = []
    for at, line in _lines(text):
        try:
            value = parsed_json(line)
        except (ValueError, RecursionError):
            notes.row(at, "broken")
            continue
        if isinstance(value, dict):
            rows.append(Row(at, value))
        else:
            notes.row(at, "no_object")
    return Content(None, tuple(rows))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold something, each with its number; cut at line feeds only, as JSONL is."""
    for at, line in enumerate(io.StringIO(text, newline="\n"), start=1):
        if line.strip():
            yield at, line


def _is_object(line: str) -> bool:
    """Whether a line is an object by itself, of a file that is no one value."""
    try:
        return isinstance(parsed_json(line), dict)
    except (ValueError, RecursionError):
        return False


def _of_whole(whole: Any, notes: Notes) -> Content:
    if not isinstance(whole, list):
        return Content(whole, ())
    rows = []
    for at, one in enumerate(whole, start=1):
        if isinstance(one, dict):
            rows.append(Row(at, one))
        else:
            notes.row(at, "no_object")
    return Content(None, tuple(rows))


def _yaml(text: str, path: Path) -> Any:
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise BadInput("interchange.error.broken", path=path, reason=reason) from error


def _table(text: str, path: Path, delimiter: str | None) -> tuple[Row, ...]:
    """The rows below the header, each with the line that it begins on."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        head = text.split("\n", 1)[0]
        mark = delimiter or max(",;\t", key=head.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        names = [name.strip() for name in next(reader)]
        if len(names) < 2 or len(set(names)) < len(names):
            raise BadInput("interchange.error.no_table", path=path)
        rows, line = [], reader.line_num
        for cells in reader:
            if any(cells):
                rows.append(Row(line + 1, dict(zip(names, cells, strict=False))))
            line = reader.line_num
    except (csv.Error, StopIteration) as error:
        reason = str(error) or type(error).__name__
        raise BadInput("interchange.error.broken", path=path, reason=reason) from error
    finally:
        csv.field_size_limit(before)
    return tuple(rows)
