"""Lexical search: BM25 scores, and how much of a query a text covers."""

from collections.abc import Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Below the usual 1.5 and 0.75: chunks are of like length, and what is longer says more.
_SATURATION = 1.2
_LENGTH = 0.5

# How much more a thing weighs in the coverage that no text speaks of: it tells that the subject
# is not here, and in a small collection the rarest word would weigh hardly less.
_ABSENT = 1.5


@dataclass(frozen=True)
class Wording:
    """One way to say a thing."""

    terms: tuple[str, ...]
    """Its search terms."""
    weight: float = 1.0
    """1 for the asker's own words, less for a translation."""


@dataclass(frozen=True)
class Concept:
    """One thing that a query asks for: the asker's wording first, then other wordings."""

    wordings: tuple[Wording, ...]

    @classmethod
    def of(cls, term: str) -> "Concept":
        """A concept with the asker's own word only."""
        return cls((Wording((term,)),))


@dataclass(frozen=True)
class Matches:
    """How well each indexed text matches a query; both arrays follow the order of the texts."""

    scores: Floats
    """BM25, 0 where no term is shared."""
    coverage: Floats
    """IDF-weighted share of the query's concepts that the text contains, 0 to 1."""


class LexicalIndex:
    """An in-memory BM25 index. Immutable once built, so threads may share it."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """Index `texts`, each given as its search terms."""
        self._size = len(texts)
        self._frequency: dict[str, int] = {}
        for text in texts:
            for term in set(text):
                self._frequency[term] = self._frequency.get(term, 0) + 1
        self._bm25 = bm25s.BM25(k1=_SATURATION, b=_LENGTH)
        if self._frequency:
            self._bm25.index([list(text) for text in texts], show_progress=False)

    def match(self, query: Sequence[Concept]) -> Matches:
        """Score every text. A concept counts by its best wording, not by the sum of them."""
        scores = np.zeros(self._size, dtype=np.float32)
        covered = np.zeros(self._size, dtype=np.float32)
        asked = 0.0
        for concept in query:
            importance = self._importance(concept.wordings[0].terms)
            if not any(term in self._frequency for one in concept.wordings for term in one.terms):
                importance *= _ABSENT
            asked += importance
            best = np.zeros(self._size, dtype=np.float32)
            share = np.zeros(self._size, dtype=np.float32)
            for wording in concept.wordings:
                wording_scores, wording_share = self._match_wording(wording.terms)
                np.maximum(best, wording.weight * wording_scores, out=best)
                np.maximum(share, wording.weight * wording_share, out=share)
            scores += best
            covered += importance * share
        return Matches(scores, np.minimum(covered / asked, 1.0) if asked else covered)

    def _match_wording(self, terms: Sequence[str]) -> tuple[Floats, Floats]:
        scores = np.zeros(self._size, dtype=np.float32)
        share = np.zeros(self._size, dtype=np.float32)
        for term in terms:
            if term in self._frequency:
                term_scores = self._bm25.get_scores([term])
                scores += term_scores
                share += self._importance([term]) * (term_scores > 0)
        return scores, share / max(self._importance(terms), 1e-9)

    def _importance(self, terms: Sequence[str]) -> float:
        """Summed IDF of `terms`; a term that no text has weighs most."""
        frequencies = np.array([self._frequency.get(term, 0) for term in terms])
        return float(np.log1p((self._size - frequencies + 0.5) / (frequencies + 0.5)).sum())
