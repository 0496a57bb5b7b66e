"""What texts have in common, told by pairs of neighbouring words alone.

Whether a passage truly holds an answer that is planted must not be told by the measures that are
to be judged, so these are none of them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from knowledge.han import HAN_RANGE

_WORD = re.compile(f"[{HAN_RANGE}]|[^\\W_{HAN_RANGE}]+")

Pairs = frozenset[tuple[str, str]]


def pairs(text: str) -> Pairs:
    """The pairs of words in `text`; each Han character is a word."""
    words = _WORD.findall(text.casefold())
    return frozenset(pairwise(words))


def held(text: str, passages: Iterable[str]) -> float:
    """The share of the pairs of `text` that `passages` have together, 0 to 1."""
    wanted = pairs(text)
    there = frozenset[tuple[str, str]]().union(*map(pairs, passages))
    return len(wanted & there) / len(wanted) if wanted else 0.0


class PairIndex:
    """Passages by their pairs of words."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._ids: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key, text in texts.items():
            for pair in pairs(text):
                self._ids[pair].append(key)

    def holding(self, text: str, least: float) -> frozenset[str]:
        """The ids of the passages that by themselves have that share of the pairs of `text`."""
        wanted = pairs(text)
        shared = Counter(key for pair in wanted for key in self._ids.get(pair, ()))
        return frozenset(key for key, count in shared.items() if count >= least * len(wanted))
