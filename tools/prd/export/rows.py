"""The sentences of a table as its rows."""

from collections.abc import Sequence
from itertools import zip_longest

from knowledge.records.prd import Block, Sentence
from tools.prd.export.flow_words import width_of

_NARROWEST = 0.08


def rows_of(block: Block) -> list[list[Sentence | None]]:
    """Row by row, each as wide as the heads; None fills up the last. Without heads one column."""
    width = max(len(block.heads), 1)
    cells: list[Sentence | None] = list(block.sentences)
    cells += [None] * (-len(cells) % width)
    return [cells[at : at + width] for at in range(0, len(cells), width)]


def shares_of(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """The shares of a table's width that its columns get; they sum to 1.

    By the root of the columns' longest cells: a long text gets more room, and a short one enough.
    """
    columns = list(zip_longest(heads, *rows, fillvalue=""))
    roots = [max(*map(width_of, column), 1.0) ** 0.5 for column in columns]
    floor = _NARROWEST * sum(roots)
    wanted = [max(root, floor) for root in roots]
    return [one / sum(wanted) for one in wanted]
