"""Tables that were pasted into a message: Markdown, tab-separated and comma-separated."""

import csv
import re
from collections.abc import Callable, Sequence

_MARKS = ("\t", "|", ",", "，", ";")
_RULE = re.compile(r":?-+:?")


def pasted_table(
    text: str, is_head: Callable[[Sequence[str]], bool]
) -> tuple[list[str], list[list[str]]] | None:
    """The first table whose header `is_head`, as header and rows; None where there is none.

    A table is a header with the rows below it that have as many cells; what stands before and
    after it may be a question.
    """
    lines = [line.strip(" \r") for line in text.splitlines()]
    for mark in _MARKS:
        rows = [_cells(line, mark) for line in lines]
        for at, row in enumerate(rows):
            if len(row) < 2 or not is_head(row):
                continue
            body = []
            for other in rows[at + 1 :]:
                if other and all(_RULE.fullmatch(cell) for cell in other):
                    continue
                if not 1 < len(other) <= len(row) or not other[0]:
                    break
                if mark in ",，;" and len(other) < len(row):
                    break  # a sentence with a comma, and no row
                body.append([*other, *[""] * (len(row) - len(other))])
            if body:
                return row, body
    return None


def _cells(line: str, mark: str) -> list[str]:
    if mark not in line:
        return []
    if mark == "|" and line.endswith("|") and not line.startswith("|"):
        line = line[line.index("|") :]  # words before a row that ends as Markdown's do
    if mark == "|":
        line = line.strip("|")
    quoted = next(csv.reader([line], delimiter=mark, skipinitialspace=True), [])
    return [cell.strip() for cell in quoted]
