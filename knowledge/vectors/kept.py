"""The vectors that are kept: which collection is to be filled, and which serves meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.records import Chunk
from knowledge.vectors.chroma import Vectors, collection_name
from knowledge.vectors.embeddings import Embedder
from knowledge.vectors.ledger import Collection, Missing, VectorLedger
from knowledge.vectors.memory import VectorMemory

_READ = 2000
"""Vectors that are read together."""


@dataclass(frozen=True)
class Served:
    """The vectors that searches use."""

    embedder: Embedder
    """What made them, and must make those of the queries."""
    memory: VectorMemory
    """The vectors."""
    collection: Collection
    """Where they are kept."""


class KeptVectors:
    """Chroma, the ledger of what is there, and what of it is in memory. For one thread."""

    def __init__(
        self,
        ledger: VectorLedger,
        vectors: Vectors,
        embedder: Embedder,
        former: Callable[[str], Embedder | None],
    ) -> None:
        """`former` makes an embedder that was used before, by its name, if it still can."""
        self._ledger, self._vectors = ledger, vectors
        self._embedder, self._former = embedder, former
        self.served: Served | None = None

    @property
    def model(self) -> str:
        """The name of the embedder that is chosen now."""
        return self._embedder.name

    def connect(self) -> None:
        """Open the folder or find the server; raises VectorsAway."""
        self._vectors.connect()

    def close(self) -> None:
        """Release the folder, or the connection."""
        self._vectors.close()

    def choose(self) -> Served:
        """The collection to fill; what serves until it is complete is `served` then, and read."""
        known = {one.name: one for one in self._ledger.collections()}
        name = collection_name(self._ledger.workspace, self.model)
        own = known.get(name) or self._ledger.add(name, self.model)
        if self.served is not None and self.served.collection.name == name:
            self.read(self.served)
            return self.served
        target = Served(self._embedder, VectorMemory(), own)
        if not own.complete and self.served is None:
            self.served = self._older(name, known)
        if self.served is None:
            self.served = target
        self._clear(own)
        self.read(self.served)
        return target

    def read(self, served: Served) -> None:
        """Take into memory what Chroma has and memory has not."""
        held = self._ledger.held(served.collection)
        keys = [key for key in held if not served.memory.holds(key)]
        for start in range(0, len(keys), _READ):
            part = keys[start : start + _READ]
            found, vectors = self._vectors.get(served.collection.name, part)
            served.memory.put(found, vectors)
            self._ledger.forget(served.collection, set(part) - set(found))

    def missing(self, target: Served) -> Sequence[Missing]:
        """The chunks that have no vector there."""
        return self._ledger.missing(target.collection)

    def make(self, target: Served, chunks: Mapping[int, Chunk]) -> None:
        """Make the vectors of chunks, by their keys, and keep them."""
        if chunks:
            keys, passages = list(chunks), list(chunks.values())
            # With its place, a passage is found by words that only its heading says.
            vectors = target.embedder.embed([f"{one.place}\n{one.text}" for one in passages])
            self._vectors.put(target.collection.name, keys, passages, vectors)
            self._ledger.note(target.collection, keys)
            target.memory.put(keys, vectors)

    def settle(self, target: Served) -> None:
        """Every chunk has its vector there: let it serve, and drop what served before."""
        if not target.collection.complete:
            self._ledger.complete(target.collection)
            target = replace(target, collection=replace(target.collection, complete=True))
        self.served = target
        for other in self._ledger.collections():
            if other.name != target.collection.name:
                self._vectors.drop(other.name)
                self._ledger.drop(other)

    def clear(self) -> None:
        """Remove the vectors of chunks that have gone."""
        for collection in self._ledger.collections():
            self._clear(collection)

    def _clear(self, collection: Collection) -> None:
        orphans = self._ledger.orphans(collection)
        if orphans:
            self._vectors.delete(collection.name, orphans)
            self._ledger.forget(collection, orphans)
            if self.served is not None and self.served.collection.name == collection.name:
                self.served.memory.forget(orphans)

    def _older(self, name: str, known: Mapping[str, Collection]) -> Served | None:
        """A complete collection of another embedder that can still be asked."""
        for one in reversed(list(known.values())):
            if one.complete and one.name != name:
                embedder = self._former(one.embedder)
                if embedder is not None:
                    return Served(embedder, VectorMemory(), one)
        return None
