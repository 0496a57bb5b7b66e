"""What of a chunk is searched by words."""

from dataclasses import dataclass

from knowledge.records import Chunk
from knowledge.retrieval.term_numbers import Numbers, TermNumbers
from knowledge.tokens import terms

RECIPE = "4"
"""Changes whenever the same chunk would give other terms, so that stores make them again."""


@dataclass(frozen=True)
class ChunkTerms:
    """The search terms of a chunk, by number."""

    place: Numbers
    """Of its title and headings: a passage is found by its place too, and its own heading
    counts double."""
    text: Numbers
    """Of its text, in order."""


def chunk_terms(chunk: Chunk, numbers: TermNumbers) -> ChunkTerms:
    """The search terms of a chunk; new ones get new numbers."""
    place = terms("\n".join([chunk.place, *chunk.section[-1:]]))
    return ChunkTerms(numbers.add(place), numbers.add(terms(chunk.text)))
