"""PPTX: slides in order, each with its title, bullets, tables, charts and notes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation

from knowledge.readers.office import proper_title
from knowledge.readers.reading import Draft, Reading, one_line
from knowledge.readers.tables import Grid, fill
from knowledge.records import Locator

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "/diagramData"
_FURNITURE = frozenset({"DATE", "FOOTER", "SLIDE_NUMBER", "HEADER"})
_ROW_HEIGHT = 0.04
"""Shapes whose tops differ by less of the slide's height stand beside each other."""
_TITLE_LENGTH = 40


def read_pptx(path: Path) -> Reading:
    """All slides, hidden ones too: what a presenter skips is still written."""
    deck = Presentation(str(path))
    draft = Draft()
    title: str | None = None
    for number, slide in enumerate(deck.slides, start=1):
        shapes = list(_in_reading_order(slide.shapes, deck.slide_height or 1))
        head = slide.shapes.title
        heading = one_line(head.text_frame.text) if head is not None else ""
        shapes = [one for one in shapes if head is None or one.shape_id != head.shape_id]
        heading = heading or _first_words(shapes)
        draft.at(Locator(slide=number))
        if heading:
            title = title or heading
            draft.heading(1 if number == 1 else 2, heading)
        for shape in shapes:
            _draft_shape(draft, shape, heading)
        if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame) is not None:
            draft.paragraph(frame.text)
    about = deck.core_properties
    return draft.reading(
        title=proper_title(title) or proper_title(about.title) or title,
        version=about.version or None,
    )


def _in_reading_order(shapes: Any, height: int) -> Iterator[Any]:
    """Shapes from top to bottom and left to right; groups give way to what is in them."""

    def place(shape: Any) -> tuple[int, int]:
        return (round((shape.top or 0) / (height * _ROW_HEIGHT)), shape.left or 0)

    for shape in sorted(shapes, key=place):
        if hasattr(shape, "shapes"):
            yield from _in_reading_order(shape.shapes, height)
        elif not (shape.is_placeholder and shape.placeholder_format.type.name in _FURNITURE):
            yield shape


def _draft_shape(draft: Draft, shape: Any, heading: str) -> None:
    if getattr(shape, "has_table", False):
        draft.table(_grid(shape.table))
    elif getattr(shape, "has_chart", False):
        _draft_chart(draft, shape.chart)
    elif shape.has_text_frame:
        _draft_text(draft, shape.text_frame, heading)
    else:
        draft.items([f"- {one}" for one in _diagram(shape)])


def _draft_text(draft: Draft, frame: Any, heading: str) -> None:
    paragraphs = [(one.level, one_line(one.text)) for one in frame.paragraphs]
    paragraphs = [(level, words) for level, words in paragraphs if words]
    if [words for _, words in paragraphs] == [heading]:
        return
    if len(paragraphs) == 1:
        draft.paragraph(paragraphs[0][1])
    else:
        draft.items([f"{'  ' * level}- {words}" for level, words in paragraphs])


def _grid(table: Any) -> Grid:
    cells: dict[tuple[int, int], str] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for row, cells_of_row in enumerate(table.rows):
        for column, cell in enumerate(cells_of_row.cells):
            if not cell.is_spanned:
                cells[row, column] = one_line(cell.text_frame.text)
                if cell.is_merge_origin:
                    spans[row, column] = cell.span_height, cell.span_width
    return fill(cells, spans)


def _draft_chart(draft: Draft, chart: Any) -> None:
    """The figures behind a chart: categories as rows, series as columns."""
    if chart.has_title and chart.chart_title.has_text_frame:
        draft.paragraph(chart.chart_title.text_frame.text)
    for plot in chart.plots:
        names = [str(one) for one in plot.categories]
        series = [(one.name, list(one.values)) for one in plot.series]
        if names and series:
            rows = [
                [name, *(_figure(values[at]) if at < len(values) else "" for _, values in series)]
                for at, name in enumerate(names)
            ]
            draft.table([["", *(name for name, _ in series)], *rows])


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _diagram(shape: Any) -> list[str]:
    """The words of a SmartArt diagram, which lie in a part of their own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    words: list[str] = []
    for data in shape.element.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
    ):
        id_ = data.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm")
        relation = shape.part.rels.get(id_) if id_ else None
        if relation is not None and relation.reltype.endswith(_DIAGRAM):
            root = etree.fromstring(relation.target_part.blob, parser)
            words += [
                one_line("".join(one.text or "" for one in paragraph.iter(f"{_A}t")))
                for paragraph in root.iter(f"{_A}p")
            ]
    return [one for one in words if one]


def _first_words(shapes: list[Any]) -> str:
    """The first line of a slide without a title, by which it goes."""
    for shape in shapes:
        if shape.has_text_frame and (words := one_line(shape.text_frame.text)):
            line = words.split(" / ", 1)[0]
            return line if len(line) <= _TITLE_LENGTH else f"{line[:_TITLE_LENGTH]}…"
    return ""
