"""Another embedder takes over: the old vectors serve until the new ones are complete."""

import threading
from collections.abc import Callable
from pathlib import Path

from doc_stores import doc_store, wait_until
from vector_shelves import Counting, all_known, collections, none_known, shelf

from knowledge.vectors.embeddings import Embedder


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
