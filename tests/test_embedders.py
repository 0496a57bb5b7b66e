"""Embedders that the settings choose, against a real HTTP service on loopback."""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from doc_stores import doc_store, wait_until
from hashing_embedder import HashingEmbedder

from knowledge.errors import EmbedderFailed
from knowledge.records import Document
from knowledge.settings import Settings
from knowledge.vectors.embedders import chosen_embedder, former_embedder
from knowledge.vectors.embeddings import Embedder
from knowledge.workspace import open_workspace

SHELF = [
    Document(id=f"d{n}.md", title="定价", text=f"第 {n} 档，专业版。", lang="zh") for n in range(40)
]


class Service:
    """What it was asked, and the statuses that it answers with before it works."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.body: Any = None
        self.url = ""


@contextmanager
def service(*statuses: int) -> Iterator[Service]:
    """An embedding service with vectors of 32 numbers, not of length 1, in reverse order."""
    made = Service(*statuses)
    embedder = HashingEmbedder(32)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            made.requests.append(asked)
            made.keys.append(self.headers["Authorization"])
            status = made.statuses.pop(0) if made.statuses else 200
            rows = [
                {"object": "embedding", "index": at, "embedding": (7 * vector).tolist()}
                for at, vector in enumerate(embedder.embed(asked["input"]))
            ]
            body = {"object": "list", "model": asked["model"], "data": rows[::-1]}
            if status != 200:
                body = {"error": {"message": f"because {status}"}}
            data = json.dumps(made.body or body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Retry-After", "0")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: Any) -> None:
            """Keep the tests' output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def settings(
    home: Path, embeddings: str, url: str | None = None, key: str | None = "k"
) -> Settings:
    return Settings(home=home, demo=False, embeddings=embeddings, base_url=url, api_key=key)


def embedder(home: Path, url: str | None, key: str | None = "k") -> Embedder:
    made = chosen_embedder(settings(home, "openai:test-model", url, key))
    assert made is not None
    return made


def test_vectors_come_from_the_service_in_order_and_at_length_1(tmp_path: Path) -> None:
    with service() as running:
        vectors = embedder(tmp_path, running.url).embed(["专业版", "团队版", "SLA"])
        expected = HashingEmbedder(32).embed(["专业版", "团队版", "SLA"])
        assert np.allclose(vectors, expected, atol=1e-6)
        assert embedder(tmp_path, running.url).dimensions == 32
        assert running.requests[0]["model"] == "test-model"
        assert running.keys[0] == "Bearer k"


def test_a_passing_fault_is_overcome(tmp_path: Path) -> None:
    with service(429, 503) as running:
        assert len(embedder(tmp_path, running.url).embed(["a", "b"])) == 2
        assert len(running.requests) == 3


@pytest.mark.parametrize(
    ("status", "key", "told"),
    [
        (401, "vectors.openai.key", "OPENAI_API_KEY"),
        (404, "vectors.openai.model", "test-model"),
        (429, "vectors.openai.rate_limit", "429"),
        (500, "vectors.openai.server", "500"),
        (400, "vectors.openai.request", "because 400"),
    ],
)
def test_a_lasting_fault_is_told_with_its_remedy(
    tmp_path: Path, status: int, key: str, told: str
) -> None:
    with service(*[status] * 20) as running, pytest.raises(EmbedderFailed) as error:
        embedder(tmp_path, running.url).embed(["one text is a question: nobody waits for retries"])
    assert error.value.key == key
    assert len(running.requests) == 1
    for lang in ("zh", "en"):
        assert told in error.value.text(lang)


@pytest.mark.parametrize(
    "body", [{"data": []}, {"data": [{"index": 0, "embedding": []}]}, ["nonsense"], {"a": 1}]
)
def test_nonsense_is_told(tmp_path: Path, body: Any) -> None:
    with service() as running:
        running.body = body
        with pytest.raises(EmbedderFailed) as error:
            embedder(tmp_path, running.url).embed(["a"])
    assert error.value.key == "vectors.openai.garbled"


def test_nobody_there_and_no_key_are_told(tmp_path: Path) -> None:
    with service() as running:
        url = running.url
    with pytest.raises(EmbedderFailed, match="cannot be reached"):
        embedder(tmp_path, url).embed(["a"])
    with pytest.raises(EmbedderFailed, match="OPENAI_API_KEY is not"):
        embedder(tmp_path, None, None).embed(["a"])


