"""Reads the rows of a spreadsheet that was pasted: tabs, commas or bars, under a line of names."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.logs.names import fields_of

_Cut = Callable[[str], Sequence[str]]
"""Takes a line into its cells."""
_READ = {"id", "query", "rewritten_query", "intent", "retrieved", "answer", "reference"}
_SHORTEST_ID = 4
"""Shorter numbers count the rows of one sheet; another sheet's are the same."""
_RULE = re.compile(r"^[\s|:\-]+$")


def pasted_rows(text: str) -> list[dict[str, str]]:
    """The rows as fields of traces; empty where no line names a query and an answer."""
    lines = [line for line in text.splitlines() if line.strip()]
    for at, line in enumerate(lines[:3]):
        for cut in (_barred, _tabbed, _comma):
            named = named_columns(cut(line))
            if {"query", "answer"} <= set(named):
                found = [fields_of_row(named, row) for row in _rows(lines[at + 1 :], cut)]
                return [one for one in found if one.get("query") and one.get("answer")]
    return []


def _rows(lines: Sequence[str], cut: _Cut) -> Iterator[Sequence[str]]:
    """The cells of each row; a cell in quotes may go on over several lines."""
    if (mark := _MARKS.get(cut)) and any('"' in line for line in lines):
        try:
            yield from list(
                csv.reader([f"{line}\n" for line in lines], delimiter=mark, strict=True)
            )
        except csv.Error:  # a quotation mark that is none of a table's
            pass
        else:
            return
    yield from (cut(line) for line in lines if not _RULE.match(line))


def named_columns(cells: Sequence[str]) -> list[str]:
    """The field of a trace that each column holds; an empty name for one that is not read."""
    if len(cells) < 2:
        return []
    return [name if name in _READ else "" for name in fields_of([one.strip(" *") for one in cells])]


def fields_of_row(named: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """What a row holds of a trace, as it stands there."""
    pairs = zip(named, row, strict=False)
    found = {name: cell.strip() for name, cell in pairs if name and cell.strip()}
    if (name := found.get("id", "")).isdecimal() and len(name) < _SHORTEST_ID:
        found.pop("id", None)
    return found


def _barred(line: str) -> list[str]:
    return line.strip().strip("|").split("|") if "|" in line else []


def _tabbed(line: str) -> list[str]:
    return line.split("\t") if "\t" in line else []


def _comma(line: str) -> list[str]:
    return next(csv.reader([line]), []) if "," in line else []


_MARKS: dict[_Cut, str] = {_tabbed: "\t", _comma: ","}
"""What stands between the cells of tables whose cells may be in quotes."""
