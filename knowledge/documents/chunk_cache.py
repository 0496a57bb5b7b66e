"""Chunks that were read lately: a search looks at many, and the next one at many of the same."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

from knowledge.records import Chunk

_SIZE = 4096


class ChunkCache:
    """Chunks by their keys. A key always means the same text, so nothing here grows stale."""

    def __init__(self, read: Callable[[Sequence[int]], dict[int, Chunk]]) -> None:
        """`read` fetches what is not here."""
        self._read = read
        self._chunks: OrderedDict[int, Chunk] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, keys: Sequence[int]) -> dict[int, Chunk]:
        """The chunks of those keys; one that has gone may be missing."""
        with self._lock:
            found = {key: self._chunks[key] for key in keys if key in self._chunks}
            for key in found:
                self._chunks.move_to_end(key)
        missing = [key for key in keys if key not in found]
        if missing:
            read = self._read(missing)
            with self._lock:
                self._chunks.update(read)
                while len(self._chunks) > _SIZE:
                    self._chunks.popitem(last=False)
            found |= read
        return found
