"""The rows of a workbook's largest sheet, cell by cell and verbatim, for tables of examples."""

import json
from pathlib import Path
from typing import Any

import openpyxl

from knowledge.readers.limits import COLUMNS, ROWS
from knowledge.readers.reading import Reading, clean
from knowledge.readers.xlsx_values import shown_value
from knowledge.records import Remark


def read_xlsx_rows(path: Path) -> Reading:
    """One JSON list a row as text: its number in the sheet, then its cells.

    Of several visible sheets the one with the most rows is taken; remarks name those left out.
    """
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    remarks = []
    best: tuple[str, list[list[Any]]] = ("", [])
    others: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        rows, more = _rows(sheet)
        if more:
            remarks.append(Remark.of("documents.remark.sheet_rows", sheet=sheet.title, rows=ROWS))
        if len(rows) > len(best[1]):
            others += [best[0]] if best[1] else []
            best = (sheet.title, rows)
        elif rows:
            others.append(sheet.title)
    book.close()
    if others:
        remarks.append(Remark.of("sets.file.sheets", sheet=best[0], others=", ".join(others)))
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in best[1])
    return Reading(text=text, remarks=tuple(remarks))


def _rows(sheet: Any) -> tuple[list[list[Any]], bool]:
    sheet.reset_dimensions()
    rows: list[list[Any]] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        shown = [_verbatim(cell) for cell in cells[:COLUMNS]]
        if any(shown):
            if len(rows) > ROWS:
                return rows, True
            rows.append([number, *shown])
    return rows, False


def _verbatim(cell: Any) -> str:
    """Words as they are, lines kept; figures as Excel shows them."""
    value = getattr(cell, "value", None)
    return clean(value).strip() if isinstance(value, str) else shown_value(cell)
