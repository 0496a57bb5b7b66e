"""How much of one set of features another has, each weighed by how rare it is among some texts."""

from collections import Counter
from collections.abc import Sequence
from math import log


class Rarity:
    """Weights of features, told once; one that was never met is the rarest."""

    def __init__(self, texts: Sequence[frozenset[str]]) -> None:
        counts = Counter(feature for one in texts for feature in one)
        self._weights = {
            feature: 1 + log((len(texts) + 1) / (count + 0.5)) for feature, count in counts.items()
        }
        self._rarest = 1 + log((len(texts) + 1) / 0.5)

    def within(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The share of the smaller one that the other has too, 0 to 1."""
        whole = min(self._sum(one), self._sum(other))
        return self._sum(one & other) / whole if whole else 0.0

    def _sum(self, features: frozenset[str]) -> float:
        # In one order: a sum of floats hangs on it.
        return sum(self._weights.get(one, self._rarest) for one in sorted(features))
