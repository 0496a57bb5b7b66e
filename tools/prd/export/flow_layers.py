"""The layers of a flow, the order within them, and how far across each place is.

After Sugiyama, Tagawa and Toda (IEEE Trans. SMC 11, 1981, 109-125): arrows that close a cycle are
turned back, layers follow the longest path and are ordered by barycentres.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from tools.prd.export.flow_drawing import Point
from tools.prd.export.flowchart import Flowchart, Shape

_BETWEEN = 26.0
"""Free pixels between places of a layer."""
_SWEEPS = 8
_STARTS = 12
"""Orders to begin with: the given one, and shuffled ones while arrows cross."""
_SEED = 20261129


@dataclass
class Place:
    """What takes room in a layer: a box, a label, or an arrow that passes."""

    size: Point
    """Its width and height in pixels."""
    lines: tuple[str, ...] = ()
    """Its words; an arrow that passes has none."""
    shape: Shape | None = None
    """Of a box."""
    layer: int = 0
    """Which layer it is in, from 0."""
    cross: float = 0.0
    """How far across its middle is."""
    before: list["Place"] = field(default_factory=list)
    """Its neighbours in the layer before."""
    after: list["Place"] = field(default_factory=list)
    """Its neighbours in the layer after."""


def turned_arrows(chart: Flowchart) -> set[int]:
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


def rooms_of(chart: Flowchart, turned: set[int]) -> list[int]:
    """How many layers each arrow spans at least: a label needs one between, a second arrow too."""
    seen: set[frozenset[str]] = set()
    rooms = []
    for at, arrow in enumerate(chart.arrows):
        ends = frozenset((arrow.start, arrow.end))
        rooms.append(2 if arrow.label or at in turned or ends in seen else 1)
        seen.add(ends)
    return rooms


def layers_of(chart: Flowchart, turned: set[int], rooms: Sequence[int]) -> dict[str, int]:
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


def order(layers: list[list[Place]]) -> None:
    """Order each layer so that few arrows cross: the best of several starts."""
    best, fewest = [list(layer) for layer in layers], _crossings(layers)
    dice = random.Random(_SEED)  # noqa: S311 (no secret: the same flow looks the same each time)
    for start in range(_STARTS):
        if not fewest:
            break
        for layer in layers:
            if start:
                dice.shuffle(layer)
        for sweep in range(_SWEEPS):
            _swept(layers, down=sweep % 2 == 0)
            crossings = _crossings(layers)
            if crossings < fewest:
                best, fewest = [list(layer) for layer in layers], crossings
    for layer, found in zip(layers, best, strict=True):
        layer[:] = found


def _swept(layers: list[list[Place]], *, down: bool) -> None:
    """Order each layer by the mean place of its neighbours in the one before, or after."""
    for layer in layers if down else reversed(layers):
        at = {id(one): place for other in layers for place, one in enumerate(other)}
        mean = {
            id(one): _mean(
                (at[id(near)] for near in (one.before if down else one.after)), at[id(one)]
            )
            for one in layer
        }
        layer.sort(key=lambda one, mean=mean: mean[id(one)])  # type: ignore[misc]


def _crossings(layers: list[list[Place]]) -> int:
    """How many pairs of arrows cross between any two layers."""
    at = {id(one): place for layer in layers for place, one in enumerate(layer)}
    found = 0
    for layer in layers:
        ways = [(at[id(one)], at[id(near)]) for one in layer for near in one.after]
        found += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(ways, 2))
    return found


def spread(layers: list[list[Place]], across: int) -> None:
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


def _mean(values: Iterable[float], default: float) -> float:
    found = list(values)
    return sum(found) / len(found) if found else default
