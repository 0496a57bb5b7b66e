"""Draws a simple Mermaid flowchart as SVG, without a network and without running anything.

Read are `flowchart TD` (or `graph TD`), nodes `A[text]`, `A(text)`, `A{text}`, and arrows
`A --> B` and `A -->|text| B`; for anything else there is no drawing, and the source is shown.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from page.markup import Html, el

_HEAD = re.compile(r"^(?:flowchart|graph)\s+(?:TD|TB)\s*;?$")
_NODE = r"(\w+)\s*(?:\[([^\]]*)\]|\(([^)]*)\)|\{([^}]*)\})?"
_ARROW = re.compile(rf"^{_NODE}\s*-->\s*(?:\|([^|]*)\|)?\s*{_NODE}\s*;?$")
_ALONE = re.compile(rf"^{_NODE}\s*;?$")
_MOST = 60
"""Nodes beyond which a chart is not drawn."""
_LINE, _STEP, _WIDTH, _HEIGHT, _GAP = 13, 84, 168, 44, 36
_LETTERS = 20
"""Half widths of letters in a line of a node."""


@dataclass
class Chart:
    """A flowchart as read."""

    texts: dict[str, str] = field(default_factory=dict)
    """The text of each node."""
    choices: set[str] = field(default_factory=set)
    """The nodes that ask something."""
    arrows: list[tuple[str, str, str]] = field(default_factory=list)
    """From, to, and the text beside it."""


def flow_drawing(source: str, label: str) -> Html | None:
    """The chart as inline SVG; None for source that is more than a simple flowchart."""
    chart = read_chart(source)
    return _drawn(chart, label) if chart else None


def read_chart(source: str) -> Chart | None:
    """The nodes and arrows of a source; None for what is not read."""
    lines = [line.strip() for line in source.strip().splitlines() if line.strip()]
    if not lines or not _HEAD.match(lines[0]):
        return None
    chart = Chart()
    for line in lines[1:]:
        if found := _ARROW.match(line):
            _note(chart, found.groups()[:4])
            _note(chart, found.groups()[5:])
            chart.arrows.append((found[1], found[6], found[5] or ""))
        elif found := _ALONE.match(line):
            _note(chart, found.groups())
        else:
            return None
    return chart if 0 < len(chart.texts) <= _MOST else None


def _note(chart: Chart, parts: tuple[str | None, ...]) -> None:
    name, square, round_, choice = parts
    text = next((one for one in (square, round_, choice) if one is not None), None)
    key = name or ""
    if text is not None or key not in chart.texts:
        chart.texts[key] = (text if text is not None else key).strip().strip('"')
    if choice is not None:
        chart.choices.add(key)


def _levels(chart: Chart) -> dict[str, int]:
    """How far down each node stands: one below the lowest that leads to it, loops left out."""
    order = {name: at for at, name in enumerate(chart.texts)}
    levels = dict.fromkeys(chart.texts, 0)
    for one in chart.texts:
        for start, end, _ in chart.arrows:
            if end == one and order[start] < order[one]:
                levels[one] = max(levels[one], levels[start] + 1)
    return levels


def _drawn(chart: Chart, label: str) -> Html:
    levels = _levels(chart)
    rows: dict[int, list[str]] = defaultdict(list)
    for name, level in levels.items():
        rows[level].append(name)
    widest = max(map(len, rows.values()))
    margin = 44
    width = widest * (_WIDTH + _GAP) + 2 * margin
    height = (max(rows) + 1) * _STEP
    places = {
        name: (width / 2 + (at - (len(names) - 1) / 2) * (_WIDTH + _GAP), level * _STEP + 34)
        for level, names in rows.items()
        for at, name in enumerate(names)
    }
    drawn: list[Html] = [
        _arrow(places[start], places[end], text, width, is_back=levels[end] <= levels[start])
        for start, end, text in chart.arrows
    ]
    drawn += [_node(places[name], text, name in chart.choices)
              for name, text in chart.texts.items()]  # fmt: skip
    return el(
        "svg",
        el(
            "defs",
            el(
                "marker",
                el("path", d="M0 0 L8 4 L0 8 z", cls="tip"),
                id="flow-tip", viewBox="0 0 8 8", refX="7", refY="4",
                markerWidth="7", markerHeight="7", orient="auto",
            ),
        ),
        drawn,
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        role="img",
        aria_label=label,
        cls="flow-drawing",
        style=f"max-width: {width:.0f}px",
    )  # fmt: skip


def _node(place: tuple[float, float], text: str, is_choice: bool) -> Html:
    x, y = place
    if is_choice:
        w, h = _WIDTH / 2 + 8, _HEIGHT / 2 + 8
        points = f"{x - w},{y} {x},{y - h} {x + w},{y} {x},{y + h}"
        shape = el("polygon", points=points, cls="choice")
    else:
        shape = el(
            "rect", x=f"{x - _WIDTH / 2}", y=f"{y - _HEIGHT / 2}", width=str(_WIDTH),
            height=str(_HEIGHT), rx="9",
        )  # fmt: skip
    lines = _lines(text)
    top = y - (len(lines) - 1) * (_LINE + 2) / 2 + 4
    words = [
        el("text", line, x=f"{x}", y=f"{top + at * (_LINE + 2)}", text_anchor="middle")
        for at, line in enumerate(lines)
    ]
    return el("g", shape, words)


def _arrow(
    start: tuple[float, float], end: tuple[float, float], text: str, width: float, *, is_back: bool
) -> Html:
    (x, y), (u, v) = start, end
    if is_back:
        left = x <= width / 2 + 1
        side = min(x, u) - _WIDTH / 2 - 22 if left else max(x, u) + _WIDTH / 2 + 22
        near, there = (-1, -1) if left else (1, 1)
        a, b = x + near * (_WIDTH / 2), u + there * (_WIDTH / 2)
        path = f"M{a} {y} L{side} {y} L{side} {v} L{b} {v}"
        at = (side + (-4 if left else 4), (y + v) / 2)
        anchor = "end" if left else "start"
    else:
        top, foot = y + _HEIGHT / 2, v - _HEIGHT / 2
        middle = (top + foot) / 2
        path = f"M{x} {top} L{x} {middle} L{u} {middle} L{u} {foot}"
        at, anchor = (u + 6, foot - 6), "start"
    drawn = el("path", d=path, cls="arrow", marker_end="url(#flow-tip)")
    said = el("text", text, x=f"{at[0]}", y=f"{at[1]}", text_anchor=anchor, cls="beside")
    return el("g", drawn, said if text else None)


def _lines(text: str) -> list[str]:
    """At most two lines, cut where a line is full; at a space where there is one near."""
    lines: list[str] = []
    line, used = "", 0
    words = re.findall(r"[^\s\u3000-\u9fff\uff00-\uffef]+\s?|.", text)
    for word in words:
        wide = sum(2 if east_asian_width(one) in "WF" else 1 for one in word)
        if line and used + wide > _LETTERS:
            lines, line, used = [*lines, line.strip()], "", 0
        line, used = line + word, used + wide
    lines.append(line.strip())
    return lines if len(lines) <= 2 else [lines[0], lines[1][:-1] + "…"]
