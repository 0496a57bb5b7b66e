import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.docs import DocStore
from knowledge.embeddings import HashingEmbedder
from knowledge.errors import WorkspaceBroken
from knowledge.language import Lang
from knowledge.records import Document
from knowledge.vectors import VectorStore


def document(doc_id: str, text: str, title: str = "", lang: Lang = "zh") -> Document:
    return Document(id=doc_id, title=title or doc_id, text=text, lang=lang)


PRICING = document(
    "pricing.md",
    "## 专业版\n\n专业版每月 39 元，每天可生成 100 条脚本。\n\n"
    "## 团队版\n\n团队版每席位每月 199 元。",
    "定价方案",
)
SAFETY = document("safety.md", "## 禁用词\n\n不得使用“最好”“第一”等极限词。", "品牌安全规范")
SLA = document("sla.md", "We promise 99.9% uptime and answer within 4 hours.", "SLA", "en")
SHELF = [PRICING, SAFETY, SLA]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DocStore]:
    store = DocStore(tmp_path / "docs")
    yield store
    store.close()


def contents(store: DocStore) -> dict[str, list[str]]:
    return {
        one.doc_id: [chunk.text for chunk in store.document_chunks(one.doc_id)]
        for one in store.documents()
    }


def test_finds_the_passage(store: DocStore) -> None:
    store.ingest(SHELF)
    best = store.search("团队版多少钱？")[0]
    assert best.chunk.id == "pricing.md#1"
    assert best.chunk.place == "定价方案 › 团队版"
    assert best.coverage > 0.8
    assert store.search("what uptime do you promise")[0].chunk.doc_id == "sla.md"


def test_coverage_tells_that_it_is_not_here(store: DocStore) -> None:
    store.ingest(SHELF)
    assert all(hit.coverage == 0 for hit in store.search("怎样申请出国签证"))


def test_a_heading_is_searched_with_its_passage(store: DocStore) -> None:
    store.ingest(SHELF)
    assert store.search("品牌安全")[0].chunk.doc_id == "safety.md"


def test_an_empty_store_and_an_empty_query_find_nothing(store: DocStore) -> None:
    assert store.search("定价") == []
    store.ingest(SHELF)
    assert store.search("  ") == []
    assert len(store.search("？！")) == 4


def test_the_same_words_are_given_once(store: DocStore) -> None:
    store.ingest([document("a.md", "专业版每月 39 元。"), document("b.md", "**专业版**每月 39 元")])
    assert len(store.search("专业版")) == 1
    assert [hit.chunk.doc_id for hit in store.search_documents("专业版")] == ["a.md", "b.md"]


def test_ingesting_twice_changes_nothing(store: DocStore) -> None:
    assert store.ingest(SHELF).added == ["pricing.md", "safety.md", "sla.md"]
    before = contents(store)
    again = store.ingest(SHELF)
    assert again.unchanged == ["pricing.md", "safety.md", "sla.md"]
    assert not again.added
    assert not again.updated
    assert contents(store) == before


def test_a_changed_document_replaces_all_its_chunks(store: DocStore) -> None:
    store.ingest(SHELF)
    shorter = document("pricing.md", "专业版每月 49 元。", "定价方案")
    assert store.ingest([shorter]).updated == ["pricing.md"]
    assert contents(store)["pricing.md"] == ["专业版每月 49 元。"]
    assert store.chunk("pricing.md#1") is None


def test_a_new_title_alone_is_a_change(store: DocStore) -> None:
    store.ingest([SAFETY])
    store.ingest([SAFETY.model_copy(update={"title": "合规手册"})])
    assert store.search("合规手册")[0].chunk.title == "合规手册"


def test_what_fails_is_reported_and_stops_nothing(store: DocStore) -> None:
    report = store.ingest([document("empty.md", "\n"), SLA, SLA])
    assert report.added == ["sla.md"]
    assert report.failed["empty.md"].key == "docs.no_text"
    assert report.failed["sla.md"].key == "docs.same_id"


