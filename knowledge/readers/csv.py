"""CSV: delimiter and encoding are found out, rows keep their numbers."""

import csv
from collections.abc import Iterator
from itertools import islice

from knowledge.readers.limits import COLUMNS, ROWS
from knowledge.readers.reading import Draft, Reading
from knowledge.readers.tables import header_row, letters
from knowledge.records import Locator, Remark

_DELIMITERS = ",\t;|"
_SAMPLE_ROWS = 40
csv.field_size_limit(1_000_000)


def read_csv(text: str) -> Reading:
    """A table of values, with the row of each; notes above its header stand before it."""
    draft = Draft()
    rows = numbered_rows(text)
    if len(rows) > ROWS + 1:  # the header is none of them
        draft.remarks.append(Remark.of("documents.remark.rows", rows=ROWS, all=len(rows)))
        rows = rows[: ROWS + 1]
    grid = [row for _, row in rows]
    head = header_row(grid)
    for number, row in rows[: head or 0]:
        draft.at(Locator(row=number))
        draft.paragraph(" ".join(filter(None, row)))
    body = rows if head is None else rows[head + 1 :]
    names = letters(max(map(len, grid), default=0)) if head is None else grid[head]
    if body:
        draft.at(Locator(row=rows[head or 0][0]))
        draft.table([names, *(row for _, row in body)], [Locator(row=at) for at, _ in body])
    return draft.reading()


def numbered_rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows with anything in them, each with its number; its cells are stripped."""
    delimiter = max(_DELIMITERS, key=lambda mark: _fit(text, mark))
    return [(number, row) for number, row in enumerate(_rows(text, delimiter), start=1) if any(row)]


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    # A quote that is never closed swallows the rest of the file; such a file is read as it looks.
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        try:
            lines = iter(text.splitlines(keepends=True))
            rows = list(csv.reader(lines, delimiter=delimiter, quoting=quoting))
        except csv.Error:
            continue
        if quoting == csv.QUOTE_NONE or not any(_swallowed(cell) for row in rows for cell in row):
            break
    for row in rows:
        yield [cell.strip() for cell in row[:COLUMNS]]


def _swallowed(cell: str) -> bool:
    return cell.count("\n") > 200


def _fit(text: str, delimiter: str) -> float:
    """How well a delimiter explains the first rows: many columns, the same number in each."""
    try:
        lines = islice(iter(text.splitlines(keepends=True)), _SAMPLE_ROWS)
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return 0
    if not widths:
        return 0
    usual = max(set(widths), key=widths.count)
    return 0 if usual < 2 else widths.count(usual) / len(widths) * min(usual, 10) ** 0.5
