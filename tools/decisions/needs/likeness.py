"""How alike two remarks are, across languages: by their words and by what those mean."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, identity, lil_matrix

from knowledge.language import Lang, language_of
from knowledge.lexicon.dictionary import translations
from knowledge.packaged import packaged
from knowledge.tokens import terms
from tools.decisions.needs.signals import compiled, telling_clauses

Floats = NDArray[np.float32]
OtherNames = Callable[[str], Iterable[str]]
"""What a word is called besides, in a team's glossary."""

_ASPECT = 2.2
"""What a shared aspect counts for, in units of a word's weight."""
_SURE = 0.5
"""The weight of a translation from which two words may mean the same."""
_NAMED = 0.7
"""How much another name of the glossary is the same as a word."""
_WEAK = frozenset(
    "太 不 没 没有 老是 一直 每次 又 要 得 就 还 再 用 能 希望 想要 需要"
    " 有 让 给 做 说 个 了 好 东西 问题 觉得 感觉 时候"
    " too not never alway keep want wish need would love make get"
    " thing way time use let like".split()
)
_LESS = 0.35
"""What a word counts for that stands in remarks of any kind."""


def likeness(texts: Sequence[str], other_names: OtherNames = lambda _: ()) -> Floats:
    """The likeness of each text to each, 0 to 1.

    The soft cosine (Sidorov et al., 2014) of their words, in which a word and its translation are
    partly the same, and of the aspects of `aspects.yaml`. Sentence vectors alone tell fewer pairs
    apart (`python -m benchmarks needs`); mixed in they told one more of forty, for 8 ms a remark.
    """
    bags = [_features(text) for text in texts]
    vocabulary = {word: at for at, word in enumerate(sorted({w for bag in bags for w in bag}))}
    frequency = Counter(word for bag in bags for word in bag)
    matrix = lil_matrix((len(texts), len(vocabulary)), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, weight in bag.items():
            matrix[row, vocabulary[word]] = weight * _rarity(frequency[word], len(texts))
    words = csr_matrix(matrix)
    meant = words @ _same(vocabulary, other_names)
    found = np.asarray((meant @ words.T).todense(), np.float32)
    lengths = np.sqrt(np.maximum(found.diagonal(), 1e-9))
    return np.clip(found / lengths[:, None] / lengths[None, :], 0, 1)


def aspects_of(text: str) -> frozenset[str]:
    """What a text complains of or wishes for, as far as the word lists know."""
    return _aspects_of(text)


@lru_cache(maxsize=16_384)
def _aspects_of(text: str) -> frozenset[str]:
    return frozenset(
        name
        for name, by_lang in _aspects().items()
        if any(pattern.search(text) for pattern in by_lang.values())
    )


def _features(text: str) -> dict[str, float]:
    # "I'd rather wait than have it wrong" is not about waiting.
    text = "，".join(telling_clauses(text)) or text
    bag = {word: _LESS if word in _WEAK else 1.0 for word in terms(text)}
    return bag | {f"@{name}": _ASPECT for name in aspects_of(text)}


def _rarity(frequency: int, texts: int) -> float:
    """Words in many remarks tell little; smoothed, so that few remarks do not make all alike."""
    return 1 + 0.5 * math.log((texts + 1) / (frequency + 0.5))


def _same(vocabulary: Mapping[str, int], other_names: OtherNames) -> csr_matrix:
    """Which words mean the same, 0 to 1."""
    found = lil_matrix((len(vocabulary), len(vocabulary)), dtype=np.float32)
    for word, at in vocabulary.items():
        if word.startswith("@"):
            continue
        lang = language_of(word)
        means = [
            (parts[0], weight) for parts, weight in translations(word, lang) if len(parts) == 1
        ]
        means += [(name, _NAMED) for name in other_names(word)]
        for other, weight in means:
            to = vocabulary.get(other)
            if to is not None and to != at and weight >= _SURE:
                found[at, to] = max(found[at, to], weight)
                found[to, at] = max(found[to, at], weight)
    return csr_matrix(found) + identity(len(vocabulary), dtype=np.float32, format="csr")


@cache
def _aspects() -> dict[str, dict[Lang, Any]]:
    aspects = packaged(__package__, "aspects.yaml")
    return {name: dict(compiled(one)) for name, one in aspects.items()}
