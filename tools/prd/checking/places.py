"""Where the sentences of a PRD stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.records.prd import Block, Prd, Section, Sentence

_OF_SOURCES = frozenset({"sources", "appendix", "references"})


@dataclass(frozen=True)
class Place:
    """A sentence and what it stands in."""

    section: Section
    """Its section."""
    block: Block
    """Its block."""
    sentence: Sentence
    """Itself."""

    @property
    def counts(self) -> bool:
        """Whether it states anything: not in the list of sources."""
        return self.section.key not in _OF_SOURCES


def placed(prd: Prd) -> Iterator[Place]:
    """The sentences in order."""
    for section in prd.sections:
        for block in section.blocks:
            for sentence in block.sentences:
                yield Place(section, block, sentence)


def rows(block: Block) -> list[tuple[Sentence, ...]]:
    """The rows of a table; the sentences of another block one by one, of a paragraph together."""
    if block.form == "table" and block.heads:
        width = len(block.heads)
        return [block.sentences[at : at + width] for at in range(0, len(block.sentences), width)]
    if block.form == "paragraph":
        return [block.sentences] if block.sentences else []
    return [(one,) for one in block.sentences]
