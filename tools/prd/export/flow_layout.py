"""Where the boxes and arrows of a flow stand: in layers, with as few crossings as sweeps find.

After Sugiyama, Tagawa and Toda (IEEE Trans. SMC 11, 1981, 109-125): arrows of a cycle are turned
back, layers follow the longest path, long arrows get a place in each layer that they pass, and
the layers are ordered by barycentres. A label has a place of its own, so that it covers nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tools.prd.export.flow_words import HEIGHT, lines_of, width_of
from tools.prd.export.flowchart import Arrow, Flowchart, Line, Node, Shape

Point = tuple[float, float]

_PAD = 14.0
_BETWEEN = 26.0
"""Free pixels between places of a layer."""
_APART = 34.0
"""Free pixels between layers."""
_MARGIN = 12.0
_SWEEPS = 8


@dataclass(frozen=True)
class Box:
    """A box where it stands."""

    at: Point
    """Its middle, in pixels from the upper left."""
    size: Point
    """Its width and height."""
    shape: Shape
    """How it is drawn."""
    lines: tuple[str, ...]
    """Its words."""


@dataclass(frozen=True)
class Stroke:
    """A line that is drawn."""

    points: tuple[Point, ...]
    """From point to point."""
    line: Line
    """How."""
    head: bool
    """Whether it ends in a point."""


@dataclass(frozen=True)
class Words:
    """A label where it stands."""

    at: Point
    """Its middle."""
    lines: tuple[str, ...]
    """Its words."""


@dataclass(frozen=True)
class Drawing:
    """A flow that is laid out; lengths in pixels."""

    width: float
    """Of the whole."""
    height: float
    """Of the whole."""
    boxes: tuple[Box, ...]
    """All boxes."""
    strokes: tuple[Stroke, ...]
    """All lines."""
    words: tuple[Words, ...]
    """All labels."""

    @property
    def texts(self) -> tuple[Box | Words, ...]:
        """All that has words."""
        return (*self.boxes, *self.words)


@dataclass
class _Place:
    """What takes room in a layer: a box, a label, or an arrow that passes."""

    size: Point
    lines: tuple[str, ...] = ()
    shape: Shape | None = None
    layer: int = 0
    cross: float = 0.0
    before: list["_Place"] = field(default_factory=list)
    after: list["_Place"] = field(default_factory=list)


@dataclass
class _Way:
    """An arrow with the places that it passes."""

    arrow: Arrow
    turned: bool
    places: list[_Place]


def laid_out(chart: Flowchart) -> Drawing:
    """The flow as it is drawn."""
    boxes = {name: _box(node) for name, node in chart.nodes.items()}
    turned = _turned(chart)
    rooms = _rooms(chart, turned)
    for name, layer in _layers(chart, turned, rooms).items():
        boxes[name].layer = layer
    ways = [
        _way(arrow, boxes, turned=at in turned, down=chart.down)
        for at, arrow in enumerate(chart.arrows)
    ]
    layers: dict[int, list[_Place]] = defaultdict(list)
    for place in [*boxes.values(), *(one for way in ways for one in way.places[1:-1])]:
        layers[place.layer].append(place)
    ordered = [layers[at] for at in sorted(layers)]
    _order(ordered)
    _spread(ordered, across=0 if chart.down else 1)
    return _drawn(ordered, ways, down=chart.down)


def _box(node: Node) -> _Place:
    lines = lines_of(node.text)
    width = max(map(width_of, lines)) + 2 * _PAD
    height = len(lines) * HEIGHT + 1.2 * _PAD
    if node.shape == "diamond":
        # The words' rectangle has to fit between the slanting sides.
        width, height = width + height, height + 0.45 * width
    return _Place((max(width, 60.0), height), lines, node.shape)


def _turned(chart: Flowchart) -> set[int]:
    """The arrows, by their number, that close a cycle and are laid out the other way round."""
    leaving = defaultdict(list)
    for at, arrow in enumerate(chart.arrows):
        leaving[arrow.start].append((at, arrow.end))
    state: dict[str, str] = {}
    back: set[int] = set()
    for root in chart.nodes:
        if root in state:
            continue
        state[root] = "open"
        stack = [(root, iter(leaving[root]))]
        while stack:
            name, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                state[name] = "done"
                stack.pop()
            elif state.get(following[1]) == "open":
                back.add(following[0])
            elif following[1] not in state:
                state[following[1]] = "open"
                stack.append((following[1], iter(leaving[following[1]])))
    return back


def _rooms(chart: Flowchart, turned: set[int]) -> list[int]:
    """How many layers each arrow spans at least: a label needs one between, a second arrow too."""
    seen: set[frozenset[str]] = set()
    rooms = []
    for at, arrow in enumerate(chart.arrows):
        ends = frozenset((arrow.start, arrow.end))
        rooms.append(2 if arrow.label or at in turned or ends in seen else 1)
        seen.add(ends)
    return rooms


def _layers(chart: Flowchart, turned: set[int], rooms: Sequence[int]) -> dict[str, int]:
    """Each box's layer: the longest way to it."""
    found = dict.fromkeys(chart.nodes, 0)
    steps = [
        (arrow.end, arrow.start, room) if at in turned else (arrow.start, arrow.end, room)
        for at, (arrow, room) in enumerate(zip(chart.arrows, rooms, strict=True))
    ]
    # Without cycles no way has more boxes than there are, so this settles.
    for _ in chart.nodes:
        for start, end, room in steps:
            found[end] = max(found[end], found[start] + room)
    return found


