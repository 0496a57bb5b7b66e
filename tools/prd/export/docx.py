"""A PRD as DOCX: headings, lists, tables, real footnotes, comments, the flow as a picture."""

import io

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Inches, Mm, Pt
from docx.text.paragraph import Paragraph

from knowledge.language import Lang
from knowledge.records.prd import Block, Prd, Section, Sentence
from knowledge.texts import say
from tools.prd.export.docx_notes import DocxNotes
from tools.prd.export.docx_styles import dress, keep_whole, mark_style
from tools.prd.export.flow_drawing import Drawing
from tools.prd.export.flow_layout import laid_out
from tools.prd.export.flow_picture import flow_png
from tools.prd.export.flowchart import Flowchart, read_flowchart
from tools.prd.export.footnotes import Footnotes
from tools.prd.export.legible import legible, one_line
from tools.prd.export.marks import mark_of, said_of
from tools.prd.export.rows import rows_of, shares_of

_PIXELS = 96
"""Of a drawing to the inch."""
_PAGE, _MARGIN = (Mm(210), Mm(297)), Mm(25)
_WIDEST, _HIGHEST = Mm(160), Mm(165)
"""What a table or a picture may fill of a page."""
_PROPERTY = 255
"""Characters that a property of the document holds."""


def as_docx(prd: Prd) -> bytes:
    """The file."""
    document = docx.Document()
    dress(document, prd.lang)
    made = _Made(document, prd)
    made.title(prd)
    for section in prd.sections:
        made.section(section)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Made:
    """A document that is being made."""

    def __init__(self, document: Document, prd: Prd) -> None:
        self._document = document
        self._lang: Lang = prd.lang
        self._numbers = Footnotes(prd)
        self._notes = DocxNotes(document, self._numbers.all())
        self._comments = [one for one in prd.comments if not one.resolved]

    def title(self, prd: Prd) -> None:
        version = say(
            "prd_export.version", prd.lang, version=prd.version, day=f"{prd.made:%Y-%m-%d}"
        )
        document, told = self._document, self._document.core_properties
        told.title, told.subject = one_line(prd.title)[:_PROPERTY], version
        told.author = told.last_modified_by = "Casebook"
        # A draft that is not kept yet is version 0; the property begins at 1.
        told.comments, told.revision = "", max(prd.version, 1)
        told.created = told.modified = prd.made
        sheet = document.sections[0]
        sheet.page_width, sheet.page_height = _PAGE
        sheet.left_margin = sheet.right_margin = _MARGIN
        document.add_heading(one_line(prd.title), 0)
        document.add_paragraph(version)
        legend = document.add_paragraph().add_run(say("prd_export.legend", prd.lang))
        legend.italic, legend.font.size = True, Pt(9)
        page = OxmlElement("w:fldSimple")
        page.set(qn("w:instr"), "PAGE")
        footer = sheet.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        footer._p.append(page)

    def section(self, section: Section) -> None:
        heading = self._document.add_heading(one_line(section.title), 1)
        for note in self._comments:
            if note.section == section.key and heading.runs:
                by = one_line(note.by)
                kept = self._document.add_comment(heading.runs, legible(note.text), by, by[:1])
                kept._comment_elm.set(qn("w:date"), f"{note.at:%Y-%m-%dT%H:%M:%SZ}")
        for block in section.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block.form:
            case "paragraph":
                paragraph = self._document.add_paragraph()
                for at, one in enumerate(block.sentences):
                    if at and self._lang == "en":
                        paragraph.add_run(" ")
                    self._sentence(paragraph, one)
            case "list":
                for one in block.sentences:
                    self._sentence(self._document.add_paragraph(style="List Bullet"), one)
            case "table":
                rows: list[list[Sentence | str | None]] = [list(row) for row in rows_of(block)]
                self._table([legible(head) for head in block.heads], rows)
            case "flow":
                self._flow(block.text)

    def _sentence(self, paragraph: Paragraph, sentence: Sentence) -> None:
        if mark := mark_of(sentence, self._lang):
            paragraph.add_run(mark, style=mark_style(sentence.kind))
            paragraph.add_run(" ")
        paragraph.add_run(legible(sentence.text))
        for at, number in enumerate(self._numbers.of(sentence)):
            if at:
                paragraph.add_run(" ").font.superscript = True
            self._notes.refer(paragraph, number)

    def _table(self, heads: list[str], rows: list[list[Sentence | str | None]]) -> None:
        if not rows and not heads:
            return
        width = len(heads) or 1
        table = self._document.add_table(0, width, style="Table Grid")
        table.autofit = False
        told = [
            [one if isinstance(one, str) else said_of(one, self._lang) for one in row]
            for row in rows
        ]
        widths = [Emu(round(_WIDEST * share)) for share in shares_of(heads or [""], told)]
        for column, wide in zip(table.columns, widths, strict=True):
            column.width = wide
        if heads:
            row = table.add_row()
            keep_whole(row._tr, head=True)
            for cell, head in zip(row.cells, heads, strict=True):
                cell.paragraphs[0].add_run(head).bold = True
        for found in rows:
            row = table.add_row()
            keep_whole(row._tr)
            for cell, one in zip(row.cells, found, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(0)
                if isinstance(one, Sentence):
                    self._sentence(paragraph, one)
                elif one:
                    paragraph.add_run(one)
        for line in table.rows:
            for cell, wide in zip(line.cells, widths, strict=True):
                cell.width = wide
        self._document.add_paragraph()

    def _flow(self, source: str) -> None:
        chart = read_flowchart(source)
        if chart is None:
            if source.strip():
                run = self._document.add_paragraph().add_run(legible(source).strip("\n"))
                run.font.name, run.font.size = "Consolas", Pt(9)
            return
        drawing = laid_out(chart)
        picture = flow_png(drawing)
        if picture is None:
            self._flow_table(chart)
        else:
            self._picture(picture, drawing)

    def _picture(self, picture: bytes, drawing: Drawing) -> None:
        width, height = (Inches(side / _PIXELS) for side in (drawing.width, drawing.height))
        scale = min(1.0, _WIDEST / width, _HIGHEST / height)
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.add_run().add_picture(io.BytesIO(picture), Emu(round(width * scale)))
        shape._inline.docPr.set("descr", say("prd_export.flow.alt", self._lang))

    def _flow_table(self, chart: Flowchart) -> None:
        """The flow in rows, where no font of this machine could draw it."""
        heads = [say(f"prd_export.flow.{name}", self._lang) for name in ("from", "when", "to")]
        rows: list[list[Sentence | str | None]] = [
            [chart.nodes[one.start].text, one.label, chart.nodes[one.end].text]
            for one in chart.arrows
        ]
        self._table(heads, rows)
