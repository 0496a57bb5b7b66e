"""How much of what one text says another says too, word by word, in the same words or others."""

import gzip
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import numpy as np
from rapidfuzz.distance import Indel
from scipy.sparse import csr_matrix

from knowledge.han import HAN
from knowledge.lexicon.dictionary import FOLDER, translations
from knowledge.packaged import packaged
from knowledge.tokens import terms

_EVERYDAY = 0.3
"""What a word of everyday questions counts, where others count 1: it is rare in a few texts only
by chance."""
_MOST_FREQUENT = 1_200
"""English words that are such words."""
_SENSES = 5
"""Translations of a word that are looked at, the likeliest first."""
_CHARACTERS = 0.7
"""How alike two Chinese words are by all their characters: 退款 and 退费 by half of it."""
_STEM = 5
"""Letters that two English words begin with, from which on they are as alike as that."""
_NOWHERE_NEAR = 0.3
"""How far two words mean the same at most that name two things."""
_ALIKE_SPELT = 0.6
"""Likeness of two words' letters from which on one may be a slip for the other."""
_OFTEN = 3
"""Texts that a word is in, from which on it can be seen what it always comes with."""
_TOGETHER = 0.3
"""Jaccard of the texts of two words, from which on they come together."""


class Content:
    """How much each word of some texts says: the rarer the more, and a form's words as one.

    Where questions are made after a form ("not long since I opened my account, begin with ..."),
    its words are rare as well, but come together: each counts the less, the more others do.
    """

    def __init__(self, texts: Sequence[frozenset[str]]) -> None:
        words = {word: at for at, word in enumerate(sorted(set().union(*texts)))}
        columns = [words[word] for one in texts for word in sorted(one)]
        rows = np.repeat(np.arange(len(texts)), [len(one) for one in texts])
        of_texts = csr_matrix((np.ones(len(rows)), (rows, columns)), (len(texts), len(words)))
        counts = np.asarray(of_texts.sum(axis=0)).ravel()
        rare = np.maximum(np.log((len(texts) + 1) / (counts + 0.5)), 0.0)
        rare *= np.array([_EVERYDAY if word in everyday() else 1.0 for word in words])
        self._none = float(np.log((len(texts) + 1) / 0.5))
        self._rare = dict(zip(words, rare.tolist(), strict=True))
        said = rare / _others(of_texts, counts)
        self._said = dict(zip(words, said.tolist(), strict=True))

    def carried(self, one: frozenset[str], other: frozenset[str]) -> tuple[float, float]:
        """The lesser of the shares that either has of the other's content, from 0 to 1: with a
        form's words as one, and with each word by itself.
        """
        if not one or not other:
            return 0.0, 0.0
        here = {word: float(word in other) for word in sorted(one)}
        there = {word: float(word in one) for word in sorted(other)}
        for word, found in here.items():
            for each, known in there.items():
                if found < 1 or known < 1:
                    likeness = sameness(word, each)
                    here[word] = max(here[word], likeness)
                    there[each] = max(there[each], likeness)
        said, single = (
            min(self._share(found, weights) for found in (here, there))
            for weights in (self._said, self._rare)
        )
        return said, single

    def differ(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether each names something that the other does not: two questions of one form.

        Not by words of one character, nor by such as are spelt alike: those may be slips.
        """
        mine, theirs = _lacking(one, other), _lacking(other, one)
        return any(_spelt(word, each) < _ALIKE_SPELT for word in mine for each in theirs)

    def _share(self, found: Mapping[str, float], weights: Mapping[str, float]) -> float:
        whole = shared = 0.0
        for word, share in found.items():
            weight = weights.get(word)
            if weight is None:
                weight = self._none * (_EVERYDAY if word in everyday() else 1.0)
            whole += weight
            shared += weight * share
        return shared / whole if whole > 0 else 0.0


@cache
def everyday() -> frozenset[str]:
    """Words of everyday questions in both languages, as search terms."""
    chinese = packaged(__package__, "plain.yaml")
    said = " ".join(text for part in chinese.values() for text in part.values())
    pieces = gzip.decompress((FOLDER / "wordpieces.txt.gz").read_bytes()).decode().split("\n")
    # The word pieces are in the order of how frequent they are.
    english = [one for one in pieces if one.isascii() and one.isalpha() and len(one) > 1]
    return frozenset([*said.split(), *terms(said), *terms(" ".join(english[:_MOST_FREQUENT]))])


def _lacking(one: frozenset[str], other: frozenset[str]) -> list[str]:
    """The words of the one that tell something, and that are nowhere near any of the other."""
    return [
        word
        for word in sorted(one - other)
        if len(word) > 1
        and word not in everyday()
        and all(sameness(word, each) < _NOWHERE_NEAR for each in other)
    ]


def _spelt(word: str, other: str) -> float:
    return float(Indel.normalized_similarity(word, other))


def _others(of_texts: csr_matrix, counts: np.ndarray) -> np.ndarray:
    """Of each word how many come with it, itself included, each by how often it does."""
    often = counts >= _OFTEN
    some = of_texts[:, np.flatnonzero(often)]
    both = (some.T @ some).tocoo()
    sizes = counts[often]
    jaccard = both.data / (sizes[both.row] + sizes[both.col] - both.data)
    together = np.where((jaccard > _TOGETHER) | (both.row == both.col), jaccard, 0.0)
    found = np.ones(len(counts))
    found[often] = np.bincount(both.row, together, minlength=len(sizes))
    return found


@lru_cache(maxsize=250_000)  # 40 MB
def sameness(word: str, other: str) -> float:
    """How far two words mean the same, 0 to 1: by a translation that both have, or by letters."""
    if word == other:
        return 1.0
    mine, theirs = _senses(word), _senses(other)
    shared = [min(1.0, mine[sense] * theirs[sense] * 1.2) for sense in mine.keys() & theirs.keys()]
    return max([_by_letters(word, other), *shared])


def _by_letters(word: str, other: str) -> float:
    if _is_han(word) and _is_han(other):
        longer = max(len(word), len(other))
        return _CHARACTERS * len(set(word) & set(other)) / longer if longer > 1 else 0.0
    return _CHARACTERS if word[:_STEM] == other[:_STEM] and len(word) >= _STEM else 0.0


@cache
def _senses(word: str) -> dict[str, float]:
    known = translations(word, "zh")[:_SENSES] if _is_han(word) else ()
    return {" ".join(words): weight for words, weight in known} or {word: 1.0}


def _is_han(word: str) -> bool:
    return HAN.match(word) is not None
