"""A flow that is laid out: what every way of drawing it draws."""

from dataclasses import dataclass

from tools.prd.export.flowchart import Line, Shape

Point = tuple[float, float]


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
