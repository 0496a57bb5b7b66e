"""Vectors as Chroma keeps them, in a folder or on a server."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import VectorsAway
from knowledge.records import Chunk
from knowledge.vectors.chroma_url import server_address
from knowledge.vectors.embeddings import Vector

_BATCH = 500
_PATIENCE = 30.0
"""Seconds that a server may take to answer."""


class Vectors:
    """A Chroma client. For one thread, apart from `close`, which comes when that has ended."""

    def __init__(self, place: Path | str) -> None:
        """`place` is a folder, or the URL of a server; nothing is opened yet."""
        self._place = place
        self._client: Any = None

    def connect(self) -> None:
        """Open the folder or find the server; raises VectorsAway."""
        if self._client is None:
            with self._told():
                self._client = self._open()

    def close(self) -> None:
        """Release the folder, or the connection."""
        client, self._client = self._client, None
        if client is not None:
            client.close()
            if not isinstance(self._place, Path):
                for one in (client, client._admin_client):
                    one._server._session.close()  # which it forgets itself

    def put(
        self, name: str, keys: Sequence[int], chunks: Sequence[Chunk], vectors: Sequence[Vector]
    ) -> None:
        """Write vectors, with the texts that they stand for, over those of the same keys."""
        with self._told():
            collection = self._collection(name)
            for start in range(0, len(keys), _BATCH):
                part = slice(start, start + _BATCH)
                collection.upsert(
                    ids=[str(key) for key in keys[part]],
                    embeddings=[one.astype(np.float32) for one in vectors[part]],
                    documents=[one.text for one in chunks[part]],
                    metadatas=[_metadata(one) for one in chunks[part]],
                )

    def get(self, name: str, keys: Sequence[int]) -> tuple[list[int], NDArray[np.float32]]:
        """The keys that have a vector there, and the vectors."""
        with self._told():
            found = self._collection(name).get(
                ids=[str(key) for key in keys], include=["embeddings"]
            )
        return [int(id_) for id_ in found["ids"]], np.asarray(found["embeddings"], np.float32)

    def delete(self, name: str, keys: Sequence[int]) -> None:
        """Remove vectors; unknown keys are ignored."""
        with self._told():
            collection = self._collection(name)
            for start in range(0, len(keys), _BATCH):
                collection.delete(ids=[str(key) for key in keys[start : start + _BATCH]])

    def drop(self, name: str) -> None:
        """Remove a collection, if it is there."""
        with self._told():
            if name in {one.name for one in self._client.list_collections()}:
                self._client.delete_collection(name)

    def _collection(self, name: str) -> Any:
        return self._client.get_or_create_collection(
            name,
            # Chroma is handed vectors: its own default function would download a model.
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
        )

    def _open(self) -> Any:
        import chromadb  # noqa: PLC0415 - takes a second, which nobody waits for here
        from chromadb.config import Settings  # noqa: PLC0415

        settings = Settings(anonymized_telemetry=False)
        if isinstance(self._place, Path):
            return chromadb.PersistentClient(str(self._place), settings)
        host, port, ssl = server_address(self._place)
        host = f"[{host}]" if ":" in host else host
        _knock(f"{'https' if ssl else 'http'}://{host}:{port}")
        client: Any = chromadb.HttpClient(host, port, ssl=ssl, settings=settings)
        # It would wait for ever by default, and there is no setting for it.
        for one in (client, client._admin_client):
            one._server._session.timeout = _PATIENCE
        return client

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Raise what goes wrong as VectorsAway, and start anew with the next `connect`."""
        import httpx  # noqa: PLC0415
        from chromadb.errors import ChromaError  # noqa: PLC0415

        try:
            yield
        except (ChromaError, httpx.HTTPError, OSError, ValueError) as error:
            self.close()
            reason = " ".join(str(error).split()) or type(error).__name__
            if isinstance(self._place, Path):
                raise VectorsAway("vectors.broken", folder=self._place, reason=reason) from error
            raise VectorsAway("vectors.away", url=self._place, reason=reason) from error


def collection_name(workspace: str, embedder: str) -> str:
    """What a workspace calls its vectors of an embedder; several may share a server."""
    return f"casebook-{workspace}-{re.sub('[^A-Za-z0-9]+', '-', embedder).strip('-')}"[:200]


def _knock(url: str) -> None:
    """Raise at once what Chroma's own client would wait for, for ever."""
    import httpx  # noqa: PLC0415

    httpx.get(f"{url}/api/v2/heartbeat", timeout=5).raise_for_status()


def _metadata(chunk: Chunk) -> dict[str, str]:
    """For people who look into the collection; nothing here reads it."""
    return {"chunk_id": chunk.id, "doc_id": chunk.doc_id, "place": chunk.place, "lang": chunk.lang}