def test_remove(store: DocStore) -> None:
    store.ingest(SHELF)
    store.remove(["pricing.md", "nothing.md"])
    assert [one.doc_id for one in store.documents()] == ["safety.md", "sla.md"]
    assert all(hit.chunk.doc_id != "pricing.md" for hit in store.search("专业版"))


def test_everything_is_there_after_reopening(tmp_path: Path) -> None:
    store = DocStore(tmp_path)
    store.ingest(SHELF)
    before, hits = contents(store), store.search("团队版")
    store.close()
    store = DocStore(tmp_path)
    assert contents(store) == before
    assert store.search("团队版") == hits
    assert store.ingest(SHELF).unchanged == ["pricing.md", "safety.md", "sla.md"]
    store.close()


class Killed(BaseException):
    """Stands in for the end of the process between two writes."""


def kill(*_: object, **__: object) -> None:
    raise Killed


def half_written(put: Callable[..., None]) -> Callable[..., None]:
    def write(self: VectorStore, chunks: list[object]) -> None:
        put(self, chunks[:1])
        raise Killed

    return write


LONGER = document("pricing.md", "## 甲\n\n一。\n\n## 乙\n\n二。\n\n## 丙\n\n三。", "定价方案")
SHORTER = document("pricing.md", "只剩一段。", "定价方案")


@pytest.mark.parametrize(
    ("new", "method", "crash"),
    [(LONGER, "put", half_written(VectorStore.put)), (SHORTER, "delete", kill)],
    ids=["among the new chunks", "before the old ones are removed"],
)
def test_the_next_ingest_repairs_a_killed_one(
    new: Document,
    method: str,
    crash: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = DocStore(tmp_path / "killed")
    store.ingest([PRICING])
    with monkeypatch.context() as patch:
        patch.setattr(VectorStore, method, crash)
        with pytest.raises(Killed):
            store.ingest([new])
    store.close()
    store = DocStore(tmp_path / "killed")
    assert store.search("定价")
    assert store.ingest([new]).updated == ["pricing.md"]
    fresh = DocStore(tmp_path / "fresh")
    fresh.ingest([new])
    assert contents(store) == contents(fresh)
    fresh.close()
    store.close()


def test_another_embedder_takes_the_chunks_over(tmp_path: Path) -> None:
    store = DocStore(tmp_path)
    store.ingest(SHELF)
    before = contents(store)
    store.close()
    store = DocStore(tmp_path, embedder=HashingEmbedder(64))
    assert contents(store) == before
    assert store.search("团队版")[0].chunk.id == "pricing.md#1"
    assert store.ingest(SHELF).unchanged
    store.close()


def test_a_broken_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"not a database" * 500)
    with pytest.raises(WorkspaceBroken, match=str(tmp_path)):
        DocStore(tmp_path)


def test_the_glossary_crosses_languages(tmp_path: Path) -> None:
    store = DocStore(tmp_path, glossary=[("专业版", "pro plan")])
    store.ingest(SHELF)
    assert store.search("pro plan")[0].chunk.id == "pricing.md#0"
    glossary = document(
        "glossary.md",
        "| English | 中文 | 说明 |\n|---|---|---|\n| banned word | 极限词 / 禁用词 | 不能用的词 |",
    )
    store.ingest([glossary])
    assert "safety.md" in [hit.chunk.doc_id for hit in store.search("banned words")[:2]]
    store.close()


def test_readers_go_on_while_a_writer_writes(store: DocStore) -> None:
    store.ingest(SHELF)
    failures: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                assert store.search("专业版每月多少钱")[0].chunk.doc_id == "pricing.md"
        except BaseException as error:
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(8):
        store.ingest([document("notes.md", f"第 {number} 版会议纪要。" * 30)])
    done.set()
    for reader in readers:
        reader.join()
    assert not failures


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"])), query=st.text())
def test_no_text_and_no_query_crash_it(store: DocStore, text: str, query: str) -> None:
    store.ingest([document("any.md", text)])
    for hit in store.search(query):
        assert 0 <= hit.coverage <= 1
