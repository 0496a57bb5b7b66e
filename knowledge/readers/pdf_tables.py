"""The ruled tables of a PDF page."""

from typing import Any

from knowledge.readers.pdf_lines import join
from knowledge.readers.reading import one_line

_RULED = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 4}


def tables_of(page: Any) -> list[Any]:
    """Tables with two columns and two rows at least; less is a frame or a rule."""
    return [
        one
        for one in page.find_tables(_RULED)
        if len(one.rows) > 1 and max(len(row.cells) for row in one.rows) > 1
    ]


def grid_of(table: Any) -> list[list[str]]:
    """The cells of a table; one that spans several rows stands in each of them."""
    grid = [[_cell(cell or "") for cell in row] for row in table.extract()]
    for at, row in enumerate(table.rows):
        for column, box in enumerate(row.cells):
            if box is None and (origin := _above(table, at, column)) is not None:
                grid[at][column] = grid[origin][column]
    return grid


def _above(table: Any, at: int, column: int) -> int | None:
    """The row in which the cell begins that reaches down to row `at`, if one does."""
    top, bottom = table.rows[at].bbox[1], table.rows[at].bbox[3]
    for before in range(at - 1, -1, -1):
        box = table.rows[before].cells[column]
        if box is not None:
            return before if box[3] > (top + bottom) / 2 else None
    return None


def _cell(cell: str) -> str:
    """A cell's lines as one: they were broken to fit its width."""
    text = ""
    for line in cell.split("\n"):
        text = join(text, line.strip())
    return one_line(text)
