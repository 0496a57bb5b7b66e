"""How alike two questions are, for a draw that prefers what differs."""

import re
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_BUCKETS = 256
_FEATURES = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+|[^\W\da-z_]+")


def fingerprints(texts: Sequence[str]) -> NDArray[np.float32]:
    """One unit vector a text, of its words and pairs of Han characters hashed into buckets.

    Dot products are likeness, 0 to 1. The same text gives the same vector on every machine.
    """
    made = np.zeros((len(texts), _BUCKETS), dtype=np.float32)
    for row, text in enumerate(texts):
        for feature in _features(text[:2_000].casefold()):
            made[row, zlib.crc32(feature.encode("utf-8", "replace")) % _BUCKETS] += 1
    lengths = np.linalg.norm(made, axis=1, keepdims=True)
    made /= np.where(lengths > 0, lengths, 1)
    return made


def _features(text: str) -> set[str]:
    """Words, and pairs of letters of scripts that are written without gaps."""
    found: set[str] = set()
    for run in _FEATURES.findall(text):
        if run.isascii():
            found.add(run)
        else:
            found |= {run[at : at + 2] for at in range(max(len(run) - 1, 1))}
    return found
