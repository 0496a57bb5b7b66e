"""The sentences of a table as its rows."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from knowledge.records.prd import Block, Sentence
from tools.prd.export.flow_words import width_of

_WIDTH = 600.0
"""Pixels of a page's width."""
_PAD = 18.0
_WORD = re.compile(r"[!-\u024f]+")
"""What no line is broken within; lines break between any two Chinese characters."""


def rows_of(block: Block) -> list[list[Sentence | None]]:
    """Row by row, each as wide as the heads; None fills up the last. Without heads one column."""
    width = max(len(block.heads), 1)
    cells: list[Sentence | None] = list(block.sentences)
    cells += [None] * (-len(cells) % width)
    return [cells[at : at + width] for at in range(0, len(cells), width)]


def shares_of(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """The shares of a table's width that its columns get; they sum to 1.

    Each column has room for its longest word, as far as that can be; the rest goes by the root of
    the longest cells: a long text gets more, and a short one enough.
    """
    columns = list(zip_longest(heads, *rows, fillvalue=""))
    roots = [max(*map(width_of, column), 1.0) ** 0.5 for column in columns]
    floors = [
        max((width_of(word) for cell in column for word in _WORD.findall(cell)), default=0.0) + _PAD
        for column in columns
    ]
    rest = max(_WIDTH - sum(floors), 0.0)
    if not rest:
        floors, rest = [0.0] * len(columns), _WIDTH
    return [
        (floor + rest * root / sum(roots)) / _WIDTH
        for floor, root in zip(floors, roots, strict=True)
    ]
