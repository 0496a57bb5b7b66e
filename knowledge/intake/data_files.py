"""Which files hold rows or records: work can start from them even where no document is in them."""

import json
from pathlib import Path

from knowledge.errors import CasebookError
from knowledge.logs.names import fields_of
from knowledge.readers.encoding import decode
from knowledge.readers.rows import read_rows

SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".jsonl", ".ndjson", ".json"})
"""What the names of such files end in."""
_LARGEST = 50 * 1024 * 1024
_TRACE = frozenset({"query", "answer"})
_LOGGED = frozenset({"retrieved", "rewritten_query", "latency_ms", "error"})
_RECORDS = frozenset({".jsonl", ".ndjson", ".json"})
_LARGEST_LOOKED_INTO = 10 * 1024 * 1024
"""A larger table is not read for its columns alone."""


def may_be_data(name: str) -> bool:
    """Whether a file of that name would hold rows or records."""
    return Path(name).suffix.lower() in SUFFIXES


def is_data(path: Path) -> bool:
    """Whether rows or records can be read from a file."""
    if not may_be_data(path.name) or not path.is_file() or path.stat().st_size > _LARGEST:
        return False
    if path.suffix.lower() == ".json":
        try:
            return bool(json.loads(decode(path.read_bytes()) or ""))
        except (ValueError, RecursionError):
            pass  # one object a line is read below
    try:
        return bool(read_rows(path).rows)
    except CasebookError:
        return False


def may_hold_traces(path: Path) -> bool:
    """Whether there may be traces in a file of rows or records.

    Any records may be some; of a table the columns tell, which have to be a query and an answer.
    """
    return path.suffix.lower() in _RECORDS or _columns(path) >= _TRACE


def is_log(path: Path) -> bool:
    """Whether a table holds traces and nothing else.

    Beside a query and an answer a column says what was retrieved, how long it took or the like,
    which no list of questions and answers has.
    """
    columns = _columns(path)
    return columns >= _TRACE and bool(columns & _LOGGED)


def _columns(path: Path) -> set[str]:
    """The fields of traces, or other names, at the head of a table; empty where it is none."""
    if path.suffix.lower() not in SUFFIXES - _RECORDS:
        return set()
    if path.stat().st_size > _LARGEST_LOOKED_INTO:
        return set()
    try:
        return set(fields_of(read_rows(path).columns))
    except CasebookError:
        return set()
