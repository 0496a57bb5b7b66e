"""The lines of a PDF page in reading order, columns one after the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from knowledge.han import WIDE_RANGE

_WIDE = re.compile(f"[\u2e80-\u2fff{WIDE_RANGE}“”‘’…—]")
"""What Chinese is set in, radicals and quotes too: it has no spaces at the end of a line."""
_GUTTER_FROM = 0.25
_GUTTER_TO = 0.75
"""Where between the text's edges a gutter may run; elsewhere it is an indentation."""
_CROSSING = 0.25
"""The share of a page's lines that may cross a gutter: titles, figures, footnotes."""
_FULL = 0.6
"""The share of a column's width that its lines fill."""


@dataclass(frozen=True)
class Line:
    """A line of text on a page; lengths are in points, from the top left."""

    text: str
    """Its words."""
    size: float
    """The size of most of its letters."""
    bold: bool
    """Whether all of it is bold."""
    x0: float
    """Where it begins."""
    x1: float
    """Where it ends."""
    top: float
    """Its upper edge."""
    bottom: float
    """Its lower edge."""
    right: float = 0.0
    """The right edge of its column."""


def lines_of(words: Sequence[dict[str, Any]]) -> list[Line]:
    """Words as lines, in the order in which a reader reads them."""
    gutter = _gutter(words)
    if gutter is None:
        return _in_column(_rows(words))
    # What crosses the gutter reads across; between two such lines, left comes before right.
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for row in _rows(words, gutter):
        crossing = row.x0 < gutter < row.x1
        if crossing:
            ordered += [*_in_column(left), *_in_column(right), *_in_column([row])]
            left, right = [], []
        else:
            (left if row.x1 <= gutter else right).append(row)
    return [*ordered, *_in_column(left), *_in_column(right)]


def join(left: str, right: str) -> str:
    """Two lines of a paragraph as one: no space between Han characters, no broken words."""
    if re.search(r"[A-Za-z]{2}[-\u00ad\u2010]$", left) and re.match(r"[a-z]", right):
        return left[:-1] + right
    if not left or not right or (_WIDE.match(left[-1]) or _WIDE.match(right[0])):
        return left + right
    return f"{left} {right}"


def _in_column(lines: Sequence[Line]) -> list[Line]:
    right = max((line.x1 for line in lines), default=0.0)
    return [replace(line, right=right) for line in lines]


def _gutter(words: Sequence[dict[str, Any]]) -> float | None:
    """Where a page of two columns is white from top to bottom; None for one column."""
    if len(words) < 40:
        return None
    start, end = min(one["x0"] for one in words), max(one["x1"] for one in words)
    rows = _cluster(words)
    best: tuple[float, float] | None = None
    steps = 60
    for step in range(int(steps * _GUTTER_FROM), int(steps * _GUTTER_TO) + 1):
        x = start + (end - start) * step / steps
        crossed = sum(_crosses(row, x) for row in rows)
        if crossed <= _CROSSING * len(rows) and _are_columns(rows, start, x, end):
            score = crossed + abs(x - (start + end) / 2) / (end - start)
            if best is None or score < best[0]:
                best = score, x
    return best[1] if best else None


def _crosses(row: Sequence[dict[str, Any]], x: float) -> bool:
    """Whether a row of words runs over `x`, or comes close on both sides."""
    if any(one["x0"] < x < one["x1"] for one in row):
        return True
    before = max((one["x1"] for one in row if one["x1"] <= x), default=None)
    after = min((one["x0"] for one in row if one["x0"] >= x), default=None)
    size = row[0]["bottom"] - row[0]["top"]
    return before is not None and after is not None and after - before < 0.8 * size


def _are_columns(
    rows: Sequence[Sequence[dict[str, Any]]], start: float, x: float, end: float
) -> bool:
    """Whether many lines stand on either side of `x` and fill it: not labels and values."""
    left = [side for row in rows if (side := [one for one in row if one["x1"] <= x])]
    right = [side for row in rows if (side := [one for one in row if one["x0"] >= x])]
    return all(
        len(lines) >= 0.3 * len(rows)
        and median(line[-1]["x1"] - line[0]["x0"] for line in lines) >= _FULL * width
        for lines, width in ((left, x - start), (right, end - x))
    )


def _cluster(words: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words that stand on one base line, from the left; base lines from the top."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda one: (one["bottom"], one["x0"])):
        height = word["bottom"] - word["top"]
        if rows and word["bottom"] - rows[-1][0]["bottom"] < 0.4 * height:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda one: float(one["x0"])) for row in rows]


def _rows(words: Sequence[dict[str, Any]], gutter: float | None = None) -> list[Line]:
    lines = []
    for row in _cluster(words):
        if gutter is None or _crosses(row, gutter):
            lines.append(_line(row))
        else:
            sides = ([w for w in row if w["x1"] <= gutter], [w for w in row if w["x0"] >= gutter])
            lines += [_line(side) for side in sides if side]
    return lines


def _line(words: Sequence[dict[str, Any]]) -> Line:
    text = words[0]["text"]
    for before, word in pairwise(words):
        gap = word["x0"] - before["x1"]
        han = _WIDE.match(text[-1:]) or _WIDE.match(word["text"][:1])
        close = han and gap < 0.5 * word["size"] and not word.get("spaced")
        text += word["text"] if close else f" {word['text']}"
    return Line(
        text=text,
        size=round(median(one["size"] for one in words for _ in one["text"]) * 2) / 2,
        bold=all(re.search("bold|black|heavy|semib", one["fontname"], re.I) for one in words),
        x0=words[0]["x0"],
        x1=words[-1]["x1"],
        top=min(one["top"] for one in words),
        bottom=max(one["bottom"] for one in words),
    )
