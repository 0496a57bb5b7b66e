"""`python -m knowledge.search` with vectors: what it says when they do not reach all chunks."""

import json
from pathlib import Path

import pytest

from knowledge.records import Document
from knowledge.search import main as search
from knowledge.settings import Settings
from knowledge.workspace import open_workspace


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("CASEBOOK_EMBEDDINGS", "minilm")
    queries = tmp_path / "q.jsonl"
    queries.write_text('{"id": "a", "query": "how much is a seat"}\n')
    return ["--queries", str(queries), "-k", "3", "--home", str(tmp_path / "home")]


def shelf(*names: str) -> list[Document]:
    return [
        Document(id=name, title=name, text=f"The {name} plan has a price.", lang="en")
        for name in names
    ]


def test_it_tells_how_many_chunks_have_vectors(
    tmp_path: Path, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with open_workspace(Settings(home=tmp_path / "home", embeddings="minilm"), "test") as workspace:
        workspace.docs.ingest(shelf("team", "pro"))
        assert workspace.docs.wait_for_vectors(timeout=120)
    assert search(asked) == 0
    out, err = capsys.readouterr()
    assert not err
    assert len(json.loads(out)["hits"]) == 2, "found by meaning: no word is shared"
    with open_workspace(Settings(home=tmp_path / "home"), "test") as workspace:
        workspace.docs.ingest(shelf("free"))
    assert search(asked) == 0
    out, err = capsys.readouterr()
    assert "only 2 of 3 chunks have vectors" in err


def test_without_vectors_it_goes_by_words_and_says_nothing(
    tmp_path: Path,
    asked: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CASEBOOK_EMBEDDINGS", "none")
    with open_workspace(Settings(home=tmp_path / "home"), "test") as workspace:
        workspace.docs.ingest(shelf("team"))
    assert search(asked) == 0
    assert not capsys.readouterr().err
