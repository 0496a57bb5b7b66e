"""Blocks from sentences."""

from collections.abc import Iterable, Sequence

from knowledge.language import Lang
from knowledge.records.prd import Block, Sentence
from knowledge.texts import say_list


def paragraph(*sentences: Sentence) -> Block:
    """Sentences that run on."""
    return Block(form="paragraph", sentences=sentences)


def listed(sentences: Iterable[Sentence]) -> Block:
    """Sentences one below the other."""
    return Block(form="list", sentences=tuple(sentences))


def table(heads: str, lang: Lang, rows: Iterable[Sequence[Sentence]]) -> Block:
    """Rows under the heads of `prd.head.<heads>`."""
    cells = tuple(cell for row in rows for cell in row)
    return Block(form="table", heads=tuple(say_list(f"prd.head.{heads}", lang)), sentences=cells)


def shortened(block: Block, most: int) -> Block:
    """At most so many sentences of a block, or rows of a table."""
    width = len(block.heads) if block.form == "table" else 1
    return block.model_copy(update={"sentences": block.sentences[: most * max(width, 1)]})
