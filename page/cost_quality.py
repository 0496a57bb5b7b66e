"""The drawing of cost against quality: its size and its axes."""

from collections.abc import Iterable

from page.markup import Html, el

WIDE, HIGH, EDGE = 360, 210, 34
"""Units of the drawing: its width, its height, and the room of the axes."""


def axes(cost: str, quality: str, ticks: Iterable[tuple[float, float]]) -> list[Html]:
    """Both axes with their names, and each tick, given as its place and the dollars there."""
    return [
        el("path", d=f"M{EDGE} 8V{HIGH - EDGE}H{WIDE - 8}", cls="axis"),
        el("text", cost, x=WIDE - 8, y=HIGH - 6, cls="axis-x"),
        el("text", quality, x=6, y=14, cls="axis-y"),
        *(el("text", f"${tick:g}", x=f"{x:.1f}", y=HIGH - 20, cls="tick") for x, tick in ticks),
    ]
