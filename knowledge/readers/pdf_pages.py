"""The pages of a PDF: their lines and tables, without what every page repeats."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.readers.limits import SHAPES
from knowledge.readers.pdf_lines import Line, lines_of
from knowledge.readers.pdf_tables import grid_of, tables_of

_EDGE = 0.1
"""The part of a page's height at its top and bottom where repeated lines are furniture."""
_PAGE_NUMBER = re.compile(
    r"\W*(?:第\s*\d+\s*页|page\s*\d+)?\W*(?:\d{1,4}|[ivxlc]{1,6})?"
    r"(?:\W*(?:/|of|共)\W*\d{1,4}\W*页?)?\W*",
    re.IGNORECASE,
)


@dataclass
class Page:
    """What stands on a page, from top to bottom."""

    number: int
    """Counted from 1."""
    height: float
    """In points."""
    lines: list[Line]
    """In reading order, without those of tables."""
    tables: list[tuple[float, list[list[str]]]]
    """The upper edge of each, and its cells."""
    has_picture: bool
    """Whether there is a picture on it."""


def read_page(page: Any) -> Page:
    """A page as pdfplumber opened it."""
    drawing = len(page.rects) + len(page.lines) + len(page.curves) > SHAPES
    found = [] if drawing else tables_of(page)
    tables = [(table.bbox[1], grid_of(table)) for table in found]
    legible = page.filter(_Legible())
    words = legible.extract_words(
        extra_attrs=["size", "fontname"], x_tolerance_ratio=0.2, y_tolerance=3
    )
    _mark_spaces(words, legible.chars)
    outside = [one for one in words if not any(_within(one, table.bbox) for table in found)]
    return Page(
        page.page_number,
        float(page.height),
        lines_of(outside),
        tables,
        has_picture=bool(page.images),
    )


def _mark_spaces(words: Sequence[dict[str, Any]], letters: Sequence[dict[str, Any]]) -> None:
    """Note before which words a space is written: between Han letters a gap alone is none."""
    spaces = {(round(one["x1"]), round(one["bottom"])) for one in letters if one["text"] == " "}
    for word in words:
        x, y = round(word["x0"]), round(word["bottom"])
        word["spaced"] = any(
            (x + right, y + down) in spaces for right in (-1, 0, 1) for down in (-1, 0, 1)
        )


class _Legible:
    """Keeps upright letters, each once: programs make bold ones by printing them twice."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}

    def __call__(self, item: dict[str, Any]) -> bool:
        if item["object_type"] != "char":
            return True
        x, y = item["x0"], item["top"]
        near = [
            place
            for column in (int(x) - 1, int(x), int(x) + 1)
            for row in (int(y) - 1, int(y), int(y) + 1)
            for place in self._seen.get((item["text"], column, row), ())
        ]
        self._seen.setdefault((item["text"], int(x), int(y)), []).append((x, y))
        twice = any(abs(x - other) <= 1 and abs(y - below) <= 1 for other, below in near)
        return bool(item["upright"]) and not twice


def _within(word: dict[str, Any], box: Sequence[float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def drop_furniture(pages: Sequence[Page]) -> None:
    """Take out headers, footers and page numbers: what stands at the edge of several pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in page.lines if _at_edge(line, page)})
    often = max(2, len(pages) // 3)
    for page in pages:
        page.lines = [
            line
            for line in page.lines
            if not _at_edge(line, page)
            or not (seen[_shape(line)] >= often or _PAGE_NUMBER.fullmatch(line.text))
        ]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _at_edge(line: Line, page: Page) -> bool:
    return line.bottom < _EDGE * page.height or line.top > (1 - _EDGE) * page.height