def test_a_workspace_is_filled_by_the_service_and_survives_its_faults(tmp_path: Path) -> None:
    with service(*[401] * 2) as running:
        chosen = settings(tmp_path, "openai:test-model", running.url)
        with open_workspace(chosen, "test") as workspace:
            workspace.docs.ingest(SHELF)
            assert not workspace.docs.wait_for_vectors(timeout=60)
            problem = workspace.docs.vector_progress.problem
            assert problem is not None
            assert problem.key == "vectors.openai.key"
            assert workspace.docs.search("专业版 7")[0].chunk.doc_id == "d7.md"
            wait_until(lambda: workspace.docs.vector_progress.is_complete)
            assert workspace.docs.vector_progress.problem is None
    batches = [len(one["input"]) for one in running.requests]
    assert max(batches) > 8, "texts go in batches"


def test_a_silent_service_leaves_a_search_by_words(tmp_path: Path) -> None:
    with service() as running:
        made = embedder(tmp_path, running.url)
        with doc_store(tmp_path, embedder=made) as store:
            store.ingest(SHELF)
            assert store.wait_for_vectors(timeout=60)
            running.statuses = [500] * 50
            assert store.search("专业版 7")[0].chunk.doc_id == "d7.md"
            asked = len(running.requests)
            assert store.search("专业版 8")[0].chunk.doc_id == "d8.md"
            assert len(running.requests) == asked, "nobody waits for the same fault twice"


def test_the_choice(tmp_path: Path) -> None:
    assert chosen_embedder(settings(tmp_path, "none")) is None
    for choice in ("openai:a/b", "local:BAAI/bge-m3"):
        made = chosen_embedder(settings(tmp_path, choice))
        assert made is not None
        assert made.name == choice
    built_in = chosen_embedder(settings(tmp_path, "minilm"))
    assert built_in is not None
    make = former_embedder(settings(tmp_path, "none"))
    for name in (built_in.name, "openai:a/b", "local:BAAI/bge-m3"):
        made = make(name)
        assert made is not None
        assert made.name == name
    assert make("hashing-2") is None


def test_without_its_package_the_built_in_model_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "knowledge.vectors.minilm", None)
    with open_workspace(settings(tmp_path, "minilm"), "test") as workspace:
        workspace.docs.ingest(SHELF)
        assert not workspace.docs.wait_for_vectors(timeout=60)
        problem = workspace.docs.vector_progress.problem
        assert problem is not None
        assert problem.key == "vectors.minilm"
        assert workspace.docs.search("专业版 7")[0].chunk.doc_id == "d7.md"


def local(tmp_path: Path, model: str) -> Embedder:
    made = chosen_embedder(settings(tmp_path, f"local:{model}"))
    assert made is not None
    return made


def test_a_local_model_without_its_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fastembed", None)
    with pytest.raises(EmbedderFailed, match="pip install fastembed"):
        local(tmp_path, "BAAI/bge-m3").embed(["a"])


def test_a_local_model_is_never_downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library is not among our requirements: this stands in for what it documents."""

    class TextEmbedding:
        has_weights = False

        def __init__(self, model_name: str, *, local_files_only: bool = False) -> None:
            assert local_files_only
            if not self.has_weights:
                raise ValueError(f"Could not load model {model_name} from any source.")

        @staticmethod
        def list_supported_models() -> list[dict[str, Any]]:
            return [{"model": "BAAI/bge-small-zh-v1.5", "dim": 3}]

        def embed(self, documents: list[str]) -> Iterator[Any]:
            return (np.array([3.0, 4.0, 0.0]) for _ in documents)

    library = ModuleType("fastembed")
    library.TextEmbedding = TextEmbedding  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "fastembed", library)
    with pytest.raises(EmbedderFailed, match="does not know"):
        local(tmp_path, "nobody/nothing").embed(["a"])
    with pytest.raises(EmbedderFailed, match="FASTEMBED_CACHE_PATH"):
        local(tmp_path, "baai/bge-small-zh-v1.5").embed(["a"])
    TextEmbedding.has_weights = True
    made = local(tmp_path, "BAAI/bge-small-zh-v1.5")
    assert np.allclose(made.embed(["a", "b"]), [[0.6, 0.8, 0]] * 2)
    assert made.dimensions == 3
