"""DOCX: headings, lists, tables, footnotes and text boxes in their order, with page numbers."""

import re
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from knowledge.readers.docx_numbering import Numbering
from knowledge.readers.docx_styles import Styles
from knowledge.readers.docx_xml import (
    PARAGRAPH,
    blocks,
    boxes,
    children,
    grid_of,
    is_break,
    references,
    starts_before_break,
    text_of,
)
from knowledge.readers.office import proper_title
from knowledge.readers.reading import Draft, Reading, one_line
from knowledge.records import Locator

_ENDS = ("。", "；", "，", "：", ".", ";", ",", ":", "?", "？", "!", "！")


class _Walk:
    """One pass over a document's body."""

    def __init__(self, file: Any) -> None:
        self.draft = Draft()
        self.title: str | None = None
        self._styles = Styles(file)
        self._numbering = Numbering(file)
        self._notes = _notes(file)
        self._body = file.element.body
        self._page = 1
        # Word notes where pages broke when it last laid them out; other programs do not.
        self._has_pages = any(is_break(one) for one in self._body.iter())
        self._list: list[str] = []
        self._pretends = not any(
            self._styles.level(one) for one in self._body.iter(PARAGRAPH) if text_of(one).strip()
        )

    def run(self, headers: list[str]) -> None:
        """Draft the whole body, what the page headers say first."""
        for words in headers:
            self.draft.paragraph(words)
        self._all(self._body)

    def _all(self, parent: Any) -> None:
        for element in blocks(parent):
            self._mark()
            if element.tag == PARAGRAPH:
                self._paragraph(element)
            else:
                self._end_list()
                self._table(element)
        self._end_list()

    def _mark(self) -> None:
        if self._has_pages:
            self.draft.at(Locator(page=self._page))

    def _paragraph(self, element: Any) -> None:
        text = text_of(element)
        breaks = sum(map(is_break, element.iter()))
        if breaks and not starts_before_break(element):
            self._page, breaks = self._page + 1, breaks - 1
            self._mark()
        if breaks and self._has_pages:
            self.draft.at(Locator(page=self._page, to_page=self._page + breaks))
        self._words(element, text.strip())
        self._page += breaks
        for number in references(element):
            if note := self._notes.get(number):
                self._end_list()
                self.draft.paragraph(f"[{number}] {note}")
        for box in boxes(element):
            self._end_list()
            self._all(box)

    def _words(self, element: Any, text: str) -> None:
        if not text or self._styles.is_contents(element):
            return
        level = self._styles.level(element)
        if self._styles.is_title(element):
            self._end_list()
            self.title = self.title or one_line(text)
            self.draft.heading(1, text)
        elif level or (self._pretends and _looks_like_heading(element, text)):
            self._end_list()
            self.draft.heading(level or 2, f"{self._numbering.label(element, self._styles)}{text}")
        elif item := self._numbering.item(element, self._styles):
            self._list.append(f"{item}{one_line(text)}")
        else:
            self._end_list()
            self.draft.paragraph(text)

    def _end_list(self) -> None:
        self.draft.items(self._list)
        self._list = []

    def _table(self, element: Any) -> None:
        grid = grid_of(element)
        if all(len(row) < 2 for row in grid):  # a box around text
            for row in children(element, "w:tr"):
                for cell in children(row, "w:tc"):
                    self._all(cell)
            return
        pages = self._pages_of_rows(element)
        self._mark()
        self.draft.table(grid, pages[1:])

    def _pages_of_rows(self, element: Any) -> list[Locator | None]:
        pages: list[Locator | None] = []
        for row in children(element, "w:tr"):
            self._page += sum(map(is_break, row.iter()))
            pages.append(Locator(page=self._page) if self._has_pages else None)
        return pages


def read_docx(path: Path) -> Reading:
    """The words of a document as they stand after all tracked changes."""
    file = docx.Document(str(path))
    walk = _Walk(file)
    walk.run(_headers(file))
    about = file.core_properties
    return walk.draft.reading(
        title=walk.title or proper_title(about.title),
        version=about.version or None,
    )


def _looks_like_heading(paragraph: Any, text: str) -> bool:
    """In a document without heading styles: a short line, bold throughout."""
    if len(text) > 40 or "\n" in text or text.endswith(_ENDS):
        return False
    runs = [one for one in paragraph.iter(qn("w:r")) if "".join(one.itertext()).strip()]
    return bool(runs) and all(
        (bold := run.find(f"{qn('w:rPr')}/{qn('w:b')}")) is not None
        and bold.get(qn("w:val")) not in ("0", "false")
        for run in runs
    )


def _notes(file: Any) -> dict[str, str]:
    """Footnotes and endnotes by their number."""
    notes: dict[str, str] = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in file.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            root = etree.fromstring(relation.target_part.blob, parser)
            for note in root:
                number = note.get(qn("w:id"))
                words = one_line("\n".join(text_of(one) for one in note.iter(PARAGRAPH)))
                if number and words and not note.get(qn("w:type")):
                    notes.setdefault(number, words)
    return notes


def _headers(file: Any) -> list[str]:
    """What the headers and footers of the pages say, apart from page numbers; each once."""
    found: dict[str, None] = {}
    for section in file.sections:
        for area in (section.header, section.footer):
            if not area.is_linked_to_previous:
                for one in area._element.iter(PARAGRAPH):
                    words = one_line(text_of(one))
                    if re.search(r"[^\W\d]{2}", re.sub(r"第|页|共|page|of", "", words, flags=re.I)):
                        found[words] = None
    return list(found)
