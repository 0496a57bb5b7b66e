"""Embeddings: texts to vectors."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors of one fixed length, in which likeness is the cosine."""

    @property
    def name(self) -> str:
        """Names the model and its version: vectors of different names never meet."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        ...

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One vector of length 1 for each text."""
        ...
