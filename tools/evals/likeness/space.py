"""Texts as rows of features, each feature weighed by how rare it is."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

_BLOCK = 2_000
_BUDGET = 400_000_000
"""Meetings of a feature in one text with the same in another that are looked at, at most."""
_SMALLEST = 64
"""Texts with a feature that are always looked at, however often it is."""


class Space:
    """Two lists of texts (or one held against itself) by their features."""

    def __init__(
        self, ones: Sequence[frozenset[str]], others: Sequence[frozenset[str]] | None = None
    ) -> None:
        self.alone = others is None
        vocabulary: dict[str, int] = {}
        rows = [_row(one, vocabulary) for one in ones]
        other_rows = rows if others is None else [_row(one, vocabulary) for one in others]
        self._ones = _matrix(rows, len(vocabulary))
        self._others = self._ones if others is None else _matrix(other_rows, len(vocabulary))
        texts = len(rows) if others is None else len(rows) + len(other_rows)
        frequency = np.bincount(self._ones.indices, minlength=len(vocabulary))
        if others is not None:
            frequency = frequency + np.bincount(self._others.indices, minlength=len(vocabulary))
        # Never nothing: in a handful of texts a word that stands in all of them still tells.
        self._weight = 1 + np.log((texts + 1) / (frequency + 0.5))
        self._frequency = frequency

    def nearest(self, most: int) -> tuple[Places, Places]:
        """For each text the `most` others that share the most with it, as two arrays of places.

        Of a feature that is in very many texts only the first ones are looked at: each of a
        crowd of copies meets these. In a list held against itself, a text meets earlier ones.
        """
        if not self._ones.shape[1]:
            return np.zeros(0, np.intp), np.zeros(0, np.intp)
        against = self._cut().multiply(self._weight).tocsr().T.tocsr()
        left: list[Places] = []
        right: list[Places] = []
        for start in range(0, self._ones.shape[0], _BLOCK):
            shared = (self._ones[start : start + _BLOCK] @ against).tocsr()
            for row in range(shared.shape[0]):
                found = slice(shared.indptr[row], shared.indptr[row + 1])
                places, sums = shared.indices[found], shared.data[found]
                if self.alone:
                    earlier = places < start + row
                    places, sums = places[earlier], sums[earlier]
                if len(places) > most:
                    places = places[np.argpartition(-sums, most)[:most]]
                left.append(np.full(len(places), start + row, np.intp))
                right.append(places.astype(np.intp))
        return np.concatenate([*left, np.zeros(0, np.intp)]), np.concatenate(
            [*right, np.zeros(0, np.intp)]
        )

    def overlap(self, left: Places, right: Places) -> tuple[Floats, Floats]:
        """How alike the pairs are: weighed Jaccard, and the share of the smaller text in both."""
        shared = np.zeros(len(left))
        sizes = [np.asarray(one @ self._weight).ravel() for one in (self._ones, self._others)]
        for start in range(0, len(left), 50_000):
            part = slice(start, start + 50_000)
            both = self._ones[left[part]].multiply(self._others[right[part]]).tocsr()
            shared[part] = np.asarray(both @ self._weight).ravel()
        one, other = sizes[0][left], sizes[1][right]
        either = np.maximum(one + other - shared, 1e-9)
        return shared / either, shared / np.maximum(np.minimum(one, other), 1e-9)

    def _cut(self) -> csr_matrix:
        """The other texts with features in at most so many of them that the budget is kept."""
        by_feature = self._others.tocsc()
        counts = np.diff(by_feature.indptr)
        met = np.bincount(self._ones.indices, minlength=len(counts)).astype(np.float64)
        most = max(int(counts.max(initial=0)), _SMALLEST)
        while most > _SMALLEST and float((met * np.minimum(counts, most)).sum()) > _BUDGET:
            most = max(most // 2, _SMALLEST)
        place = np.arange(len(by_feature.indices)) - np.repeat(by_feature.indptr[:-1], counts)
        kept = place < most
        columns = np.repeat(np.arange(len(counts)), counts)[kept]
        values = np.ones(int(kept.sum()))
        return csr_matrix((values, (by_feature.indices[kept], columns)), by_feature.shape)


def _row(features: Iterable[str], vocabulary: dict[str, int]) -> list[int]:
    return [vocabulary.setdefault(one, len(vocabulary)) for one in sorted(features)]


def _matrix(rows: Sequence[Sequence[int]], width: int) -> csr_matrix:
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((one for row in rows for one in row), np.int64, int(ends[-1]))
    return csr_matrix((np.ones(len(columns)), columns, ends), (len(rows), width))
