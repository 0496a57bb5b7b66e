"""The lines and tables of all pages put together into headings, paragraphs and tables."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.readers.pdf_lines import Line, join
from knowledge.readers.pdf_pages import Page
from knowledge.readers.reading import Draft
from knowledge.records import Locator

_BULLET = re.compile(
    r"[•●○◦▪■□◆·‣➢✓–-]\s+|\d{1,2}[.)、]\s*(?=\D)|[((]?[一二三四五六七八九十]+[))、]"
)
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.、]?\s+|第[一二三四五六七八九十\d]+[章节条部分]+)\S"
)
_ENDS = re.compile(r"[。！？；：.!?;:]['\"”’」)）]?$")
_LONGEST = 25
"""Lines from which on a paragraph ends with a sentence, whatever it looks like."""


class Layout:
    """Writes the pages of a PDF on a draft, from the first to the last."""

    def __init__(self, pages: Sequence[Page], draft: Draft) -> None:
        """The size of most letters is that of plain text; what is larger is a heading."""
        self._pages = pages
        self._draft = draft
        sizes: Counter[float] = Counter()
        for page in pages:
            for line in page.lines:
                sizes[line.size] += len(line.text)
        self._body = sizes.most_common(1)[0][0] if sizes else 10.0
        larger = sorted((one for one in sizes if one > 1.12 * self._body), reverse=True)
        self._levels = {size: min(at, 4) for at, size in enumerate(larger, start=1)}
        self._open: list[tuple[int, Line]] = []
        self._heading: tuple[int, int, Line] | None = None
        self._columns = 0  # of the table that was added last, if nothing came after it
        self._header: list[str] = []
        self._table_page = 0

    def write(self) -> str | None:
        """Draft everything; returns the title: the first of the largest headings."""
        title: tuple[float, str] | None = None
        for page in self._pages:
            for item in _from_top(page):
                if isinstance(item, Line):
                    level = self._level(item)
                    if level:
                        if page.number <= 2 and (title is None or item.size > title[0]):
                            title = item.size, item.text
                        self._end()
                        self._add_heading(page.number, level, item)
                    else:
                        self._end_heading()
                        self._columns = 0
                        self._add(page.number, item)
                else:
                    self._end()
                    self._end_heading()
                    self._add_table(page.number, item)
        self._end()
        self._end_heading()
        return title[1] if title else None

    def _level(self, line: Line) -> int:
        if len(line.text) > 80 or not re.search(r"\w", line.text):
            return 0
        if level := self._levels.get(line.size):
            return level
        lowest = max(self._levels.values(), default=0) + 1
        short = len(line.text) <= 50 and not _ENDS.search(line.text)
        if short and line.bold and line.size >= self._body and line.x1 < 0.9 * max(line.right, 1):
            return min(lowest, 5)
        return 0

    def _add_heading(self, page: int, level: int, line: Line) -> None:
        """A heading of two lines is one heading."""
        if self._heading is not None:
            number, above, before = self._heading
            near = page == number and line.top - before.bottom < 0.6 * line.size
            if (
                near
                and above == level
                and before.size == line.size
                and not _NUMBERED.match(line.text)
            ):
                text = join(before.text, line.text)
                self._heading = number, level, replace(line, text=text)
                return
        self._end_heading()
        self._heading = page, level, line

    def _end_heading(self) -> None:
        if self._heading is not None:
            page, level, line = self._heading
            self._draft.at(Locator(page=page))
            self._draft.heading(level, line.text)
            self._heading, self._columns = None, 0

    def _add(self, page: int, line: Line) -> None:
        if self._open and not self._goes_on(page, line):
            self._end()
        self._open.append((page, line))

    def _goes_on(self, page: int, line: Line) -> bool:
        """Whether a line belongs to the paragraph of the line before it."""
        before_page, before = self._open[-1]
        if _BULLET.match(line.text) or _NUMBERED.match(line.text):
            return False
        if abs(before.size - line.size) > 0.1 * before.size:
            return False
        # The last line of a paragraph is short; one that ends a sentence may be hardly so.
        ends = _ENDS.search(before.text) is not None
        slack = 0.4 if ends else 2.5
        unfinished = re.search(r"[A-Za-z,-]$", before.text) and re.match(r"[a-z]", line.text)
        full = bool(unfinished) or before.x1 > before.right - slack * before.size
        if page != before_page or line.top < before.top:  # the next page or column
            return full and not ends
        if ends and len(self._open) >= _LONGEST:
            return False
        gap = line.top - before.bottom
        indented = line.x0 > before.x0 + 1.2 * line.size and len(self._open) > 1
        return full and gap < 0.9 * line.size and not indented

    def _end(self) -> None:
        if self._open:
            first, last = self._open[0][0], self._open[-1][0]
            text = ""
            for _, line in self._open:
                text = join(text, line.text.strip())
            self._draft.at(Locator(page=first, to_page=last if last > first else None))
            if found := re.match(r"[•●○◦▪■□◆·‣➢✓]\s*", text):
                self._draft.items([f"- {text[found.end() :]}"])
            else:
                self._draft.paragraph(text)
            self._open = []

    def _add_table(self, page: int, grid: list[list[str]]) -> None:
        """A table, or the rest of the one that the last page ended with."""
        places = [Locator(page=page)] * len(grid)
        if self._columns == len(grid[0]) and self._table_page == page - 1:
            self._table_page = page
            rows = grid[1:] if grid[0] == self._header else grid
            self._draft.rows(rows, places)
            return
        self._draft.at(places[0])
        self._draft.table(grid, places)
        self._columns, self._header, self._table_page = len(grid[0]), grid[0], page


def _from_top(page: Page) -> Iterator[Line | list[list[str]]]:
    """Lines in reading order, each table before the first line that stands below it."""
    waiting = sorted(page.tables, key=lambda table: table[0])
    single = all(a.top <= b.top + 1 for a, b in pairwise(page.lines))
    for line in page.lines:
        while waiting and single and waiting[0][0] < line.top:
            yield waiting.pop(0)[1]
        yield line
    for _, grid in waiting:
        yield grid
