"""The likeness of passages to a query, by whatever vectors serve at the moment."""

import threading
import time
from collections import OrderedDict

import numpy as np

from knowledge.errors import CasebookError
from knowledge.vectors.embeddings import Embedder, Vector
from knowledge.vectors.filling import VectorFilling
from knowledge.vectors.memory import Floats, Keys

_PATIENCE = 5.0
"""Seconds that the first search waits for stored vectors to be read."""
_PAUSE = 30.0
"""Seconds without another attempt after an embedder has failed: nobody waits for that twice."""
_KEPT = 256


class QueryVectors:
    """Embeds queries, each once. Safe for threads."""

    def __init__(self, filling: VectorFilling | None) -> None:
        """None where there is no embedder."""
        self._filling = filling
        self._vectors: OrderedDict[tuple[str, str], Vector] = OrderedDict()
        self._lock = threading.Lock()
        self._silent_until = 0.0

    def cosines(self, query: str, keys: Keys) -> Floats:
        """The likeness of each key's chunk to `query`; NaN where it is not known."""
        served = self._filling.served(_PATIENCE) if self._filling else None
        vector = None
        if served is not None and len(served.memory):
            vector = self._vector(served.embedder, query)
        if served is None or vector is None:
            return np.full(len(keys), np.nan, np.float32)
        return served.memory.cosines(vector, keys)

    def mean_length(self, keys: Keys) -> float | None:
        """See `VectorMemory.mean_length`."""
        served = self._filling.served(0) if self._filling else None
        return served.memory.mean_length(keys) if served is not None else None

    def _vector(self, embedder: Embedder, query: str) -> Vector | None:
        name = (embedder.name, query)
        with self._lock:
            if name in self._vectors:
                self._vectors.move_to_end(name)
                return self._vectors[name]
        if time.monotonic() < self._silent_until:
            return None
        try:
            vector = embedder.embed([query])[0]
        except CasebookError:
            # The filling meets the same and says so.
            self._silent_until = time.monotonic() + _PAUSE
            return None
        with self._lock:
            self._vectors[name] = vector
            if len(self._vectors) > _KEPT:
                self._vectors.popitem(last=False)
        return vector
