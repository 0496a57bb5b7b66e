"""How alike two questions are, for a draw that prefers what differs."""

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_BUCKETS = 512


def fingerprints(texts: Sequence[str]) -> NDArray[np.float32]:
    """One unit vector a text, of its pairs of letters hashed into buckets; dot products are
    likeness, 0 to 1. The same text gives the same vector on every machine."""
    made = np.zeros((len(texts), _BUCKETS), dtype=np.float32)
    for row, text in enumerate(texts):
        letters = " ".join(text.casefold().split())[:2_000]
        pairs = {letters[at : at + 2] for at in range(max(len(letters) - 1, 1))}
        for pair in pairs:
            made[row, zlib.crc32(pair.encode("utf-8", "replace")) % _BUCKETS] += 1
    lengths = np.linalg.norm(made, axis=1, keepdims=True)
    return made / np.where(lengths > 0, lengths, 1)
