"""A flow as PNG, for files that cannot hold SVG."""

import io
from collections.abc import Iterator

from PIL import Image, ImageDraw, ImageFont

from tools.prd.export.flow import corners_of, head_of, radius_of
from tools.prd.export.flow_drawing import Box, Drawing, Point, Stroke
from tools.prd.export.flow_words import HEIGHT, SIZE
from tools.prd.export.fonts import chinese_fonts

_SCALE = 3.0
"""Pixels of the picture for one of the drawing: sharp in print at the usual size."""
_LARGEST = 12_000
_INK = "#1d2025"
_LATIN = 0x24F
"""The last letter that the font which Pillow brings is asked to draw."""
Face = ImageFont.FreeTypeFont | ImageFont.ImageFont


def flow_png(drawing: Drawing) -> bytes | None:
    """The picture; None when no font here has its letters, or it would be too large."""
    scale = min(_SCALE, _LARGEST / max(drawing.width, drawing.height))
    face = _face(drawing, SIZE * scale)
    if face is None or scale < 1:
        return None
    size = (round(drawing.width * scale), round(drawing.height * scale))
    picture = Image.new("L", size, 255)
    draw = ImageDraw.Draw(picture)

    def at(point: Point) -> Point:
        return point[0] * scale, point[1] * scale

    for stroke in drawing.strokes:
        width = round((2.6 if stroke.line == "thick" else 1.3) * scale)
        for start, end in _pieces(stroke):
            draw.line([at(start), at(end)], _INK, width)
        if stroke.head:
            draw.polygon([at(corner) for corner in head_of(stroke)], _INK)
    for box in drawing.boxes:
        _outline(draw, box, scale)
    for one in drawing.texts:
        x, y = one.at
        first = y - (len(one.lines) - 1) * HEIGHT / 2
        for row, line in enumerate(one.lines):
            draw.text(at((x, first + row * HEIGHT)), line, _INK, face, anchor="mm")
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _face(drawing: Drawing, size: float) -> Face | None:
    fonts = chinese_fonts()
    if fonts:
        return ImageFont.truetype(fonts[0].path, size, fonts[0].index)
    text = "".join(line for one in drawing.texts for line in one.lines)
    return ImageFont.load_default(size) if all(ord(mark) <= _LATIN for mark in text) else None


def _outline(draw: ImageDraw.ImageDraw, box: Box, scale: float) -> None:
    width = round(1.3 * scale)
    if box.shape == "diamond":
        corners = [(x * scale, y * scale) for x, y in corners_of(box)]
        draw.line([*corners, *corners[:2]], _INK, width, joint="curve")
        return
    (x, y), (wide, high) = box.at, box.size
    draw.rounded_rectangle(
        [
            ((x - wide / 2) * scale, (y - high / 2) * scale),
            ((x + wide / 2) * scale, (y + high / 2) * scale),
        ],
        radius=radius_of(box) * scale,
        outline=_INK,
        width=width,
    )


def _pieces(stroke: Stroke) -> Iterator[tuple[Point, Point]]:
    """From point to point; of a dotted line its dashes of four pixels."""
    for start, end in zip(stroke.points, stroke.points[1:], strict=False):
        if stroke.line != "dotted":
            yield start, end
            continue
        (x0, y0), (x1, y1) = start, end
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        for dash in range(0, int(length), 8):
            part, until = dash / length, min((dash + 4) / length, 1.0)
            yield (
                (x0 + (x1 - x0) * part, y0 + (y1 - y0) * part),
                (x0 + (x1 - x0) * until, y0 + (y1 - y0) * until),
            )