def _way(arrow: Arrow, boxes: dict[str, _Place], *, turned: bool, down: bool) -> _Way:
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
            place = _Place((width, height), lines, layer=layer)
        else:
            place = _Place((10.0, 0.0) if down else (0.0, 10.0), layer=layer)
        places.append(place)
    places.append(end)
    for one, other in pairwise(places):
        one.after.append(other)
        other.before.append(one)
    return _Way(arrow, turned, places)


def _order(layers: list[list[_Place]]) -> None:
    """Order each layer by the mean place of its neighbours, down and up in turn."""
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            known = {id(one): at for other in layers for at, one in enumerate(other)}
            means = {
                id(one): _mean(
                    (known[id(near)] for near in (one.before if sweep % 2 == 0 else one.after)),
                    known[id(one)],
                )
                for one in layer
            }
            layer.sort(key=lambda one: means[id(one)])


def _spread(layers: list[list[_Place]], across: int) -> None:
    """Give each place its distance across: near its neighbours, clear of those beside it."""
    for layer in layers:
        at = 0.0
        for one in layer:
            one.cross = at + one.size[across] / 2
            at += one.size[across] + _BETWEEN
    for sweep in range(2 * _SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            wanted = [
                _mean((near.cross for near in (*one.before, *one.after)), one.cross)
                for one in layer
            ]
            gaps = [
                (one.size[across] + other.size[across]) / 2 + _BETWEEN
                for one, other in pairwise(layer)
            ]
            for one, cross in zip(layer, _settled(wanted, gaps), strict=True):
                one.cross = cross


def _settled(wanted: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """The positions nearest to those wanted, by least squares, that keep order and gaps.

    Pooling of adjacent violators: Barlow et al., Statistical Inference under Order Restrictions,
    1972.
    """
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        pool = (want - offset, 1)
        while pools and pools[-1][0] > pool[0]:
            mean, count = pools.pop()
            both = count + pool[1]
            pool = ((mean * count + pool[0] * pool[1]) / both, both)
        pools.append(pool)
    flat = [mean for mean, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(flat, offsets, strict=True)]


def _drawn(layers: list[list[_Place]], ways: Iterable[_Way], *, down: bool) -> Drawing:
    across, along = (0, 1) if down else (1, 0)
    first = min(one.cross - one.size[across] / 2 for layer in layers for one in layer)
    last = max(one.cross + one.size[across] / 2 for layer in layers for one in layer)
    spans: dict[int, tuple[float, float]] = {}
    at = _MARGIN
    for layer in layers:
        depth = max(one.size[along] for one in layer)
        spans[layer[0].layer] = (at, at + depth)
        at += depth + _APART

    def point(place: _Place, far: float) -> Point:
        cross = place.cross - first + _MARGIN
        return (cross, far) if down else (far, cross)

    def middle(place: _Place) -> Point:
        return point(place, sum(spans[place.layer]) / 2)

    def ends(place: _Place) -> tuple[Point, Point]:
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


def _mean(values: Iterable[float], default: float) -> float:
    found = list(values)
    return sum(found) / len(found) if found else default
