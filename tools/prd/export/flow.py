"""A flow as SVG: for the page and for HTML. It takes the colour of the text about it."""

from collections.abc import Iterable, Sequence

from knowledge.markup import Html, el
from tools.prd.export.flow_drawing import Box, Drawing, Point, Stroke
from tools.prd.export.flow_layout import laid_out
from tools.prd.export.flow_words import HEIGHT, SIZE
from tools.prd.export.flowchart import read_flowchart

_DASHES = {"solid": None, "dotted": "4 4", "thick": None}


def flow_svg(source: str, alt: str = "") -> Html | None:
    """The picture of a Mermaid flowchart; None for what is not a simple one.

    All text is escaped. `alt` says what it is to those who cannot see it.
    """
    chart = read_flowchart(source)
    return svg(laid_out(chart), alt) if chart else None


def svg(drawing: Drawing, alt: str) -> Html:
    """A drawing as one element; nothing in it can be followed or run."""
    return el(
        "svg",
        el("title", alt) if alt else None,
        [_stroke(one) for one in drawing.strokes],
        [_head(one) for one in drawing.strokes if one.head],
        [el("g", _outline(one), _text(one.at, one.lines)) for one in drawing.boxes],
        [_text(one.at, one.lines) for one in drawing.words],
        cls="flow",
        role="img",
        viewBox=f"0 0 {drawing.width:.0f} {drawing.height:.0f}",
        width=f"{drawing.width:.0f}",
        height=f"{drawing.height:.0f}",
        font_size=f"{SIZE:g}",
    )


def head_of(stroke: Stroke) -> tuple[Point, Point, Point]:
    """The three corners of the point that a stroke ends in."""
    (x0, y0), (x, y) = stroke.points[-2:]
    length = ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5 or 1.0
    dx, dy = (x - x0) / length, (y - y0) / length
    back_x, back_y = x - 8 * dx, y - 8 * dy
    return (x, y), (back_x - 4 * dy, back_y + 4 * dx), (back_x + 4 * dy, back_y - 4 * dx)


def corners_of(box: Box) -> tuple[Point, Point, Point, Point]:
    """Of a diamond: its upper, right, lower and left corner."""
    (x, y), (width, height) = box.at, box.size
    return (x, y - height / 2), (x + width / 2, y), (x, y + height / 2), (x - width / 2, y)


def radius_of(box: Box) -> float:
    """How round the corners of a box are that is no diamond."""
    return {"box": 3.0, "round": 10.0}.get(box.shape, box.size[1] / 2)


def _outline(box: Box) -> Html:
    drawn = {"fill": "none", "stroke": "currentColor", "stroke_width": "1.3"}
    if box.shape == "diamond":
        return el("polygon", points=_points(corners_of(box)), **drawn)
    (x, y), (width, height) = box.at, box.size
    return el(
        "rect",
        x=f"{x - width / 2:.1f}",
        y=f"{y - height / 2:.1f}",
        width=f"{width:.1f}",
        height=f"{height:.1f}",
        rx=f"{radius_of(box):.1f}",
        **drawn,
    )


def _stroke(stroke: Stroke) -> Html:
    return el(
        "polyline",
        points=_points(stroke.points),
        fill="none",
        stroke="currentColor",
        stroke_width="2.6" if stroke.line == "thick" else "1.3",
        stroke_dasharray=_DASHES[stroke.line],
    )


def _head(stroke: Stroke) -> Html:
    return el("polygon", points=_points(head_of(stroke)), fill="currentColor")


def _text(at: Point, lines: Sequence[str]) -> Html:
    x, y = at
    # The letters' middle is about a third of their size above the line that they stand on.
    first = y - (len(lines) - 1) * HEIGHT / 2 + SIZE * 0.36
    told = [
        el("tspan", line, x=f"{x:.1f}", y=f"{first + HEIGHT * row:.1f}")
        for row, line in enumerate(lines)
    ]
    return el("text", told, text_anchor="middle", fill="currentColor")


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
