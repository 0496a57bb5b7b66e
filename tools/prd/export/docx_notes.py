"""Real footnotes in a DOCX, for which python-docx has no call: a part of their own.

ECMA-376 part 1: footnotes in 17.11, NOTEREF, by which a place refers to a footnote that stands
elsewhere, in 17.16.5.41.
"""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from tools.prd.export.footnotes import Footnote


class DocxNotes:
    """The footnotes of one document."""

    def __init__(self, document: Document, notes: list[Footnote]) -> None:
        styles = document.styles
        text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = styles["Normal"]
        text.font.size = Pt(9)
        text.paragraph_format.space_after = Pt(2)
        mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.font.superscript = True
        self._text, self._mark = text.style_id, mark.style_id
        self._seen: set[int] = set()
        if notes:
            part = XmlPart(
                PackURI("/word/footnotes.xml"),
                CONTENT_TYPE.WML_FOOTNOTES,
                self._written(notes),
                document.part.package,
            )
            document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def refer(self, paragraph: Paragraph, number: int) -> None:
        """Put a reference at the end of a paragraph.

        A footnote stands on the page of the first; a further one repeats its number, as a
        second footnote would get a number of its own.
        """
        name = f"note{number}"
        if number in self._seen:
            self._repeat(paragraph, number, name)
            return
        self._seen.add(number)
        start = _element("w:bookmarkStart", id=str(number), name=name)
        run = _run(self._mark, _element("w:footnoteReference", id=str(number)))
        for one in (start, run, _element("w:bookmarkEnd", id=str(number))):
            paragraph._p.append(one)

    def _repeat(self, paragraph: Paragraph, number: int, name: str) -> None:
        parts = (
            _element("w:fldChar", fldCharType="begin"),
            _worded("w:instrText", f" NOTEREF {name} \\f \\h "),
            _element("w:fldChar", fldCharType="separate"),
            _worded("w:t", str(number)),
            _element("w:fldChar", fldCharType="end"),
        )
        for one in parts:
            paragraph._p.append(_run(self._mark, one))

    def _written(self, notes: list[Footnote]) -> BaseOxmlElement:
        root = OxmlElement("w:footnotes")
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            line = _element("w:footnote", type=kind, id=str(number))
            paragraph = OxmlElement("w:p")
            paragraph.append(_run(None, OxmlElement(f"w:{kind}")))
            line.append(paragraph)
            root.append(line)
        for one in notes:
            note = _element("w:footnote", id=str(one.number))
            paragraph = OxmlElement("w:p")
            style = OxmlElement("w:pPr")
            style.append(_element("w:pStyle", val=self._text))
            paragraph.append(style)
            paragraph.append(_run(self._mark, OxmlElement("w:footnoteRef")))
            paragraph.append(_run(None, _worded("w:t", f" {one.text}")))
            note.append(paragraph)
            root.append(note)
        return root


def _run(style: str | None, content: BaseOxmlElement) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    if style:
        properties = OxmlElement("w:rPr")
        properties.append(_element("w:rStyle", val=style))
        run.append(properties)
    run.append(content)
    return run


def _worded(tag: str, text: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
