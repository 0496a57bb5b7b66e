"""Vectors at hand: the likeness of a query to every passage, exactly and at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.vectors.embeddings import Vector

Keys = NDArray[np.int64]
Floats = NDArray[np.float32]

_NONE = -1


class VectorMemory:
    """Vectors by the keys of chunks. One writer; readers never wait for it.

    A product over 10,000 vectors of 384 numbers takes less than a millisecond, over 100,000
    about ten: with filters, and without missing a neighbour, which an approximate index does.
    """

    def __init__(self) -> None:
        self._matrix = np.empty((0, 0), np.float32)
        self._slots = np.empty(0, np.int32)
        self._used = 0
        self._free: list[int] = []

    def __len__(self) -> int:
        """How many vectors there are."""
        return self._used - len(self._free)

    def put(self, keys: Sequence[int], vectors: Sequence[Vector] | Floats) -> None:
        """Take vectors in; a key that is here already gets the new one."""
        if not len(keys):
            return
        given = np.asarray(vectors, np.float32)
        self._make_room(max(keys) + 1, len(keys), given.shape[1])
        slots = [self._slot(key) for key in keys]
        self._matrix[slots] = given
        # What a reader finds in the slots is whole by now.
        self._slots[np.asarray(keys)] = slots

    def forget(self, keys: Sequence[int]) -> None:
        """Let vectors go; unknown keys are ignored."""
        for key in keys:
            if key < len(self._slots) and self._slots[key] != _NONE:
                self._free.append(int(self._slots[key]))
                self._slots[key] = _NONE

    def holds(self, key: int) -> bool:
        """Whether that key has a vector here."""
        return key < len(self._slots) and self._slots[key] != _NONE

    def count(self, keys: Keys) -> int:
        """How many of those keys have a vector here."""
        return int(np.count_nonzero(self._slots_of(keys) != _NONE))

    def cosines(self, query: Vector, keys: Keys) -> Floats:
        """The likeness of each key's vector to `query`; NaN where there is none."""
        slots = self._slots_of(keys)
        matrix, used = self._matrix, self._used
        if not used:
            return np.full(len(keys), np.nan, np.float32)
        # Faster by matrix product on an idle machine, and much slower where others compute too:
        # its threads wait for each other.
        likeness = np.einsum("ij,j->i", matrix[:used], query.astype(np.float32))
        # NumPy takes _NONE for the last one, which `where` then leaves out.
        return np.where(slots == _NONE, np.float32(np.nan), likeness[np.minimum(slots, used - 1)])

    def mean_length(self, keys: Keys) -> float | None:
        """The length of the mean of their vectors; None where a vector is missing.

        It is 1 where all say the same, and less where they differ.
        """
        slots = self._slots_of(keys)
        if not len(slots) or (slots == _NONE).any():
            return None
        return float(np.linalg.norm(self._matrix[slots].mean(axis=0)))

    def _slots_of(self, keys: Keys) -> NDArray[np.int32]:
        slots = self._slots
        if not len(slots):
            return np.full(len(keys), _NONE, np.int32)
        return np.where(keys < len(slots), slots[np.minimum(keys, len(slots) - 1)], _NONE)

    def _slot(self, key: int) -> int:
        slot = int(self._slots[key])
        if slot == _NONE:
            if self._free:
                return self._free.pop()
            slot = self._used
            self._used += 1
        return slot

    def _make_room(self, keys: int, more: int, width: int) -> None:
        if keys > len(self._slots):
            slots = np.full(max(keys, len(self._slots) * 3 // 2), _NONE, np.int32)
            slots[: len(self._slots)] = self._slots
            self._slots = slots
        needed = self._used + more
        if needed > len(self._matrix):
            matrix = np.zeros((max(needed, len(self._matrix) * 3 // 2), width), np.float32)
            if self._used:
                matrix[: self._used] = self._matrix[: self._used]
            self._matrix = matrix
