"""The chunks and their vectors, as Chroma keeps them in a folder."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.types import Embeddings
from chromadb.config import Settings
from chromadb.errors import ChromaError

from knowledge.embeddings import Embedder
from knowledge.errors import WorkspaceBroken
from knowledge.records import Chunk

_BATCH = 500
_FAMILY = "docs-"


@dataclass(frozen=True)
class StoredChunk:
    """A chunk, and what tells whether its document was written whole."""

    chunk: Chunk
    """The passage."""
    ordinal: int
    """Its place in the document, from 0."""
    fingerprint: str
    """The content hash of the document that it was cut from."""
    parts: int
    """How many chunks that document has."""
    origin: str | None
    """Where that document was read from; None for a given text."""


class VectorStore:
    """One Chroma collection in a folder; safe for threads, not for several processes."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        """Open or create it; raises WorkspaceBroken when the folder cannot be read."""
        self._embedder = embedder
        try:
            settings = Settings(anonymized_telemetry=False)
            self._client = cast(Client, chromadb.PersistentClient(str(folder), settings))
            self._collection = self._client.get_or_create_collection(
                # Vectors of two embedders cannot share a collection, so the name says whose.
                f"{_FAMILY}{embedder.name}-{embedder.dimensions}",
                # Chroma is handed vectors: its own default function would download a model.
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine"}},
            )
            self._adopt()
        except ChromaError as error:
            raise WorkspaceBroken("docs.unreadable", folder=folder, reason=error) from error

    def close(self) -> None:
        """Release the folder."""
        self._client.close()

    def put(self, chunks: Sequence[StoredChunk]) -> None:
        """Write chunks over those of the same ids."""
        for start in range(0, len(chunks), _BATCH):
            batch = chunks[start : start + _BATCH]
            self._collection.upsert(
                ids=[one.chunk.id for one in batch],
                documents=[one.chunk.text for one in batch],
                metadatas=[_metadata(one) for one in batch],
                # With its place, a passage is found by words that only its heading says.
                embeddings=_embed(self._embedder, [_with_place(one.chunk) for one in batch]),
            )

    def delete(self, ids: Sequence[str]) -> None:
        """Remove chunks; unknown ids are ignored."""
        for start in range(0, len(ids), _BATCH):
            self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def all(self) -> list[StoredChunk]:
        """Every chunk, by document and place."""
        stored = _read(self._collection)
        return sorted(stored, key=lambda one: (one.chunk.doc_id, one.ordinal))

    def cosines(self, query: str, count: int, others: Iterable[str] = ()) -> dict[str, float]:
        """Likeness to `query` of the `count` nearest chunks and of the chunks `others`, by id."""
        vector = _embed(self._embedder, [query])
        nearest = self._collection.query(
            query_embeddings=vector, n_results=count, include=["distances"]
        )
        distances = nearest["distances"] or [[]]
        found = {
            id_: 1 - distance for id_, distance in zip(nearest["ids"][0], distances[0], strict=True)
        }
        if missing := [id_ for id_ in others if id_ not in found]:
            rest = self._collection.get(ids=missing, include=["embeddings"])
            vectors = np.asarray(rest["embeddings"])
            likeness = vectors @ np.asarray(vector[0]) if len(vectors) else vectors
            found |= dict(zip(rest["ids"], map(float, likeness), strict=True))
        return found

    def _adopt(self) -> None:
        """Take over the chunks of another embedder's collection, and only then drop it."""
        for other in self._client.list_collections():
            if other.name.startswith(_FAMILY) and other.name != self._collection.name:
                self.put(_read(self._client.get_collection(other.name, embedding_function=None)))
                self._client.delete_collection(other.name)


def _embed(embedder: Embedder, texts: Sequence[str]) -> Embeddings:
    return cast(Embeddings, embedder.embed(texts))


def _with_place(chunk: Chunk) -> str:
    return f"{chunk.place}\n{chunk.text}"


def _read(collection: chromadb.Collection) -> list[StoredChunk]:
    got = collection.get(include=["documents", "metadatas"])
    rows = zip(got["ids"], got["documents"] or [], got["metadatas"] or [], strict=True)
    return [_stored(id_, text, cast(dict[str, Any], fields)) for id_, text, fields in rows]


def _metadata(stored: StoredChunk) -> dict[str, str | int]:
    """Chroma keeps flat fields only, and neither None nor empty lists."""
    chunk = stored.chunk
    fields: dict[str, str | int | None] = {
        "doc_id": chunk.doc_id,
        "title": chunk.title,
        "section": json.dumps(chunk.section, ensure_ascii=False),
        "lang": chunk.lang,
        "version": chunk.version,
        "date": chunk.date.isoformat() if chunk.date else None,
        "superseded": chunk.superseded or None,
        "ordinal": stored.ordinal,
        "fingerprint": stored.fingerprint,
        "parts": stored.parts,
        "origin": stored.origin,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _stored(id_: str, text: str, fields: dict[str, Any]) -> StoredChunk:
    chunk = Chunk(
        id=id_,
        doc_id=fields["doc_id"],
        title=fields["title"],
        section=json.loads(fields["section"]),
        text=text,
        lang=cast(Literal["zh", "en"], fields["lang"]),
        version=fields.get("version"),
        date=dt.date.fromisoformat(fields["date"]) if "date" in fields else None,
        superseded=fields.get("superseded", False),
    )
    ordinal, parts = fields["ordinal"], fields["parts"]
    return StoredChunk(chunk, ordinal, fields["fingerprint"], parts, fields.get("origin"))
