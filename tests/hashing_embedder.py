"""An embedder that learns nothing and takes no time, for tests of what is done with vectors."""

import hashlib
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from knowledge.tokens import terms
from knowledge.vectors.embeddings import Vector


class HashingEmbedder:
    """Feature hashing (Weinberger et al., 2009) of words and of the character n-grams in them.

    Each feature is hashed to one dimension and one sign, so that collisions cancel out on
    average. Nothing is learnt or downloaded, and the same text gives the same vector on
    every machine. It finds spelling variants and shared fragments, not synonyms.
    """

    name = "hashing-2"

    def __init__(self, dimensions: int = 512) -> None:
        self.dimensions = dimensions

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One vector of length 1 for each text."""
        return [self._embed(text) for text in texts]

    def _embed(self, text: str) -> Vector:
        vector = np.zeros(self.dimensions, dtype=np.float32)
        for feature, count in Counter(_features(text)).items():
            slot, sign = _hash(feature)
            vector[slot % self.dimensions] += sign * math.sqrt(count)
        length = float(np.linalg.norm(vector))
        if length == 0:
            # Chroma's cosine wants a direction; this one is as far from all texts as any.
            vector[0] = length = 1.0
        return vector / np.float32(length)


def _features(text: str) -> Iterator[str]:
    for term in terms(text):
        yield f"word {term}"
        padded = f"<{term}>"
        size = 3 if term.isascii() else 2
        for start in range(len(padded) - size + 1):
            yield f"part {padded[start : start + size]}"


@lru_cache(maxsize=262_144)
def _hash(feature: str) -> tuple[int, int]:
    digest = hashlib.blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    number = int.from_bytes(digest, "big")
    return number >> 1, 1 if number & 1 else -1
