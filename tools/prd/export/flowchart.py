"""Mermaid flowcharts of the simple kind, read into boxes and arrows and written again.

https://mermaid.js.org/syntax/flowchart.html. What is not of the simple kind (subgraphs, other
shapes, other diagrams) is not guessed at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from tools.prd.export.legible import legible

Shape = Literal["box", "round", "stadium", "diamond"]
Line = Literal["solid", "dotted", "thick"]

_HEAD = re.compile(r"(?:flowchart|graph)\s+(TD|TB|LR)\s*;?$")
_STYLED = re.compile(r"(?:classDef|class|style|linkStyle|click|accTitle|accDescr)\b")
_ID = re.compile(r"[^\W-][\w]*(?:-\w+)*")
_SHAPES: tuple[tuple[str, str, Shape], ...] = (
    ("([", "])", "stadium"),
    ("[", "]", "box"),
    ("(", ")", "round"),
    ("{", "}", "diamond"),
)
_ARROW = re.compile(
    r"\s*(?:(?P<solid>-{2,})|(?P<dotted>-\.+-)|(?P<thick>={2,}))(?P<head>>?)"
    r"(?:\s*\|(?P<label>[^|]*)\|)?\s*"
)
_WORDED = re.compile(
    r"\s*(?:--\s+(?P<solid>[^-|][^|>]*?)\s+-{2,}|-\.\s+(?P<dotted>[^|>]*?)\s+\.+-"
    r"|==\s+(?P<thick>[^=|][^|>]*?)\s+={2,})(?P<head>>?)\s*"
)
_BREAK = re.compile(r"<br\s*/?>|\\n", re.IGNORECASE)
_ENTITY = re.compile(r"#(\w+);")
_READ = frozenset('"#<>&`\\;|*_~[]{}$@%')
"""What Mermaid, or the Markdown and HTML about it, might read as more than a character."""
_MOST_NODES = 60
_MOST_ARROWS = 120


@dataclass(frozen=True)
class Node:
    """A box."""

    text: str
    """Its words, plain; may be of several lines."""
    shape: Shape
    """How it is drawn; a diamond asks."""


@dataclass(frozen=True)
class Arrow:
    """A line between two boxes."""

    start: str
    """The id of the box that it leaves."""
    end: str
    """The id of the box that it reaches."""
    label: str = ""
    """Its words."""
    line: Line = "solid"
    """How it is drawn."""
    head: bool = True
    """Whether it ends in a point."""


@dataclass(frozen=True)
class Flowchart:
    """What a flow shows."""

    down: bool
    """Whether it runs from top to bottom; else from left to right."""
    nodes: dict[str, Node]
    """By id, in the order of their first mention."""
    arrows: tuple[Arrow, ...]
    """In order."""


class _Unread(Exception):
    """The source is not of the simple kind."""


def read_flowchart(source: str) -> Flowchart | None:
    """The chart of a Mermaid source; None for what is not a simple flowchart."""
    lines = list(_statements(legible(source)))
    head = _HEAD.match(lines[0]) if lines else None
    if head is None:
        return None
    chart = Flowchart(down=head[1] != "LR", nodes={}, arrows=())
    arrows: list[Arrow] = []
    try:
        for line in lines[1:]:
            if not _STYLED.match(line):
                arrows += _chain(line, chart.nodes)
    except _Unread:
        return None
    if not 0 < len(chart.nodes) <= _MOST_NODES or len(arrows) > _MOST_ARROWS:
        return None
    if any(one.start == one.end for one in arrows):
        return None
    return Flowchart(chart.down, chart.nodes, tuple(arrows))


def written(chart: Flowchart) -> str:
    """Mermaid source that shows the chart and in which no text is anything but text."""
    ids = {name: f"n{at}" for at, name in enumerate(chart.nodes, 1)}
    lines = [f"flowchart {'TD' if chart.down else 'LR'}"]
    marks = {shape: (start, end) for start, end, shape in _SHAPES}
    for name, node in chart.nodes.items():
        start, end = marks[node.shape]
        lines.append(f"    {ids[name]}{start}{_quoted(node.text)}{end}")
    strokes = {"solid": "--", "dotted": "-.-", "thick": "=="}
    for one in chart.arrows:
        stroke = strokes[one.line]
        stroke += ">" if one.head else {"solid": "-", "dotted": "", "thick": "="}[one.line]
        label = f"|{_quoted(one.label)}|" if one.label else ""
        lines.append(f"    {ids[one.start]} {stroke}{label} {ids[one.end]}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A label in quotes; whatever Mermaid or HTML might read in it is an entity code."""
    told = (
        "<br/>" if mark == "\n" else f"#{ord(mark)};" if mark in _READ else mark for mark in text
    )
    return f'"{"".join(told)}"'


