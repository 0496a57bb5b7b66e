"""Texts that are indexed together, and what the weights of terms come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.postings import Postings, Runs

Booleans = NDArray[np.bool_]

Field = Literal["text", "place"]
"""What of a passage is searched: what it says, or the title and headings that it stands under."""

LARGEST = 32_768
"""Rows up to which segments are merged: a merge takes a moment, and memory, by its size."""


@dataclass(frozen=True)
class Segment:
    """A run of texts that are indexed together."""

    first: int
    """The row of its first text."""
    places: Runs
    """The terms of each text's title and headings."""
    texts: Runs
    """The terms of each text."""
    by_field: Mapping[Field, Postings]
    """Over the texts, and over the places."""

    @classmethod
    def of(cls, first: int, places: Runs, texts: Runs) -> "Segment":
        """Index texts."""
        return cls(first, places, texts, {"text": Postings(texts), "place": Postings(places)})

    def postings(self, field: Field) -> Postings:
        """Over the texts, or over the places."""
        return self.by_field[field]

    @property
    def size(self) -> int:
        """How many rows it has."""
        return len(self.texts)

    def should_take(self, other: "Segment") -> bool:
        """Whether the next one has grown to half of this one, and both together are not large."""
        return self.size + other.size <= LARGEST and other.size * 2 >= self.size

    def then(self, other: "Segment") -> "Segment":
        """Both as one; `other` comes next."""
        return self.of(self.first, self.places.then(other.places), self.texts.then(other.texts))


@dataclass(frozen=True)
class Statistics:
    """What the weights of terms in a field come from; English comes first, Chinese second."""

    sizes: NDArray[np.int64]
    """Texts of each language."""
    lengths: NDArray[np.float64]
    """Terms in all of them."""
    frequencies: NDArray[np.int32]
    """For each language and term: in how many texts it is."""

    @classmethod
    def none(cls) -> "Statistics":
        """Of no text."""
        return cls(np.zeros(2, np.int64), np.zeros(2), np.zeros((2, 0), np.int32))

    def changed(self, postings: Postings, rows: Booleans, side: int, by: int) -> "Statistics":
        """With those rows of one language added (`by` 1) or taken away (`by` -1)."""
        sizes, lengths = self.sizes.copy(), self.lengths.copy()
        sizes[side] += by * np.count_nonzero(rows)
        lengths[side] += by * float(postings.lengths[rows].sum())
        changes = postings.frequencies(rows)
        size = max(self.frequencies.shape[1], len(changes))
        frequencies = np.zeros((2, size), np.int32)
        frequencies[:, : self.frequencies.shape[1]] = self.frequencies
        frequencies[side, : len(changes)] += by * changes
        return Statistics(sizes, lengths, frequencies)

    def frequency(self, term: int) -> tuple[int, int]:
        """In how many texts of each language a term is."""
        if not 0 <= term < self.frequencies.shape[1]:
            return 0, 0
        return int(self.frequencies[0, term]), int(self.frequencies[1, term])


Fields = Mapping[Field, Statistics]
"""The statistics of the texts and of the places."""
