"""Vectors on a Chroma server: a real `chroma run` on loopback, ended by its process id."""

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from doc_stores import doc_store, wait_until
from hashing_embedder import HashingEmbedder

from knowledge.docs import DocStore
from knowledge.errors import BadInput
from knowledge.records import Document
from knowledge.settings import Settings
from knowledge.vectors.chroma_url import server_address

SHELF = [
    Document(id=f"d{n}.md", title="定价", text=f"第 {n} 档，专业版。" * 3, lang="zh")
    for n in range(30)
]
QUERIES = ("专业版 7", "第 3 档多少钱", "pricing", "定价")


class Server:
    """`chroma run`, started and ended at will on one port and one folder."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [Path(sys.executable).parent / "chroma", "run", "--host", "127.0.0.1"]
        self._process = subprocess.Popen(
            [*command, "--port", str(self.port), "--path", self._folder],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(self._answers)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process = None

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, "chroma run has ended"
        try:
            with urllib.request.urlopen(f"{self.url}/api/v2/heartbeat", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "server")
    server.start()
    yield server
    server.stop()


def answers(store: DocStore) -> list[list[tuple[str, float]]]:
    return [
        [(hit.chunk.id, round(hit.score, 5)) for hit in store.search(query, 10)]
        for query in QUERIES
    ]


def test_it_gives_what_the_folder_gives(server: Server, tmp_path: Path) -> None:
    with doc_store(tmp_path / "embedded", embedder=HashingEmbedder()) as store:
        store.ingest(SHELF)
        assert store.wait_for_vectors(timeout=60)
        embedded = answers(store)
    with doc_store(tmp_path / "served", server.url, embedder=HashingEmbedder()) as store:
        store.ingest(SHELF)
        assert store.wait_for_vectors(timeout=60)
        assert answers(store) == embedded
    assert not (tmp_path / "served" / "vectors").exists()
    with doc_store(tmp_path / "served", server.url, embedder=HashingEmbedder()) as store:
        assert answers(store) == embedded, "the vectors are read from the server"


def test_workspaces_share_a_server_and_nothing_else(server: Server, tmp_path: Path) -> None:
    for name, documents in (("a", SHELF[:3]), ("b", SHELF[3:5])):
        with doc_store(tmp_path / name, server.url, embedder=HashingEmbedder()) as store:
            store.ingest(documents)
            assert store.wait_for_vectors(timeout=60)
    for name, count in (("a", 3), ("b", 2)):
        with doc_store(tmp_path / name, server.url, embedder=HashingEmbedder()) as store:
            assert {hit.chunk.doc_id for hit in store.search("专业版", 50)} == {
                f"d{n}.md" for n in (range(3) if name == "a" else range(3, 5))
            }
            assert store.vector_progress.total == count


def test_while_it_is_away_words_serve_and_it_resumes(server: Server, tmp_path: Path) -> None:
    server.stop()
    with doc_store(tmp_path, server.url, embedder=HashingEmbedder()) as store:
        store.ingest(SHELF)
        assert store.search("专业版 7")[0].chunk.doc_id == "d7.md"
        assert not store.wait_for_vectors(timeout=60)
        problem = store.vector_progress.problem
        assert problem is not None
        for lang in ("zh", "en"):
            assert server.url in problem.text(lang)
            assert "CASEBOOK_CHROMA_URL" in problem.text(lang)
        server.start()
        wait_until(lambda: store.vector_progress.is_complete)
        assert store.vector_progress.problem is None
        assert not np.isnan(store._snapshot.cosines("专业版")).any()


def test_what_goes_away_later_leaves_what_was_read(server: Server, tmp_path: Path) -> None:
    with doc_store(tmp_path, server.url, embedder=HashingEmbedder()) as store:
        store.ingest(SHELF)
        assert store.wait_for_vectors(timeout=60)
        before = answers(store)
        server.stop()
        assert answers(store) == before
        new = SHELF[0].model_copy(update={"id": "new.md", "text": "全新的内容。"})
        store.ingest([new])
        assert store.search("全新的内容")[0].chunk.doc_id == "new.md"
        wait_until(lambda: store.vector_progress.problem is not None)
        server.start()
        wait_until(lambda: store.vector_progress.done == len(SHELF) + 1)


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8000",
        "ftp://host",
        "http://",
        "http://host:port",
        "http://host/path",
        "http://h?x",
    ],
)
def test_a_malformed_address_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(BadInput) as error:
        Settings.load(environ={"CASEBOOK_CHROMA_URL": url})
    for lang in ("zh", "en"):
        assert "CASEBOOK_CHROMA_URL" in error.value.text(lang)
        assert url in error.value.text(lang)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://chroma:9000", ("chroma", 9000, False)),
        ("http://127.0.0.1", ("127.0.0.1", 8000, False)),
        ("https://chroma.example/", ("chroma.example", 443, True)),
        ("http://[::1]:8000", ("::1", 8000, False)),
    ],
)
def test_addresses(url: str, address: tuple[str, int, bool]) -> None:
    assert server_address(url) == address
    assert Settings.load(environ={"CASEBOOK_CHROMA_URL": url}).chroma_url == url
