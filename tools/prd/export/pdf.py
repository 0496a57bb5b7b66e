"""A PRD as PDF: headings as bookmarks, footnotes that lead there and back, the flow in lines."""

import io
from collections.abc import Iterator

from reportlab.lib import colors
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from knowledge.language import Lang
from knowledge.records.prd import Block, Prd, Sentence
from knowledge.texts import say
from tools.prd.export.flow_layout import laid_out
from tools.prd.export.flowchart import read_flowchart
from tools.prd.export.footnotes import Footnotes
from tools.prd.export.legible import one_line
from tools.prd.export.markdown import as_markdown
from tools.prd.export.marks import mark_of, said_of
from tools.prd.export.pdf_flow import flow_picture
from tools.prd.export.pdf_fonts import LATIN, letters_for, marked_up
from tools.prd.export.rows import rows_of, shares_of

_MARGIN = 22 * mm
_WIDE = A4[0] - 2 * _MARGIN
_HIGHEST = 170 * mm
_LINE = colors.HexColor("#c9c9c2")
_SUNK = colors.HexColor("#f5f5f2")
_COLOURS = {"assumption": "#8a5a06", "decision": "#1b6e43"}
_ASKING = "#b42318"
_LINK = "#3a5bc7"


def as_pdf(prd: Prd) -> bytes:
    """The file."""
    out = io.BytesIO()
    version = say("prd_export.version", prd.lang, version=prd.version, day=f"{prd.made:%Y-%m-%d}")
    document = _Document(
        out,
        pagesize=A4,
        title=one_line(prd.title),
        subject=version,
        author="Casebook",
        creator="Casebook",
        lang="zh-CN" if prd.lang == "zh" else "en-US",
        invariant=True,
    )
    frame = Frame(_MARGIN, _MARGIN, _WIDE, A4[1] - 2 * _MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=_number))
    sources = say("prd_export.sources", prd.lang)
    # Markdown has all that is said beside the data: marks, version, footnotes.
    with letters_for(f"{prd!r}{as_markdown(prd)}{sources}"):
        document.build(list(_Pages(prd).parts(prd, version)))
    return out.getvalue()


class _Heading(Paragraph):  # type: ignore[misc]  # the library has no types
    """A heading that a bookmark leads to."""

    def __init__(self, text: str, style: ParagraphStyle, key: str) -> None:
        super().__init__(marked_up(text), style)
        self.text_said, self.key = text, key


class _Document(BaseDocTemplate):  # type: ignore[misc]  # the library has no types
    """A document whose headings make its outline."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Called by the library when a part stands on its page."""
        if isinstance(flowable, _Heading):
            self.canv.bookmarkPage(flowable.key)
            self.canv.addOutlineEntry(flowable.text_said, flowable.key, 0)


class _Pages:
    """What the parts of one document have in common."""

    def __init__(self, prd: Prd) -> None:
        self._lang: Lang = prd.lang
        self._notes = Footnotes(prd)
        self._seen: set[int] = set()
        self._plain = _style("plain", 10.5, prd.lang, after=5)
        self._cell = _style("cell", 9.5, prd.lang)
        self._head = _style("head", 15, prd.lang, after=5, before=14, keepWithNext=1)
        self._note = _style("note", 8.5, prd.lang, after=2, left=14)

    def parts(self, prd: Prd, version: str) -> Iterator[Flowable]:
        """The whole, in order."""
        faint = _style("faint", 9, prd.lang, after=3, textColor=colors.HexColor("#565b64"))
        yield Paragraph(marked_up(one_line(prd.title)), _style("title", 22, prd.lang, after=6))
        yield Paragraph(marked_up(version), faint)
        yield Paragraph(marked_up(say("prd_export.legend", prd.lang)), faint)
        for at, section in enumerate(prd.sections, 1):
            yield _Heading(one_line(section.title), self._head, f"s{at}")
            for block in section.blocks:
                yield from self._block(block)
        yield from self._foot()

    def _block(self, block: Block) -> Iterator[Flowable]:
        match block.form:
            case "paragraph":
                between = "" if self._lang == "zh" else " "
                yield Paragraph(between.join(map(self._sentence, block.sentences)), self._plain)
            case "list":
                item = _style("item", 10.5, self._lang, after=3, left=14)
                for one in block.sentences:
                    yield Paragraph(self._sentence(one), item, bulletText="•")
            case "table":
                yield from self._table(block)
            case "flow":
                yield from _flow(block.text, self._plain)

    def _table(self, block: Block) -> Iterator[Flowable]:
        rows = rows_of(block)
        lines = [
            [Paragraph(self._sentence(one) if one else "", self._cell) for one in row]
            for row in rows
        ]
        heads = [Paragraph(f"<b>{marked_up(head)}</b>", self._cell) for head in block.heads]
        if not lines and not heads:
            return
        said = [[said_of(one, self._lang) for one in row] for row in rows]
        widths = [_WIDE * share for share in shares_of(block.heads or [""], said)]
        style = [
            ("GRID", (0, 0), (-1, -1), 0.5, _LINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *([("BACKGROUND", (0, 0), (-1, 0), _SUNK)] if heads else []),
        ]
        yield Table(
            [heads, *lines] if heads else lines,
            colWidths=widths,
            repeatRows=1 if heads else 0,
            style=style,
            splitInRow=1,
        )
        yield Spacer(1, 6)

    def _sentence(self, sentence: Sentence) -> str:
        told = marked_up(sentence.text)
        if mark := mark_of(sentence, self._lang):
            colour = _COLOURS.get(sentence.kind, _ASKING)
            told = f'<font color="{colour}"><b>{marked_up(mark)}</b></font> {told}'
        return told + " ".join(map(self._reference, self._notes.of(sentence)))

    def _reference(self, number: int) -> str:
        """A link to the footnote, which leads back to the first place that has one."""
        place = "" if number in self._seen else f'<a name="ref{number}"/>'
        self._seen.add(number)
        return f'{place}<super><a href="#note{number}" color="{_LINK}">{number}</a></super>'

    def _foot(self) -> Iterator[Flowable]:
        notes = self._notes.all()
        if notes:
            yield _Heading(say("prd_export.sources", self._lang), self._head, "notes")
        for one in notes:
            back = f'<a href="#ref{one.number}" color="{_LINK}">{one.number}</a>'
            told = f'<a name="note{one.number}"/>{back} {marked_up(one.text)}'
            yield Paragraph(told, self._note)


def _flow(source: str, style: ParagraphStyle) -> Iterator[Flowable]:
    chart = read_flowchart(source)
    if chart:
        yield flow_picture(laid_out(chart), _WIDE, _HIGHEST)
        yield Spacer(1, 8)
    elif source.strip():
        yield Paragraph(marked_up(source.strip("\n")), style)


def _style(
    name: str,
    size: float,
    lang: Lang,
    *,
    after: float = 0,
    before: float = 0,
    left: float = 0,
    **more: object,
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=LATIN,
        fontSize=size,
        leading=size * 1.5,
        spaceAfter=after,
        spaceBefore=before,
        leftIndent=left,
        alignment=TA_LEFT,
        wordWrap="CJK" if lang == "zh" else None,
        splitLongWords=1,
        **more,
    )


def _number(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont(LATIN, 8)
    canvas.drawCentredString(A4[0] / 2, 12 * mm, str(document.page))
