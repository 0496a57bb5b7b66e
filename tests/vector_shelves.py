"""Documents whose vectors are made, by an embedder that counts, and what is stored of them."""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hashing_embedder import HashingEmbedder

from knowledge.docs import DocStore
from knowledge.errors import EmbedderFailed
from knowledge.records import Document
from knowledge.vectors.embeddings import Vector


class Counting:
    """A real embedder that notes what it is asked, and can be held up or made to fail."""

    dimensions = 64

    def __init__(self, name: str = "counting") -> None:
        self.name = name
        self.asked: list[str] = []
        self.batches = 0
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.begun = threading.Event()
        self.failure: EmbedderFailed | None = None
        self._inner = HashingEmbedder(64)

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        self.begun.set()
        assert self.may_go_on.wait(30)
        if self.failure:
            raise self.failure
        self.asked += texts
        self.batches += 1
        return self._inner.embed(texts)


def shelf(count: int, name: str = "d") -> list[Document]:
    return [
        Document(id=f"{name}{n}.md", title=f"标题 {n}", text=f"第 {n} 份文档，专业版。", lang="zh")
        for n in range(count)
    ]


def none_known(store: DocStore) -> bool:
    return bool(np.isnan(store._snapshot.cosines("专业版")).all())


def all_known(store: DocStore) -> bool:
    return not np.isnan(store._snapshot.cosines("专业版")[store._snapshot.flags.alive]).any()


def noted(folder: Path) -> int:
    """How many vectors the database knows of, read from another connection."""
    import sqlite3  # noqa: PLC0415

    connection = sqlite3.connect(folder / "casebook.db")
    try:
        return int(connection.execute("SELECT COUNT(*) FROM vectors").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def stored_ids(folder: Path) -> int:
    import chromadb  # noqa: PLC0415
    from chromadb.config import Settings  # noqa: PLC0415

    client = chromadb.PersistentClient(
        str(folder / "vectors"), Settings(anonymized_telemetry=False)
    )
    try:
        return sum(one.count() for one in client.list_collections())
    finally:
        client.close()


def collections(folder: Path) -> list[str]:
    """The last parts of the names of Chroma's collections."""
    import chromadb  # noqa: PLC0415
    from chromadb.config import Settings  # noqa: PLC0415

    client = chromadb.PersistentClient(
        str(folder / "vectors"), Settings(anonymized_telemetry=False)
    )
    try:
        return [one.name.split("-")[-1] for one in client.list_collections()]
    finally:
        client.close()
