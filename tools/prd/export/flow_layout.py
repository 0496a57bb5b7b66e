"""Where the boxes and arrows of a flow stand.

Long arrows get a place in each layer that they pass, and so does a label: it covers nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tools.prd.export.flow_drawing import Box, Drawing, Point, Stroke, Words
from tools.prd.export.flow_layers import (
    Place,
    layers_of,
    order,
    rooms_of,
    spread,
    turned_arrows,
)
from tools.prd.export.flow_words import HEIGHT, lines_of, width_of
from tools.prd.export.flowchart import Arrow, Flowchart, Node

_PAD = 14.0
_APART = 34.0
"""Free pixels between layers."""
_MARGIN = 12.0


@dataclass
class _Way:
    """An arrow with the places that it passes."""

    arrow: Arrow
    turned: bool
    places: list[Place]


def laid_out(chart: Flowchart) -> Drawing:
    """The flow as it is drawn."""
    boxes = {name: _box(node) for name, node in chart.nodes.items()}
    turned = turned_arrows(chart)
    rooms = rooms_of(chart, turned)
    for name, layer in layers_of(chart, turned, rooms).items():
        boxes[name].layer = layer
    ways = [
        _way(arrow, boxes, turned=at in turned, down=chart.down)
        for at, arrow in enumerate(chart.arrows)
    ]
    layers: dict[int, list[Place]] = defaultdict(list)
    for place in [*boxes.values(), *(one for way in ways for one in way.places[1:-1])]:
        layers[place.layer].append(place)
    ordered = [layers[at] for at in sorted(layers)]
    order(ordered)
    spread(ordered, across=0 if chart.down else 1)
    return _drawn(ordered, ways, down=chart.down)


def _box(node: Node) -> Place:
    lines = lines_of(node.text)
    width = max(map(width_of, lines)) + 2 * _PAD
    height = len(lines) * HEIGHT + 1.2 * _PAD
    if node.shape == "diamond":
        # The words' rectangle has to fit between the slanting sides.
        width, height = width + height, height + 0.45 * width
    return Place((max(width, 60.0), height), lines, node.shape)


def _way(arrow: Arrow, boxes: dict[str, Place], *, turned: bool, down: bool) -> _Way:
    start, end = boxes[arrow.start], boxes[arrow.end]
    if turned:
        start, end = end, start
    places = [start]
    middle = (start.layer + end.layer) // 2
    for layer in range(start.layer + 1, end.layer):
        if layer == middle and arrow.label:
            lines = lines_of(arrow.label)
            width, height = max(map(width_of, lines)) + 8, len(lines) * HEIGHT
            # A label takes its length out of the arrow, so one beside it would look longer.
            place = Place((width, height), lines, layer=layer)
        else:
            place = Place((10.0, 0.0) if down else (0.0, 10.0), layer=layer)
        places.append(place)
    places.append(end)
    for one, other in pairwise(places):
        one.after.append(other)
        other.before.append(one)
    return _Way(arrow, turned, places)


def _drawn(layers: list[list[Place]], ways: Iterable[_Way], *, down: bool) -> Drawing:
    across, along = (0, 1) if down else (1, 0)
    first = min(one.cross - one.size[across] / 2 for layer in layers for one in layer)
    last = max(one.cross + one.size[across] / 2 for layer in layers for one in layer)
    spans: dict[int, tuple[float, float]] = {}
    at = _MARGIN
    for layer in layers:
        depth = max(one.size[along] for one in layer)
        spans[layer[0].layer] = (at, at + depth)
        at += depth + _APART

    def point(place: Place, far: float) -> Point:
        cross = place.cross - first + _MARGIN
        return (cross, far) if down else (far, cross)

    def middle(place: Place) -> Point:
        return point(place, sum(spans[place.layer]) / 2)

    def ends(place: Place) -> tuple[Point, Point]:
        """Where an arrow reaches and leaves a place; what only passes it crosses the layer."""
        start, end = spans[place.layer]
        if place.lines:
            half, mid = place.size[along] / 2, (start + end) / 2
            start, end = mid - half, mid + half
        return point(place, start), point(place, end)

    strokes = [stroke for way in ways for stroke in _strokes(way, [ends(p) for p in way.places])]
    places = [one for layer in layers for one in layer]
    size = (last - first + 2 * _MARGIN, at - _APART + _MARGIN)
    return Drawing(
        *(size if down else size[::-1]),
        boxes=tuple(
            Box(middle(one), one.size, one.shape, one.lines) for one in places if one.shape
        ),
        strokes=tuple(strokes),
        words=tuple(Words(middle(one), one.lines) for one in places if one.lines and not one.shape),
    )


def _strokes(way: _Way, ends: Sequence[tuple[Point, Point]]) -> Iterable[Stroke]:
    """The lines of an arrow, in two where its label stands."""
    parts: list[list[Point]] = [[ends[0][1]]]
    for place, (reached, left) in zip(way.places[1:-1], ends[1:-1], strict=True):
        parts[-1].append(reached)
        if place.lines:
            parts.append([left])
        elif left != reached:
            parts[-1].append(left)
    parts[-1].append(ends[-1][0])
    if way.turned:
        parts = [part[::-1] for part in reversed(parts)]
    for at, part in enumerate(parts, 1):
        yield Stroke(tuple(part), way.arrow.line, way.arrow.head and at == len(parts))
