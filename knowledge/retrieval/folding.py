"""Near-duplicates: what says the same again is not shown again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from knowledge.records import Hit
from knowledge.tokens import terms

_ALIKE = 0.9
"""The share of terms, of those in either, that two near-duplicates have in common."""
_ENOUGH = 12
"""Different terms that a passage needs for that share to tell; below, all must be the same."""
_NEGATION = re.compile(
    r"不|没|无|未|非|禁|\b(?:not?|never|none|without|cannot)\b|n['’]t\b", re.IGNORECASE
)


@dataclass(frozen=True)
class _Said:
    """What a passage says, as far as it can be compared."""

    run: tuple[str, ...]
    words: frozenset[str]
    figures: frozenset[str]
    negations: int


def folded(hits: Iterable[Hit], k: int) -> list[Hit]:
    """The first `k` hits, leaving out passages that repeat an earlier one.

    Two that differ in a figure or in a negation do not say the same, however alike they are:
    they may contradict each other, and that has to be seen.
    """
    kept: list[tuple[_Said, Hit]] = []
    for hit in hits:
        if len(kept) == k:
            break
        said = _said(hit.chunk.text)
        if not any(_same(said, other) for other, _ in kept):
            kept.append((said, hit))
    return [hit for _, hit in kept]


def _same(one: _Said, other: _Said) -> bool:
    if one.run == other.run:
        return True
    if one.figures != other.figures or one.negations != other.negations:
        return False
    either = len(one.words | other.words)
    return either >= _ENOUGH and len(one.words & other.words) >= _ALIKE * either


@lru_cache(maxsize=1024)
def _said(text: str) -> _Said:
    run = tuple(terms(text))
    words = frozenset(run)
    figures = frozenset(word for word in words if any(map(str.isdigit, word)))
    return _Said(run, words, figures, len(_NEGATION.findall(text)))
