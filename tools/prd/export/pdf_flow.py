"""A flow in a PDF, drawn in lines: sharp at every size, and its words can be searched."""

from itertools import chain

from reportlab.graphics.shapes import Drawing as Picture
from reportlab.graphics.shapes import Polygon, PolyLine, Rect, String
from reportlab.lib import colors
from reportlab.pdfbase.pdfmetrics import stringWidth

from tools.prd.export.flow import corners_of, head_of, radius_of
from tools.prd.export.flow_drawing import Drawing, Point
from tools.prd.export.flow_words import HEIGHT, SIZE
from tools.prd.export.pdf_fonts import LATIN, other_font, runs_of

_INK = colors.HexColor("#1d2025")


def flow_picture(drawing: Drawing, widest: float, highest: float) -> Picture:
    """The picture, no larger than that, in points; a pixel is three quarters of one."""
    scale = min(0.75, widest / drawing.width, highest / drawing.height)
    picture = Picture(drawing.width * scale, drawing.height * scale)
    picture.scale(scale, scale)
    picture.hAlign = "CENTER"

    def at(point: Point) -> Point:
        return point[0], drawing.height - point[1]

    for stroke in drawing.strokes:
        width = 2.6 if stroke.line == "thick" else 1.3
        dashes = [4, 4] if stroke.line == "dotted" else None
        points = list(chain.from_iterable(map(at, stroke.points)))
        picture.add(PolyLine(points, strokeColor=_INK, strokeWidth=width, strokeDashArray=dashes))
        if stroke.head:
            corners = list(chain.from_iterable(map(at, head_of(stroke))))
            picture.add(Polygon(corners, fillColor=_INK, strokeColor=None))
    for box in drawing.boxes:
        look = {"fillColor": None, "strokeColor": _INK, "strokeWidth": 1.3}
        if box.shape == "diamond":
            picture.add(Polygon(list(chain.from_iterable(map(at, corners_of(box)))), **look))
            continue
        (x, y), (wide, high) = at(box.at), box.size
        round_ = radius_of(box)
        picture.add(Rect(x - wide / 2, y - high / 2, wide, high, rx=round_, ry=round_, **look))
    for one in drawing.texts:
        x, y = at(one.at)
        first = y + (len(one.lines) - 1) * HEIGHT / 2 - SIZE * 0.36
        for row, line in enumerate(one.lines):
            _write(picture, x, first - row * HEIGHT, line)
    return picture


def _write(picture: Picture, middle: float, base: float, line: str) -> None:
    runs = [(part, LATIN if latin else other_font()) for part, latin in runs_of(line)]
    at = middle - sum(stringWidth(part, font, SIZE) for part, font in runs) / 2
    for part, font in runs:
        picture.add(String(at, base, part, fontName=font, fontSize=SIZE, fillColor=_INK))
        at += stringWidth(part, font, SIZE)
