"""Removal, its undoing, folders that were read again, filters and neighbours."""

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from doc_stores import doc_store
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.docs import DocStore
from knowledge.documents.ingest_report import Outcome
from knowledge.records import Chunk, Document, Filters, Hit, Locator
from knowledge.retrieval.folding import folded

TEXT = "## 甲\n\n一号段落。\n\n## 乙\n\n二号段落。\n\n## 丙\n\n三号段落。"


def document(doc_id: str, text: str = TEXT, **fields: object) -> Document:
    return Document.model_validate(
        {"id": doc_id, "title": doc_id, "text": text, "lang": "zh", **fields}
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DocStore]:
    with doc_store(tmp_path / "store") as store:
        yield store


def ids(store: DocStore) -> list[str]:
    return [one.doc_id for one in store.documents()]


def found(store: DocStore, query: str, filters: Filters | None = None) -> set[str]:
    return {hit.chunk.doc_id for hit in store.search(query, 50, filters)}


def test_a_removal_can_be_undone(store: DocStore) -> None:
    store.ingest([document("a"), document("b", "苹果。")])
    before = store.document_chunks("a")
    removed = store.remove(["a", "nothing"])
    assert removed.doc_ids == ["a"]
    assert (ids(store), found(store, "二号段落")) == (["b"], {"b"})
    assert store.restore(removed) == ["a"]
    assert store.document_chunks("a") == before
    assert store.search("二号段落")[0].chunk.id == "a#1"
    assert store.ingest([document("a")]).unchanged == ["a"]


def test_undoing_never_takes_the_place_of_what_came_since(store: DocStore) -> None:
    store.ingest([document("a"), document("b")])
    removed = store.remove(["a", "b"])
    store.ingest([document("a", "苹果。")])
    assert store.restore(removed) == ["b"]
    assert [one.text for one in store.document_chunks("a")] == ["苹果。"]


def test_what_is_removed_stays_away_after_reopening(tmp_path: Path) -> None:
    with doc_store(tmp_path) as store:
        store.ingest([document("a"), document("b", "苹果。")])
        store.remove(["a"])
    with doc_store(tmp_path) as store:
        assert (ids(store), found(store, "二号段落")) == (["b"], {"b"})


def test_documents_of_files_that_have_gone_are_removed(store: DocStore, tmp_path: Path) -> None:
    root, other = tmp_path / "root", tmp_path / "root-too"
    for folder in (root, other):
        folder.mkdir()
        (folder / "kept.md").write_text("x")
        (folder / "gone.md").write_text("x")
    files = [folder / name for folder in (root, other) for name in ("kept.md", "gone.md")]
    documents = [document(f"{one.parent.name}/{one.name}", origin=str(one)) for one in files]
    store.ingest([*documents, document("given")], roots=[str(root), str(other)])
    for folder in (root, other):
        (folder / "gone.md").unlink()
    seen: list[Outcome] = []
    report = store.ingest(documents[:1], roots=[str(root)], on_outcome=seen.append)
    assert report.removed == ["root/gone.md"]
    assert [one.status for one in seen] == ["unchanged", "removed"]
    assert ids(store) == ["given", "root-too/gone.md", "root-too/kept.md", "root/kept.md"]


def test_a_file_that_could_not_be_read_keeps_what_was_read_before(
    store: DocStore, tmp_path: Path
) -> None:
    file = tmp_path / "a.md"
    file.write_text("x")
    store.ingest([document("a.md", origin=str(file))], roots=[str(tmp_path)])
    assert not store.ingest([], roots=[str(tmp_path)]).removed
    file.unlink()
    assert store.ingest([], roots=[str(tmp_path)]).removed == ["a.md"]


def test_a_moved_file_is_followed(store: DocStore, tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("x")
    store.ingest([document("a", origin=str(old))])
    old.rename(new)
    assert store.ingest([document("a", origin=str(new))]).unchanged == ["a"]
    assert [one.origin for one in store.documents()] == [str(new)]


def test_each_outcome_is_told_when_it_can_be_found(store: DocStore) -> None:
    texts = {f"d{n}": f"独特词{n}号" for n in range(3)}

    def look(outcome: Outcome) -> None:
        assert outcome.status == "added"
        assert outcome.doc_id in found(store, texts[outcome.doc_id])
        seen.append(outcome.doc_id)

    seen: list[str] = []
    store.ingest((document(name, text) for name, text in texts.items()), on_outcome=look)
    assert seen == list(texts)


def test_a_long_ingest_can_be_searched_before_its_end(store: DocStore) -> None:
    half, go_on = threading.Event(), threading.Event()

    def documents() -> Iterator[Document]:
        for number in range(600):
            yield document(f"d{number}", f"独特词{number}号")
        half.set()
        assert go_on.wait(30)

    ingest = threading.Thread(target=store.ingest, args=(documents(),))
    ingest.start()
    assert half.wait(60)
    try:
        assert "d7" in found(store, "独特词7号")
    finally:
        go_on.set()
        ingest.join()
    assert len(ids(store)) == 600


FILTERED = {
    "zh-md": {"media": "md", "date": dt.date(2026, 1, 1)},
    "zh-pdf": {"media": "pdf", "date": dt.date(2026, 6, 1), "superseded": True, "text": "旧的段落"},
    "en-md": {"media": "md", "lang": "en", "text": "paragraph 段落"},
}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"zh-md", "zh-pdf", "en-md"}),
        (Filters(doc_ids=frozenset({"zh-md", "nothing"})), {"zh-md"}),
        (Filters(doc_ids=frozenset()), set()),
        (Filters(media=frozenset({"md", "docx"})), {"zh-md", "en-md"}),
        (Filters(media=frozenset({"docx"})), set()),
        (Filters(lang="en"), {"en-md"}),
        (Filters(lang="zh", current_only=True), {"zh-md"}),
        (Filters(after=dt.date(2026, 1, 1)), {"zh-md", "zh-pdf"}),
        (Filters(after=dt.date(2026, 1, 2)), {"zh-pdf"}),
        (Filters(before=dt.date(2026, 5, 31)), {"zh-md"}),
        (Filters(media=frozenset({"md"}), lang="zh"), {"zh-md"}),
    ],
)
def test_filters(store: DocStore, filters: Filters, expected: set[str]) -> None:
    store.ingest([document(name, **fields) for name, fields in FILTERED.items()])
    assert found(store, "段落", filters) == expected
    hits = store.search_documents("段落", 10, filters)
    assert {hit.chunk.doc_id for hit in hits} == expected


