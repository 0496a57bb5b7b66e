"""How rare the terms of a collection are: the inverse document frequency of BM25."""

import math
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.segments import Fields
from knowledge.retrieval.term_numbers import UNKNOWN, TermNumbers


class Rarity:
    """The rarity of terms among all texts, or among those of each language.

    For a term in n of N texts it is the logarithm of 1 + (N - n + ½) / (n + ½).
    """

    def __init__(self, numbers: TermNumbers, statistics: Fields) -> None:
        self._numbers = numbers
        self._statistics = statistics
        self._counted: dict[int, tuple[int, int]] = {}
        self._known: dict[int, float] = {}

    @cached_property
    def size(self) -> int:
        """How many texts count."""
        return int(self._statistics["text"].sizes.sum())

    def of(self, term: str) -> float:
        """Among all texts; highest for a term that none has."""
        number = self._numbers.number(term)
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = _rarity(self.size, sum(self._frequencies(term)))
        return found

    def by_language(self, term: str) -> NDArray[np.float32]:
        """Among the English texts, and among the Chinese ones."""
        sizes, frequencies = self._statistics["text"].sizes, self._frequencies(term)
        return np.array(
            [_rarity(int(sizes[side]), frequencies[side]) for side in (0, 1)], np.float32
        )

    def summed(self, terms: Sequence[str]) -> float:
        """Of all `terms` together, among all texts."""
        return sum(map(self.of, terms))

    def is_known(self, term: str) -> bool:
        """Whether any text or place has the term."""
        return any(self._frequencies(term))

    def _frequencies(self, term: str) -> tuple[int, int]:
        """In how many texts of each language, or else in how many places, a term is."""
        number = self._numbers.number(term)
        if number == UNKNOWN:
            return 0, 0
        found = self._counted.get(number)
        if found is None:
            english, chinese = zip(
                *(one.frequency(number) for one in self._statistics.values()), strict=True
            )
            found = self._counted[number] = int(max(english)), int(max(chinese))
        return found


def _rarity(size: int, frequency: int) -> float:
    return math.log1p((size - frequency + 0.5) / (frequency + 0.5))
