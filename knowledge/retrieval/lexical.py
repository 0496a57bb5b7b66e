"""Lexical search: BM25 scores, and how much of a query a text covers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.concept import Concept, Wording
from knowledge.retrieval.postings import Runs
from knowledge.retrieval.rarity import Rarity
from knowledge.retrieval.segments import LARGEST, Fields, Segment, Statistics
from knowledge.retrieval.term_numbers import Numbers, TermNumbers

Floats = NDArray[np.float32]
Booleans = NDArray[np.bool_]

_SATURATION = 1.2
"""Of BM25, its k1."""
_LENGTH = 0.35
"""How much the length of a text counts, BM25's b. Below the usual 0.75: chunks are of like
length, and what is longer says more."""

# How much more a thing weighs in the coverage that no text speaks of: it tells that the subject
# is not here, and in a small collection the rarest word would weigh hardly less.
_ABSENT = 1.5


@dataclass(frozen=True)
class Matches:
    """How well each indexed text matches a query; both arrays follow the order of the texts."""

    scores: Floats
    """BM25, 0 where no term is shared."""
    coverage: Floats
    """IDF-weighted share of the query's concepts that the text contains, 0 to 1."""
    by_concept: tuple[Floats, ...]
    """What each concept that any text speaks of gives to `scores`."""


class WordIndex:
    """BM25 over numbered rows of either language. Immutable, so threads may share it.

    Rows are added in segments, and a small one never makes a large one be built again. Rows
    that have gone keep their numbers; they count no longer in the weights of terms.
    """

    def __init__(
        self,
        numbers: TermNumbers,
        segments: tuple[Segment, ...] = (),
        chinese: Booleans | None = None,
        statistics: Fields | None = None,
    ) -> None:
        self.numbers = numbers
        self._segments = segments
        self._chinese = np.empty(0, np.bool_) if chinese is None else chinese
        self._statistics = statistics or {"text": Statistics.none(), "place": Statistics.none()}
        self._rarity = Rarity(numbers, self._statistics)

    def __len__(self) -> int:
        """How many rows there are, those that have gone included."""
        return len(self._chinese)

    def plus(
        self, places: Sequence[Numbers], texts: Sequence[Numbers], chinese: Booleans
    ) -> "WordIndex":
        """With further rows: the terms of their places and texts, and which are Chinese."""
        segments, statistics = list(self._segments), self._statistics
        for start in range(0, len(texts), LARGEST):
            part = slice(start, start + LARGEST)
            segment = Segment.of(len(self) + start, Runs.of(places[part]), Runs.of(texts[part]))
            for side, rows in enumerate((~chinese[part], chinese[part])):
                statistics = _changed(statistics, segment, rows, side, 1)
            segments.append(segment)
        while len(segments) > 1 and segments[-2].should_take(segments[-1]):
            segments[-2:] = [segments[-2].then(segments[-1])]
        chinese = np.concatenate([self._chinese, chinese])
        return WordIndex(self.numbers, tuple(segments), chinese, statistics)

    def without(self, gone: Booleans) -> "WordIndex":
        """With those rows counted no longer."""
        statistics = self._statistics
        for segment in self._segments:
            part = slice(segment.first, segment.first + segment.size)
            if gone[part].any():
                for side, rows in enumerate((~self._chinese[part], self._chinese[part])):
                    statistics = _changed(statistics, segment, rows & gone[part], side, -1)
        return WordIndex(self.numbers, self._segments, self._chinese, statistics)

    def number(self, term: str) -> int:
        """The number of a search term; -1 for one that no text ever had."""
        return self.numbers.number(term)

    def rows(self, term: str) -> Numbers:
        """The rows whose text has a search term, those that have gone included."""
        number = self.number(term)
        found = [one.postings("text").of(number)[0] + one.first for one in self._segments]
        return np.concatenate([np.empty(0, np.int32), *found])

    def terms(self, row: int) -> Numbers:
        """The numbers of the search terms of a row's text, in order."""
        segment = self._segment(row)
        return segment.texts[row - segment.first]

    def place_terms(self, row: int) -> Numbers:
        """The numbers of the search terms of its title and headings."""
        segment = self._segment(row)
        return segment.places[row - segment.first]

    def match(
        self,
        query: Sequence[Concept],
        *,
        by_language: bool = False,
        place_weights: Floats | None = None,
    ) -> Matches:
        """Score every row. A concept counts by its best wording, not by the sum of them.

        With `by_language` a term weighs in a Chinese text what it weighs among the Chinese
        texts, as if there were no others, and likewise for English. `place_weights` tells for
        each row what a word in its title or headings counts for beside one in its text: before
        saturation, as in BM25F (Robertson et al., 2004). Without it, as much.
        """
        scores = np.zeros(len(self), np.float32)
        covered = np.zeros(len(self), np.float32)
        by_concept: list[Floats] = []
        asked = 0.0
        for concept in query:
            importance = self._rarity.summed(concept.wordings[0].terms)
            if not any(
                self._rarity.is_known(term) for one in concept.wordings for term in one.terms
            ):
                asked += importance * _ABSENT
                continue
            asked += importance
            best = np.zeros(len(self), np.float32)
            by_concept.append(best)
            if len(concept.wordings) == 1:  # a row has it in one way, and there is none to choose
                (wording,) = concept.wordings
                for rows, weights, shares in self._matches(wording, by_language, place_weights):
                    best[rows] = wording.weight * weights
                    scores[rows] += best[rows]
                    covered[rows] += np.float32(importance) * (wording.weight * shares)
                continue
            share = np.zeros(len(self), np.float32)
            for wording in concept.wordings:
                for rows, weights, shares in self._matches(wording, by_language, place_weights):
                    best[rows] = np.maximum(best[rows], wording.weight * weights)
                    share[rows] = np.maximum(share[rows], wording.weight * shares)
            scores += best
            covered += np.float32(importance) * share
        coverage = np.minimum(covered / asked, 1.0) if asked else covered
        return Matches(scores, coverage, tuple(by_concept))

    def _matches(
        self, wording: Wording, by_language: bool, place_weights: Floats | None
    ) -> Iterator[tuple[Numbers, Floats, Floats | np.float32]]:
        """Rows that hold terms of a wording, their scores, and how much of it they hold."""
        whole = max(self._rarity.summed(wording.terms), 1e-9)
        for segment in self._segments:
            found = [
                (rows, weights, np.float32(self._rarity.of(term) / whole))
                for term in wording.terms
                for rows, weights in [self._weights(term, segment, by_language, place_weights)]
                if len(rows)
            ]
            if not found:
                continue
            rows, weights, shares = found[0] if len(found) == 1 else _added(found)
            if wording.only is not None:
                kept = self._chinese[rows] == (wording.only == "zh")
                rows, weights = rows[kept], weights[kept]
                shares = shares[kept] if isinstance(shares, np.ndarray) else shares
            yield rows, weights, shares

    def _weights(
        self, term: str, segment: Segment, by_language: bool, place_weights: Floats | None
    ) -> tuple[Numbers, Floats]:
        """The rows of a segment that hold a term in text or place, and its BM25 in each."""
        rows, counts = self._counts(self.numbers.number(term), segment, place_weights)
        if not len(rows):
            return rows, counts
        lengths = self._lengths_by_language if by_language else self._lengths
        share = counts / (counts + lengths[rows])
        if not by_language:
            return rows, share * np.float32(self._rarity.of(term))
        return rows, share * self._rarity.by_language(term)[self._chinese[rows].astype(np.int8)]

    def _counts(
        self, number: int, segment: Segment, place_weights: Floats | None
    ) -> tuple[Numbers, Floats]:
        """The rows of a segment that hold a term, and how often each does, places weighted."""
        texts, often = segment.postings("text").of(number)
        texts = texts + np.int32(segment.first)
        places, more = segment.postings("place").of(number)
        if not len(places):
            return texts, often.astype(np.float32)
        places = places + np.int32(segment.first)
        weight = 1.0 if place_weights is None else place_weights[places]
        rows, at = np.unique(np.concatenate([texts, places]), return_inverse=True)
        counts = np.bincount(at, np.concatenate([often, more * weight]), len(rows))
        return rows, counts.astype(np.float32)

    @cached_property
    def _lengths(self) -> Floats:
        """What the length of each row does to BM25, beside the usual length of all."""
        usual = self._statistics["text"].lengths.sum() / max(self._rarity.size, 1)
        return self._compared(np.full(2, usual))

    @cached_property
    def _lengths_by_language(self) -> Floats:
        """The same, beside the usual length in its language."""
        statistics = self._statistics["text"]
        return self._compared(statistics.lengths / np.maximum(statistics.sizes, 1))

    def _compared(self, usual: NDArray[np.float64]) -> Floats:
        lengths = np.concatenate([one.postings("text").lengths for one in self._segments])
        beside = lengths / np.maximum(usual, 1)[self._chinese.astype(np.int8)]
        return (_SATURATION * ((1 - _LENGTH) + _LENGTH * beside)).astype(np.float32)

    def _segment(self, row: int) -> Segment:
        for segment in reversed(self._segments):
            if row >= segment.first:
                return segment
        raise IndexError(row)


