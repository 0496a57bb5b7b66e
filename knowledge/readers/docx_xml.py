"""The XML of a Word document: blocks, words, page breaks and tables."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from knowledge.readers.office import descend
from knowledge.readers.reading import one_line
from knowledge.readers.tables import Grid, fill, record

PARAGRAPH, TABLE, _SDT = qn("w:p"), qn("w:tbl"), qn("w:sdt")
_CONTENT, _BOX = qn("w:sdtContent"), qn("w:txbxContent")
_WRAPPERS = frozenset({qn("w:customXml"), qn("w:ins"), qn("w:moveTo"), qn("w:smartTag")})
# Deleted or moved text, the second copy of a text box, and what is not text of this paragraph.
_SKIPPED = frozenset(
    {
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:instrText"),
        qn("w:pPr"),
        qn("w:rPr"),
        _BOX,
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those in content controls and tracked insertions."""
    for child in parent:
        if child.tag in (PARAGRAPH, TABLE):
            yield child
        elif child.tag == _SDT:
            gallery = child.find(f".//{qn('w:docPartGallery')}")
            if gallery is not None and gallery.get(qn("w:val")) == "Table of Contents":
                continue
            for content in child.iterchildren(_CONTENT):
                yield from blocks(content)
        elif child.tag in _WRAPPERS:
            yield from blocks(child)


def children(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, also those in content controls."""
    for child in parent:
        if child.tag == qn(name):
            yield child
        elif child.tag in {_SDT, _CONTENT, *_WRAPPERS}:
            yield from children(child, name)


def text_of(paragraph: Any) -> str:
    """Its words as they stand after all changes, without those of text boxes in it."""
    parts = []
    for one in descend(paragraph, _SKIPPED):
        if one.tag in (qn("w:t"), _MATH):
            parts.append(one.text or "")
        elif one.tag == qn("w:tab"):
            parts.append(" ")
        elif one.tag in (qn("w:br"), qn("w:cr")) and one.get(qn("w:type")) != "page":
            parts.append("\n")
        elif one.tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif one.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            parts.append(f"[{one.get(qn('w:id'))}]")
    return "".join(parts)


def is_break(element: Any) -> bool:
    """Whether a page ends here, by wish or because Word noted that one did."""
    if element.tag == qn("w:br"):
        return bool(element.get(qn("w:type")) == "page")
    return bool(element.tag == qn("w:lastRenderedPageBreak"))


def starts_before_break(paragraph: Any) -> bool:
    """Whether words of a paragraph stand before its first page break."""
    for one in descend(paragraph, _SKIPPED):
        if is_break(one):
            return False
        if one.tag == qn("w:t") and (one.text or "").strip():
            return True
    return True


def references(paragraph: Any) -> list[str]:
    """The numbers of the footnotes and endnotes that it refers to."""
    tags = (qn("w:footnoteReference"), qn("w:endnoteReference"))
    return [one.get(qn("w:id")) for one in descend(paragraph, _SKIPPED) if one.tag in tags]


def boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes that are anchored in it, each once."""
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    for one in descend(paragraph, frozenset({fallback})):
        if one.tag == _BOX:
            yield one


def grid_of(table: Any) -> Grid:
    """The cells of a table; one that spans several rows stands in each of them."""
    cells: dict[tuple[int, int], str] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    above: dict[int, tuple[int, int]] = {}
    for row, tr in enumerate(children(table, "w:tr")):
        column = 0
        for tc in children(tr, "w:tc"):
            wide = _number(tc.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"))
            merge = tc.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is not None and merge.get(qn("w:val")) != "restart" and column in above:
                origin = above[column]
                width = spans.get(origin, (1, wide))[1]
                spans[origin] = (row - origin[0] + 1, max(width, 1))
                cells.setdefault((row, column), "")
            else:
                cells[row, column] = _cell(tc)
                above[column] = (row, column)
                if wide > 1:
                    spans[row, column] = (1, wide)
            column += wide
    return fill(cells, spans)


def _number(element: Any) -> int:
    value = element.get(qn("w:val")) if element is not None else "1"
    return min(max(int(value), 1), 200) if value and value.isdecimal() else 1


def _cell(cell: Any) -> str:
    lines = []
    for block in blocks(cell):
        if block.tag == PARAGRAPH:
            lines.append(text_of(block))
            lines += [text_of(inner) for box in boxes(block) for inner in box.iter(PARAGRAPH)]
        else:
            grid = grid_of(block)
            lines += [record([], row) for row in grid]
    return one_line("\n".join(lines))
