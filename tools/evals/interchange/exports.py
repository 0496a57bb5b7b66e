"""Runs as files for other programs: JSONL, and CSV that a spreadsheet shows and does not run."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tools.evals.interchange.lines import as_cells

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_BYTE_ORDER = "\ufeff"
"""Without it spreadsheets take UTF-8 for another encoding."""


def as_jsonl(lines: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """An outcome a line."""
    for line in lines:
        yield json.dumps(line, ensure_ascii=False) + "\n"


def as_csv(lines: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """A row for each outcome below a header of `columns`."""
    yield _BYTE_ORDER + _row(map(safe, columns))
    for line in lines:
        cells = as_cells(line)
        yield _row(_cell(cells.get(name)) for name in columns)


def columns_of(lines: Iterable[Mapping[str, Any]]) -> list[str]:
    """The columns that lines need: those of all in order, scores and segments among them."""
    names: dict[str, None] = {}
    for line in lines:
        names |= dict.fromkeys(as_cells(line))
    # A run's first outcome may have failed: what is scored later still belongs to the scores.
    parts = ("segment.", "score.", "reason.")
    apart = [name for part in parts for name in names if name.startswith(part)]
    plain = [name for name in names if name not in set(apart)]
    return [*plain, *apart]


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what looks so.

    https://owasp.org/www-community/attacks/CSV_Injection names the marks that begin one.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unsafe(cell: str) -> str:
    """The text of a cell that `safe` made."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return safe(value) if isinstance(value, str) else json.dumps(value)


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_MINIMAL).writerow(list(cells))
    return out.getvalue()
