"""The sentences of a table as its rows."""

from knowledge.records.prd import Block, Sentence


def rows_of(block: Block) -> list[list[Sentence | None]]:
    """Row by row, each as wide as the heads; None fills up the last. Without heads one column."""
    width = max(len(block.heads), 1)
    cells: list[Sentence | None] = list(block.sentences)
    cells += [None] * (-len(cells) % width)
    return [cells[at : at + width] for at in range(0, len(cells), width)]