class LexicalIndex:
    """An index of given texts."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """Index `texts`, each given as its search terms."""
        numbers = TermNumbers()
        runs = [numbers.add(text) for text in texts]
        places = [np.empty(0, np.int32)] * len(runs)
        self._index = WordIndex(numbers).plus(places, runs, np.zeros(len(runs), np.bool_))

    def match(self, query: Sequence[Concept]) -> Matches:
        """Score every text; see `WordIndex.match`."""
        return self._index.match(query)

    def rows(self, term: str) -> Numbers:
        """The places of the texts that have a search term."""
        return self._index.rows(term)


def _changed(statistics: Fields, segment: Segment, rows: Booleans, side: int, by: int) -> Fields:
    """With rows of a segment added (`by` 1) or taken away (`by` -1)."""
    return {
        field: one.changed(segment.postings(field), rows, side, by)
        for field, one in statistics.items()
    }


def _added(found: Sequence[tuple[Numbers, Floats, np.float32]]) -> tuple[Numbers, Floats, Floats]:
    """Each row once, with the sums of what was found in it."""
    rows, at = np.unique(np.concatenate([rows for rows, _, _ in found]), return_inverse=True)
    weights = np.concatenate([one for _, one, _ in found])
    shares = np.concatenate([np.full(len(rows), share) for rows, _, share in found])
    return (
        rows,
        np.bincount(at, weights, len(rows)).astype(np.float32),
        np.bincount(at, shares, len(rows)).astype(np.float32),
    )