def test_neighbours(store: DocStore) -> None:
    store.ingest([document("a"), document("b")])
    assert [one.id for one in store.neighbours("a#1")] == ["a#0", "a#1", "a#2"]
    assert [one.id for one in store.neighbours("a#0", before=3, after=0)] == ["a#0"]
    assert [one.id for one in store.neighbours("b#2", before=1, after=5)] == ["b#1", "b#2"]
    assert store.neighbours("nothing#0") == []


def test_a_document_is_listed_with_what_is_known_of_it(store: DocStore) -> None:
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    store.ingest([document("a", version="v2", media="pdf", date=dt.date(2026, 1, 2))])
    (one,) = store.documents()
    assert (one.version, one.media, one.date, one.chunks) == ("v2", "pdf", dt.date(2026, 1, 2), 3)
    assert before <= one.added <= dt.datetime.now(dt.UTC)


def test_a_locator_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = Locator(page=3, to_page=4)
    chunk = Chunk(id="a#0", doc_id="a", title="a", text="甲", lang="zh", locator=at, media="pdf")
    monkeypatch.setattr("knowledge.documents.ingest_run.chunk", lambda _: [chunk])
    with doc_store(tmp_path) as store:
        store.ingest([document("a", media="pdf")])
    with doc_store(tmp_path) as store:
        assert store.chunk("a#0") == chunk


LONG = "团队版按席位收费，每席位每月一百九十九元，含共享素材库、审批流程和专属客服，可以开具发票。"


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("专业版每月 39 元。", "**专业版**每月 39 元", 1),
        (LONG, LONG.replace("可以", "均可"), 1),
        (LONG + "共 39 人。", LONG + "共 49 人。", 2),
        (LONG, LONG.replace("可以", "不可以"), 2),
        ("甲比乙好", "乙比甲好", 2),
        (LONG, "专业版每月 39 元。", 2),
    ],
)
def test_near_duplicates_are_shown_once_but_never_contradictions(
    one: str, other: str, shown: int
) -> None:
    chunks = [
        Chunk(id=f"{n}#0", doc_id=str(n), title="t", text=text, lang="zh")
        for n, text in enumerate((one, other))
    ]
    hits = [Hit(chunk=chunk, score=1, coverage=1) for chunk in chunks]
    assert len(folded(hits, 5)) == shown
    assert folded(hits, 1) == hits[:1]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(["put", "remove"]), st.sampled_from("abc"), st.integers(0, 3)),
        max_size=12,
    )
)
def test_whatever_is_done_a_reopened_store_is_the_same(
    tmp_path: Path, acts: list[tuple[str, str, int]]
) -> None:
    expected: dict[str, int] = {}
    folder = tmp_path / str(abs(hash(tuple(acts))))
    with doc_store(folder) as store:
        for act, name, number in acts:
            if act == "put":
                store.ingest([document(name, f"独特词{number}号。")])
                expected[name] = number
            else:
                store.remove([name])
                expected.pop(name, None)
        assert ids(store) == sorted(expected)
        now = [store.search(f"独特词{number}号", 9) for number in range(4)]
    with doc_store(folder) as store:
        assert ids(store) == sorted(expected)
        for number in range(4):
            again = store.search(f"独特词{number}号", 9)
            assert {(hit.chunk.id, round(hit.score, 4)) for hit in again} == {
                (hit.chunk.id, round(hit.score, 4)) for hit in now[number]
            }


def test_a_newer_version_of_a_document_puts_the_older_one_back(tmp_path: Path) -> None:
    old = Document(id="p1.md", title="Pricing v1", text="Pro costs 29 yuan.", lang="en")
    new = Document(id="p2.md", title="Pricing v2", text="Pro costs 39 yuan a month.", lang="en")
    with doc_store(tmp_path) as store:
        store.ingest([old])
        assert not store.search("Pro costs")[0].chunk.superseded
        store.ingest([new])
        first, second = store.search("Pro costs")
        assert (first.chunk.doc_id, second.chunk.doc_id) == ("p2.md", "p1.md")
        assert (first.chunk.superseded, second.chunk.superseded) == (False, True)
        assert {one.doc_id: one.superseded_by for one in store.documents()} == {
            "p1.md": "p2.md",
            "p2.md": None,
        }
        assert store.document_chunks("p1.md")[0].superseded
        current = store.search("Pro costs", filters=Filters(current_only=True))
        assert [hit.chunk.doc_id for hit in current] == ["p2.md"]
        store.remove(["p2.md"])
        assert not store.search("Pro costs")[0].chunk.superseded
    with doc_store(tmp_path) as store:
        store.ingest([new])
    with doc_store(tmp_path) as store:
        assert store.search("Pro costs")[1].chunk.superseded