def _statements(source: str) -> Iterator[str]:
    for line in source.split("\n"):
        if line.strip().startswith("%%"):
            continue
        yield from (one.strip() for one in _split(line) if one.strip())


def _split(line: str) -> Iterator[str]:
    """Statements of a line, apart by semicolons that are neither quoted nor of an entity."""
    start, quoted = 0, False
    for at, mark in enumerate(line):
        if mark == '"':
            quoted = not quoted
        elif mark == ";" and not quoted and not re.search(r"#\w+$", line[start:at]):
            yield line[start:at]
            start = at + 1
    yield line[start:]


def _chain(line: str, nodes: dict[str, Node]) -> Iterator[Arrow]:
    """The arrows of `A --> B & C --> D`; boxes that it names are added to `nodes`."""
    before, at = _group(line, 0, nodes)
    while at < len(line):
        found = _WORDED.match(line, at) or _ARROW.match(line, at)
        if found is None:
            raise _Unread
        kinds: tuple[Line, ...] = ("solid", "dotted", "thick")
        kind = next(one for one in kinds if found[one] is not None)
        label = found["label"] if found.re is _ARROW else found[kind]
        if found.re is _ARROW and kind != "dotted" and not found["head"] and len(found[kind]) < 3:
            raise _Unread
        after, at = _group(line, found.end(), nodes)
        for start in before:
            for end in after:
                yield Arrow(start, end, _words(label or ""), kind, bool(found["head"]))
        before = after


def _group(line: str, at: int, nodes: dict[str, Node]) -> tuple[list[str], int]:
    names = []
    while True:
        name, at = _node(line, at, nodes)
        names.append(name)
        more = re.compile(r"\s*&\s*").match(line, at)
        if more is None:
            return names, len(line) if not line[at:].strip() else at
        at = more.end()


def _node(line: str, at: int, nodes: dict[str, Node]) -> tuple[str, int]:
    found = _ID.match(line, at)
    if found is None or found[0] in {"end", "subgraph", "direction"}:
        raise _Unread
    name, at = found[0], found.end()
    for start, end, shape in _SHAPES:
        if line.startswith(start, at):
            text, at = _label(line, at + len(start), end)
            nodes[name] = Node(_words(text) or name, shape)
            return name, at
    nodes.setdefault(name, Node(name, "box"))
    return name, at


def _label(line: str, at: int, end: str) -> tuple[str, int]:
    """The text up to `end`, in quotes or without any; no bracket stands in the latter."""
    quoted = re.compile(r'\s*"([^"]*)"\s*' + re.escape(end)).match(line, at)
    if quoted:
        return quoted[1], quoted.end()
    bare = re.compile(r'([^"\[\](){}]*)' + re.escape(end)).match(line, at)
    if bare is None:
        raise _Unread
    return bare[1], bare.end()


def _words(text: str) -> str:
    """Plain words of a label: entities read, breaks as line feeds."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    parts = _BREAK.split(text)
    return "\n".join(
        " ".join(legible(_ENTITY.sub(_entity, part)).split()) for part in parts
    ).strip()


def _entity(found: re.Match[str]) -> str:
    """A character by its number or its name in HTML."""
    return unescape(f"&#{found[1]};" if found[1].isdigit() else f"&{found[1]};")
