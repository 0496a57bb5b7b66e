"""Where the sentences of a PRD stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.records.prd import Block, Prd, Section, Sentence


@dataclass(frozen=True)
class Place:
    """A sentence and what it stands in."""

    section: Section
    """Its section."""
    block: Block
    """Its block."""
    sentence: Sentence
    """Itself."""


def placed(prd: Prd) -> Iterator[Place]:
    """The sentences in order."""
    for section in prd.sections:
        for block in section.blocks:
            for sentence in block.sentences:
                yield Place(section, block, sentence)
