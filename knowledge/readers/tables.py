"""Tables as Markdown, and where their header is."""

import re
from collections.abc import Sequence

Grid = Sequence[Sequence[str]]
"""Rows of cells, each cell on one line."""

_LONG_ROW = 320
"""Characters of an average row from which on a table reads better as a list."""
_HEADER_WITHIN = 8
"""Rows at the top of a table among which its header is looked for."""
_NUMBER = re.compile(r"[^\w]*\d[\d,.\s/:年月日%‰+–-]*[^\d]{0,4}")


def as_table(grid: Grid) -> tuple[list[str], list[str]]:
    """A pipe table: the header and its rule, and the other rows."""
    if not grid:
        return [], []
    width = max(map(len, grid))
    head = [_row(grid[0], width), "|" + "---|" * width]
    return head, [_row(row, width) for row in grid[1:]]


def as_records(grid: Grid) -> tuple[list[str], list[str]] | None:
    """Rows as list items of `column: value`; None when they fit into a table.

    A chunk that cuts through a long row would leave values without their columns.
    """
    rows = grid[1:]
    if not rows or sum(len(cell) for row in rows for cell in row) / len(rows) < _LONG_ROW:
        return None
    return [], [f"- {record(grid[0], row)}" for row in rows]


def record(head: Sequence[str], row: Sequence[str]) -> str:
    """One row as `column: value; column: value`, without what is empty."""
    names = [*head, *[""] * len(row)]
    pairs = [
        f"{name}: {cell}" if name else cell for name, cell in zip(names, row, strict=False) if cell
    ]
    return "; ".join(pairs)


def header_row(grid: Grid) -> int | None:
    """Which row names the columns: the first well filled one of words; None if there is none.

    A title or a note above it fills a cell or two; a row of data holds figures or dates.
    """
    width = max((_filled(row) for row in grid), default=0)
    for at, row in enumerate(grid[:_HEADER_WITHIN]):
        cells = [cell for cell in row if cell]
        if len(cells) < max(2, 0.6 * width):
            continue
        if not any(is_figure(cell) for cell in cells):
            return at if at + 1 < len(grid) else None
        # Years or months as columns: words first, and figures of one kind in the rest.
        if at + 1 < len(grid) and not is_figure(cells[0]) and _are_periods(cells[1:]):
            return at
        return None
    return None


def is_figure(cell: str) -> bool:
    """Whether a cell holds a number, an amount or a date rather than a name."""
    return _NUMBER.fullmatch(cell) is not None


def letters(count: int) -> list[str]:
    """Names for columns that have none: A, B … Z, AA, as spreadsheets have them."""
    names = []
    for number in range(1, count + 1):
        name, rest = "", number
        while rest:
            rest, letter = divmod(rest - 1, 26)
            name = chr(ord("A") + letter) + name
        names.append(name)
    return names


def fill(
    cells: dict[tuple[int, int], str], spans: dict[tuple[int, int], tuple[int, int]]
) -> list[list[str]]:
    """A grid of cells by row and column; one that spans several stands in each of their rows.

    Across columns it is repeated in the first row only, where it names them all: elsewhere it
    would count its figure twice.
    """
    filled = dict(cells)
    for (row, column), (tall, wide) in spans.items():
        for down in range(tall):
            for right in range(wide if row == 0 else 1):
                filled.setdefault((row + down, column + right), "")
                filled[row + down, column + right] = cells.get((row, column), "")
    if not filled:
        return []
    height, width = (max(place[axis] for place in filled) + 1 for axis in (0, 1))
    return [[filled.get((row, column), "") for column in range(width)] for row in range(height)]


def trim(grid: Grid) -> list[list[str]]:
    """Without the rows and columns that hold nothing."""
    rows = [list(row) for row in grid if any(row)]
    width = max(map(len, rows), default=0)
    kept = [at for at in range(width) if any(at < len(row) and row[at] for row in rows)]
    return [[row[at] if at < len(row) else "" for at in kept] for row in rows]


def _row(cells: Sequence[str], width: int) -> str:
    escaped = [cell.replace("|", "\\|") for cell in cells] + [""] * (width - len(cells))
    return "| " + " | ".join(escaped) + " |"


def _filled(row: Sequence[str]) -> int:
    return sum(map(bool, row))


def _are_periods(cells: Sequence[str]) -> bool:
    return all(
        re.fullmatch(r"\D{0,3}(?:19|20)\d\d\D{0,4}\d{0,2}\D{0,2}|\d{1,2}\s?月", c) for c in cells
    )
