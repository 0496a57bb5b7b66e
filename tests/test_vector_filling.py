"""Vectors are filled in behind: they never keep anyone waiting, and nothing is made twice."""

import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from doc_stores import doc_store, wait_until
from hashing_embedder import HashingEmbedder

from knowledge.docs import DocStore
from knowledge.errors import EmbedderFailed
from knowledge.records import Document
from knowledge.vectors.embeddings import Embedder, Vector
from knowledge.vectors.memory import VectorMemory
from knowledge.vectors.progress import VectorProgress


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


def test_words_serve_while_vectors_are_made(tmp_path: Path) -> None:
    embedder = Counting()
    embedder.may_go_on.clear()
    with doc_store(tmp_path, embedder=embedder) as store:
        store.ingest(shelf(3))
        assert embedder.begun.wait(30)
        assert store.search("专业版 2")[0].chunk.doc_id == "d2.md"
        assert none_known(store)
        assert store.vector_progress.done == 0
        assert not store.wait_for_vectors(timeout=0)
        embedder.may_go_on.set()
        assert store.wait_for_vectors(timeout=60)
        assert all_known(store)
        assert (store.vector_progress.done, store.vector_progress.total) == (3, 3)
        # With its place, a passage is found by words that only its heading says.
        assert "标题 1\n第 1 份文档，专业版。" in embedder.asked


def test_without_an_embedder_words_serve_alone(tmp_path: Path) -> None:
    with doc_store(tmp_path) as store:
        store.ingest(shelf(2))
        assert store.wait_for_vectors(timeout=0)
        assert store.search("专业版 1")[0].chunk.doc_id == "d1.md"
        assert store.vector_progress.model is None
    assert not (tmp_path / "vectors").exists()


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    with doc_store(tmp_path, embedder=Counting()) as store:
        store.ingest(shelf(3))
        assert store.wait_for_vectors(timeout=60)
    embedder = Counting()
    with doc_store(tmp_path, embedder=embedder) as store:
        assert store.wait_for_vectors(timeout=60)
        assert all_known(store)
        store.ingest([*shelf(3), *shelf(1, "new")])
        assert store.wait_for_vectors(timeout=60)
    assert [text for text in embedder.asked if "\n" in text] == ["标题 0\n第 0 份文档，专业版。"]


def test_a_changed_document_gets_new_vectors_and_loses_the_old(tmp_path: Path) -> None:
    changed = shelf(1)[0].model_copy(update={"text": "团队版的说明。"})
    with doc_store(tmp_path, embedder=Counting()) as store:
        store.ingest(shelf(2))
        store.wait_for_vectors(timeout=60)
        store.ingest([changed])
        assert store.wait_for_vectors(timeout=60)
        assert all_known(store)
    with doc_store(tmp_path, embedder=Counting()) as store:
        assert store.wait_for_vectors(timeout=60)
        assert stored_ids(tmp_path) == 2


def test_an_undone_removal_finds_its_vectors_again(tmp_path: Path) -> None:
    embedder = Counting()
    with doc_store(tmp_path, embedder=embedder) as store:
        store.ingest(shelf(3))
        store.wait_for_vectors(timeout=60)
        removed = store.remove(["d1.md"])
        assert store.wait_for_vectors(timeout=60)
        made = len(embedder.asked)
        assert store.restore(removed) == ["d1.md"]
        assert store.wait_for_vectors(timeout=60)
        assert all_known(store)
        assert len(embedder.asked) - made <= 1, "the query of this test at most"


def test_it_ends_after_the_batch_at_hand(tmp_path: Path) -> None:
    embedder = Counting()
    embedder.may_go_on.clear()
    with doc_store(tmp_path, embedder=embedder) as store:
        store.ingest(shelf(200))
        assert embedder.begun.wait(30)
        closing = threading.Thread(target=store.close)
        closing.start()
        wait_until(lambda: store._filling is not None and store._filling._closing)
        embedder.may_go_on.set()
        closing.join(30)
        assert not closing.is_alive()
    assert embedder.batches == 1


KILLED = """
import sys, time
from pathlib import Path
from doc_stores import doc_store
from test_vector_filling import Counting, shelf

class Slow(Counting):
    def embed(self, texts):
        time.sleep(0.02)
        return super().embed(texts)

with doc_store(Path(sys.argv[1]), embedder=Slow()) as store:
    store.ingest(shelf(400))
    print("in", flush=True)
    store.wait_for_vectors(on_progress=lambda p: None)
"""


def test_killed_it_goes_on_where_it_was(tmp_path: Path) -> None:
    tests = Path(__file__).parent
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": f"{tests}:{tests.parent}"},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        wait_until(lambda: noted(tmp_path) >= 96)
        process.send_signal(signal.SIGKILL)
        process.wait()
    kept = noted(tmp_path)
    assert kept < 400, "killed too late to tell"
    embedder = Counting()
    with doc_store(tmp_path, embedder=embedder) as store:
        assert len(store.documents()) == 400
        assert store.wait_for_vectors(timeout=60)
        assert all_known(store)
        made = [text for text in embedder.asked if "\n" in text]
        assert len(made) == 400 - kept
        assert len(made) == len(set(made))


def test_vectors_that_chroma_has_lost_are_made_again(tmp_path: Path) -> None:
    with doc_store(tmp_path, embedder=Counting()) as store:
        store.ingest(shelf(3))
        store.wait_for_vectors(timeout=60)
    shutil.rmtree(tmp_path / "vectors")
    with doc_store(tmp_path, embedder=Counting()) as store:
        assert store.wait_for_vectors(timeout=60)
        assert all_known(store)


