"""XLSX: the tables of each sheet as they look in Excel, row by row."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.readers.limits import CELLS, COLUMNS, MB, ROWS
from knowledge.readers.office import proper_title
from knowledge.readers.reading import Draft, Reading
from knowledge.readers.tables import header_row, is_figure, letters
from knowledge.readers.xlsx_values import shown_value
from knowledge.records import Locator, Remark

_STREAMED_FROM = 40 * MB
"""Sheets larger than this are read as a stream, without their merged cells."""
_FORMULAS_UNTIL = 10 * MB
"""Workbooks larger than this are not read twice to count formulas without a value."""
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|Feuil)\s?\d*", re.IGNORECASE)

Row = tuple[int, list[str]]
"""Its number in the sheet, and its cells."""


def read_xlsx(path: Path) -> Reading:
    """All visible sheets; formulas by the value that Excel last saw."""
    streamed = _size_of_sheets(path) > _STREAMED_FROM
    book = openpyxl.load_workbook(path, data_only=True, read_only=streamed)
    draft = Draft()
    sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
    hidden = [one.title for one in book.worksheets if one.sheet_state != "visible"]
    if hidden:
        draft.remarks.append(Remark.of("documents.remark.hidden", sheets=", ".join(hidden)))
    cells = 0
    for sheet in sheets:
        if cells > CELLS:
            draft.remarks.append(Remark.of("documents.remark.sheets", cells=CELLS))
            break
        rows, more = _rows(sheet, streamed=streamed)
        if more:
            draft.remarks.append(
                Remark.of("documents.remark.sheet_rows", sheet=sheet.title, rows=ROWS)
            )
        cells += sum(len(row) for _, row in rows)
        if rows:
            draft.at(Locator(sheet=sheet.title))
            if len(sheets) > 1 or not _DEFAULT_NAME.fullmatch(sheet.title):
                draft.heading(2, sheet.title)
            for block in _blocks(rows):
                _draft_block(draft, block, sheet.title)
    if (
        not streamed
        and path.stat().st_size < _FORMULAS_UNTIL
        and (missing := _valueless(path, book))
    ):
        draft.remarks.append(Remark.of("documents.remark.formulas", count=missing))
    about = book.properties
    book.close()
    return draft.reading(
        title=proper_title(about.title),
        version=about.version or None,
    )


def _rows(sheet: Any, *, streamed: bool) -> tuple[list[Row], bool]:
    """The rows with anything in them, and whether there are more than are read."""
    merged = {} if streamed else _merged(sheet)
    rows: list[Row] = []
    for number, cells in _filled_rows(sheet, streamed=streamed):
        shown = [
            shown_value(merged.get((number, column), cell))
            for column, cell in enumerate(cells, start=1)
        ]
        if any(shown):
            if len(rows) > ROWS:
                return rows, True
            rows.append((number, shown))
    return rows, False


def _filled_rows(sheet: Any, *, streamed: bool) -> Iterator[tuple[int, Sequence[Any]]]:
    """Rows that have cells, by number: a lone cell far down must not make a million rows."""
    if streamed:
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            yield number, cells[:COLUMNS]
        return
    columns = range(1, min(sheet.max_column, COLUMNS) + 1)
    for number in sorted({row for row, _ in sheet._cells}):
        yield number, [sheet._cells.get((number, column)) for column in columns]


def _merged(sheet: Worksheet) -> dict[tuple[int, int], Any]:
    """For each cell that a merged one covers downwards, or in a header, the cell that shows."""
    covered: dict[tuple[int, int], Any] = {}
    for area in sheet.merged_cells.ranges:
        if area.size["rows"] * area.size["columns"] > CELLS // 10:
            continue
        first = sheet._cells.get((area.min_row, area.min_col))
        last_column = area.max_col if _names_columns(sheet, area) else area.min_col
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, last_column + 1):
                covered[row, column] = first
    return covered


def _names_columns(sheet: Worksheet, area: Any) -> bool:
    """Whether a cell spans some columns, but not all, and names stand in the row below it."""
    width = area.max_col - area.min_col + 1
    if not 1 < width < sheet.max_column:
        return False
    columns = range(area.min_col, area.max_col + 1)
    below = [sheet._cells.get((area.max_row + 1, column)) for column in columns]
    return all(cell is not None and isinstance(cell.value, str) for cell in below)


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Runs of rows without an empty row between them, each cut at its empty columns."""
    run: list[Row] = []
    for row in rows:
        if run and row[0] > run[-1][0] + 1:
            yield from _side_by_side(run)
            run = []
        run.append(row)
    yield from _side_by_side(run)


def _side_by_side(run: Sequence[Row]) -> Iterator[list[Row]]:
    width = max((len(cells) for _, cells in run), default=0)
    used = [
        any(column < len(cells) and cells[column] for _, cells in run) for column in range(width)
    ]
    groups: list[list[int]] = []
    for column in range(width):
        if used[column]:
            if not groups or not used[column - 1]:
                groups.append([])
            groups[-1].append(column)
    if any(len(group) < 2 for group in groups):  # an empty column within one table
        groups = [[column for group in groups for column in group]]
    for group in groups:
        block = [(n, [cells[at] if at < len(cells) else "" for at in group]) for n, cells in run]
        yield [row for row in block if any(row[1])]


def _draft_block(draft: Draft, block: Sequence[Row], sheet: str) -> None:
    """Notes above a table as paragraphs, then the table."""
    grid = [cells for _, cells in block]
    head = header_row(grid)
    start = head if head is not None else _after_notes(grid)
    for number, cells in block[:start]:
        draft.at(Locator(sheet=sheet, row=number))
        draft.paragraph(" ".join(dict.fromkeys(filter(None, cells))))
    if start == len(block):
        return
    names, body = letters(len(grid[0])), block[start:]
    if head is not None:
        names, body = grid[head], block[head + 1 :]
        if _spans(names) and len(body) > 1 and not any(map(is_figure, body[0][1])):
            below = body[0][1]
            names = [
                upper if not lower or upper == lower else f"{upper} {lower}".strip()
                for upper, lower in zip(names, below, strict=True)
            ]
            body = body[1:]
    draft.at(Locator(sheet=sheet, row=block[start][0]))
    draft.table(
        [names, *(cells for _, cells in body)], [Locator(sheet=sheet, row=n) for n, _ in body]
    )


def _after_notes(grid: Sequence[Sequence[str]]) -> int:
    """How many rows at the top are lines of text rather than of a table."""
    if all(sum(map(bool, row)) < 2 for row in grid):
        return len(grid)
    return next(at for at, row in enumerate(grid) if sum(map(bool, row)) > 1)


def _spans(names: Sequence[str]) -> bool:
    """Whether a name stands over several columns: the row below tells them apart."""
    return any(one and one == other for one, other in pairwise(names))


def _valueless(path: Path, book: Any) -> int:
    """How many formulas have no value kept, because no program has computed them yet."""
    formulas = openpyxl.load_workbook(path, read_only=True)
    count = 0
    for sheet in formulas.worksheets:
        if sheet.sheet_state == "visible":
            values = book[sheet.title]._cells
            for cells in sheet.iter_rows(max_row=ROWS):
                for one in cells[:COLUMNS]:
                    if one.value is not None and one.data_type == "f":
                        known = values.get((one.row, one.column))
                        count += known is None or known.value is None
    formulas.close()
    return count


def _size_of_sheets(path: Path) -> int:
    with zipfile.ZipFile(path) as package:
        return sum(
            one.file_size for one in package.infolist() if one.filename.startswith("xl/worksheets/")
        )
