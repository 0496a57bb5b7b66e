"""Which paragraphs of a Word document are headings, in whatever language Word speaks."""

import re
from typing import Any

from docx.oxml.ns import qn

_HEADING = re.compile(
    r"(?:heading|标题|標題|überschrift|titre)\s*([1-9])(?:\s*char)?", re.IGNORECASE
)
_TITLE = re.compile(r"title|标题|標題|文档标题", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*\d|toc heading|table of figures", re.IGNORECASE)


class Styles:
    """The paragraph styles of a document, by what they mean."""

    def __init__(self, file: Any) -> None:
        self._by_id = {
            one.get(qn("w:styleId")): one
            for one in file.styles.element.iterchildren(qn("w:style"))
            if one.get(qn("w:type")) == "paragraph"
        }

    def level(self, paragraph: Any) -> int:
        """1 to 6 for a heading, else 0."""
        direct = _outline(paragraph.find(qn("w:pPr")))
        if direct is not None:
            return direct
        for style in self.chain(paragraph):
            if found := _HEADING.fullmatch(_name(style)):
                return min(int(found[1]), 6)
            outline = _outline(style.find(qn("w:pPr")))
            if outline is not None:
                return outline
        return 0

    def is_title(self, paragraph: Any) -> bool:
        """Whether it bears the document's title."""
        return any(_TITLE.fullmatch(_name(style)) for style in self.chain(paragraph))

    def is_contents(self, paragraph: Any) -> bool:
        """Whether it is a line of a table of contents, which only repeats headings."""
        return any(_CONTENTS.fullmatch(_name(style)) for style in self.chain(paragraph))

    def chain(self, paragraph: Any) -> list[Any]:
        """A paragraph's style and those that it is based on."""
        chain: list[Any] = []
        element = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        while element is not None and len(chain) < 12:
            style = self._by_id.get(element.get(qn("w:val")))
            if style is None:
                break
            chain.append(style)
            element = style.find(qn("w:basedOn"))
        return chain


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return str(name.get(qn("w:val"))) if name is not None else ""


def _outline(properties: Any) -> int | None:
    """The heading level that an outline level makes; 0 for body text, None if not said."""
    found = properties.find(qn("w:outlineLvl")) if properties is not None else None
    value = found.get(qn("w:val")) if found is not None else None
    if value is None or not value.isdecimal():
        return None
    return min(int(value) + 1, 6) if int(value) < 9 else 0
