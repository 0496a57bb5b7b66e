"""An inverted index over a run of passages, as arrays: which hold a term, and how often."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.term_numbers import Numbers

Counts = NDArray[np.uint8]
Offsets = NDArray[np.int64]

_MOST = 255
"""Counts end here; BM25 tells no more from there on anyway."""


@dataclass(frozen=True)
class Runs:
    """Arrays of term numbers, one after the other in a long one."""

    numbers: Numbers
    """All of them."""
    ends: Offsets
    """Where each begins, and where the last one ends."""

    @classmethod
    def of(cls, runs: Sequence[Numbers]) -> "Runs":
        """The given ones in order."""
        ends = np.zeros(len(runs) + 1, dtype=np.int64)
        np.cumsum([len(one) for one in runs], out=ends[1:])
        return cls(np.concatenate([*runs, np.empty(0, np.int32)], dtype=np.int32), ends)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.ends) - 1

    def __getitem__(self, at: int) -> Numbers:
        """The one at that place."""
        return self.numbers[self.ends[at] : self.ends[at + 1]]

    @cached_property
    def lengths(self) -> Offsets:
        """How long each is."""
        return np.diff(self.ends)

    def then(self, other: "Runs") -> "Runs":
        """These, and then those of `other`."""
        ends = np.concatenate([self.ends, other.ends[1:] + self.ends[-1]])
        return Runs(np.concatenate([self.numbers, other.numbers]), ends)


class Postings:
    """For each term, the rows that hold it. Immutable; rows count from 0 in this run."""

    def __init__(self, texts: Runs) -> None:
        """Index passages, or one part of each, such as its place."""
        size = len(texts)
        rows = np.repeat(np.arange(size), texts.lengths)
        terms = texts.numbers.astype(np.int64)
        # One number for a term in a row, so that one sort brings equal pairs together.
        pairs, counts = np.unique(terms * max(size, 1) + rows, return_counts=True)
        held = pairs // max(size, 1)
        self.size = size
        self.lengths: NDArray[np.float32] = texts.lengths.astype(np.float32)
        self._rows: Numbers = (pairs - held * max(size, 1)).astype(np.int32)
        self._counts: Counts = np.minimum(counts, _MOST).astype(np.uint8)
        # Where the rows of each term begin, by the number of the term: looked up in no time.
        self._starts: Numbers = np.zeros(int(held[-1]) + 2 if len(held) else 1, np.int32)
        np.cumsum(np.bincount(held, minlength=len(self._starts) - 1), out=self._starts[1:])

    def of(self, term: int) -> tuple[Numbers, Counts]:
        """The rows that hold a term, rising, and how often each does."""
        if not 0 <= term < len(self._starts) - 1:
            return self._rows[:0], self._counts[:0]
        span = slice(self._starts[term], self._starts[term + 1])
        return self._rows[span], self._counts[span]

    def frequencies(self, rows: NDArray[np.bool_]) -> Numbers:
        """In how many of `rows` each term is found, by the number of the term."""
        ends = np.concatenate([[0], np.cumsum(rows[self._rows], dtype=np.int32)])
        found: Numbers = ends[self._starts[1:]] - ends[self._starts[:-1]]
        return found
