"""A PRD as PDF: headings as bookmarks, footnotes that lead there and back, the flow in lines."""

import io
from collections.abc import Iterator, Sequence

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
_TALL = 0.9 * (A4[1] - 2 * _MARGIN)
"""What is left of a page on which nothing stands yet."""
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


class _Anchored(Paragraph):  # type: ignore[misc]  # the library has no types
    """A paragraph that links lead to.

    The library's own anchors within a text break its Chinese lines.
    """

    keys: tuple[str, ...] = ()

    def draw(self) -> None:
        """Called by the library, in a cell of a table too."""
        for key in self.keys:
            self.canv.bookmarkHorizontal(key, 0, self.height)
        super().draw()

    def split(self, width: float, height: float) -> list[Flowable]:
        """In parts for two pages; links lead to the first."""
        parts: list[Flowable] = super().split(width, height)
        if parts:
            parts[0].keys = self.keys
        return parts


class _Table(Table):  # type: ignore[misc]  # the library has no types
    """A table whose rows stay whole unless one is taller than a page."""

    def split(self, width: float, height: float) -> list[Flowable]:
        """In parts for two pages; none when it has to begin on the next."""
        self.splitInRow = int(height > _TALL)
        return list(super().split(width, height))


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
                yield self._paragraph(block.sentences, self._plain)
            case "list":
                item = _style("item", 10.5, self._lang, after=3, left=14)
                for one in block.sentences:
                    yield self._paragraph([one], item, bullet="•")
            case "table":
                yield from self._table(block)
            case "flow":
                yield from _flow(block.text, self._plain)

    def _table(self, block: Block) -> Iterator[Flowable]:
        rows = rows_of(block)
        lines = [[self._paragraph([one] if one else [], self._cell) for one in row] for row in rows]
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
        yield _Table(
            [heads, *lines] if heads else lines,
            colWidths=widths,
            repeatRows=1 if heads else 0,
            style=style,
        )
        yield Spacer(1, 6)

    def _paragraph(
        self, sentences: Sequence[Sentence], style: ParagraphStyle, bullet: str | None = None
    ) -> _Anchored:
        """Sentences that run on; footnotes lead back to the first place that refers to them."""
        between = "" if self._lang == "zh" else " "
        told = between.join(map(self._sentence, sentences))
        made = _Anchored(told, style, bulletText=bullet)
        numbers = dict.fromkeys(number for one in sentences for number in self._notes.of(one))
        new = [number for number in numbers if number not in self._seen]
        self._seen.update(new)
        made.keys = tuple(f"ref{number}" for number in new)
        return made

    def _sentence(self, sentence: Sentence) -> str:
        told = marked_up(sentence.text)
        if mark := mark_of(sentence, self._lang):
            colour = _COLOURS.get(sentence.kind, _ASKING)
            told = f'<font color="{colour}"><b>{marked_up(mark)}</b></font> {told}'
        links = [
            f'<super><a href="#note{number}" color="{_LINK}">{number}</a></super>'
            for number in self._notes.of(sentence)
        ]
        return told + " ".join(links)

    def _foot(self) -> Iterator[Flowable]:
        notes = self._notes.all()
        if notes:
            yield _Heading(say("prd_export.sources", self._lang), self._head, "notes")
        for one in notes:
            back = f'<a href="#ref{one.number}" color="{_LINK}">{one.number}</a>'
            note = _Anchored(f"{back} {marked_up(one.text)}", self._note)
            note.keys = (f"note{one.number}",)
            yield note


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