def test_a_broken_folder_is_named_and_words_serve(tmp_path: Path) -> None:
    (tmp_path / "vectors").mkdir()
    (tmp_path / "vectors" / "chroma.sqlite3").write_bytes(b"not a database" * 500)
    with doc_store(tmp_path, embedder=Counting()) as store:
        store.ingest(shelf(2))
        assert not store.wait_for_vectors(timeout=60)
        problem = store.vector_progress.problem
        assert problem is not None
        for lang in ("zh", "en"):
            assert str(tmp_path / "vectors") in problem.text(lang)
        assert store.search("专业版 1")[0].chunk.doc_id == "d1.md"


def test_a_failing_embedder_is_told_and_tried_again(tmp_path: Path) -> None:
    embedder = Counting()
    embedder.failure = EmbedderFailed("vectors.local.unknown", model="m")
    with doc_store(tmp_path, embedder=embedder) as store:
        store.ingest(shelf(2))
        assert not store.wait_for_vectors(timeout=60)
        assert store.vector_progress.problem is embedder.failure
        assert store.search("专业版 1")[0].chunk.doc_id == "d1.md"
        embedder.failure = None
        wait_until(lambda: store.vector_progress.is_complete)
        assert store.vector_progress.problem is None
        assert store.vector_progress.done == 2


def former(*known: Embedder) -> Callable[[str], Embedder | None]:
    return {one.name: one for one in known}.get


def test_the_old_vectors_serve_until_the_new_ones_are_complete(tmp_path: Path) -> None:
    with doc_store(tmp_path, embedder=Counting("old")) as store:
        store.ingest(shelf(40))
        store.wait_for_vectors(timeout=60)
    old, new = Counting("old"), Counting("new")
    new.may_go_on.clear()
    with doc_store(tmp_path, embedder=new, former=former(old)) as store:
        assert new.begun.wait(60)
        assert all_known(store)
        assert old.asked == ["专业版"], "queries go to the one that made the vectors"
        assert store.vector_progress.replacing == "old"
        assert store.vector_progress.done == 0
        new.may_go_on.set()
        assert store.wait_for_vectors(timeout=60)
        assert store.vector_progress.replacing is None
        assert all_known(store)
        assert "专业版" in new.asked
    assert collections(tmp_path) == ["new"]


def test_a_switch_that_was_cut_off_goes_on(tmp_path: Path) -> None:
    with doc_store(tmp_path, embedder=Counting("old")) as store:
        store.ingest(shelf(40))
        store.wait_for_vectors(timeout=60)
    new = Counting("new")
    new.may_go_on.clear()
    with doc_store(tmp_path, embedder=new, former=former(Counting("old"))) as store:
        assert new.begun.wait(60)
        closing = threading.Thread(target=store.close)
        closing.start()
        wait_until(lambda: store._filling is not None and store._filling._closing)
        new.may_go_on.set()
        closing.join(30)
    old, again = Counting("old"), Counting("new")
    with doc_store(tmp_path, embedder=again, former=former(old)) as store:
        assert store.wait_for_vectors(timeout=60)
        assert len([text for text in again.asked if "\n" in text]) == 8
    assert collections(tmp_path) == ["new"]


def test_without_the_old_embedder_words_serve_until_the_new_ones_are_there(tmp_path: Path) -> None:
    with doc_store(tmp_path, embedder=Counting("old")) as store:
        store.ingest(shelf(3))
        store.wait_for_vectors(timeout=60)
    new = Counting("new")
    new.may_go_on.clear()
    with doc_store(tmp_path, embedder=new) as store:
        assert new.begun.wait(60)
        assert none_known(store)
        assert store.search("专业版 1")[0].chunk.doc_id == "d1.md"
        new.may_go_on.set()
        assert store.wait_for_vectors(timeout=60)
        assert all_known(store)


def test_progress_tells_pace_and_rest(tmp_path: Path) -> None:
    seen: list[VectorProgress] = []

    class Told(Counting):
        def embed(self, texts: Sequence[str]) -> list[Vector]:
            seen.append(store.vector_progress)
            return super().embed(texts)

    with doc_store(tmp_path, embedder=Told()) as store:
        store.ingest(shelf(100))
        assert store.wait_for_vectors(timeout=60)
        assert store.vector_progress.seconds_left is None
    going = [one for one in seen if one.per_second]
    assert [one.done for one in going] == sorted(one.done for one in going)
    assert all(one.seconds_left is not None and one.seconds_left >= 0 for one in going)
    assert (going[-1].done, going[-1].total) == (96, 100)
    assert "32" in going[0].text("zh")
    assert "32 of 100" in going[0].text("en")


def test_memory_gives_exact_cosines_and_nan_for_the_unknown() -> None:
    memory = VectorMemory()
    vectors = HashingEmbedder(16).embed(["一 二", "三 四", "五 六", "七 八"])
    keys = np.array([3, 5, 7, 9, 1000], np.int64)
    assert np.isnan(memory.cosines(vectors[0], keys)).all()
    memory.put([3, 5, 9], [vectors[0], vectors[1], vectors[2]])
    memory.forget([5, 77])
    memory.put([7], [vectors[3]])
    memory.put([3], [vectors[1]])
    found = memory.cosines(vectors[0], keys)
    expected = [vectors[1] @ vectors[0], np.nan, vectors[3] @ vectors[0], vectors[2] @ vectors[0]]
    assert np.allclose(found, [*expected, np.nan], atol=1e-6, equal_nan=True)
    assert len(memory) == 3


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
