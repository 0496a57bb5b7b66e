"""Vectors are filled in behind: they never keep anyone waiting, and nothing is made twice."""

import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from doc_stores import doc_store, wait_until
from hashing_embedder import HashingEmbedder
from vector_shelves import Counting, all_known, none_known, noted, shelf, stored_ids

from knowledge.errors import EmbedderFailed
from knowledge.vectors.embeddings import Vector
from knowledge.vectors.memory import VectorMemory
from knowledge.vectors.progress import VectorProgress


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
