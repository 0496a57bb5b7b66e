import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from doc_stores import doc_store
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.docs import DocStore
from knowledge.documents.table import DocumentTable
from knowledge.language import Lang
from knowledge.records import Document


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
    with doc_store(tmp_path / "docs") as store:
        yield store


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
    with doc_store(tmp_path) as store:
        store.ingest(SHELF)
        before, hits = contents(store), store.search("团队版")
    with doc_store(tmp_path) as store:
        assert contents(store) == before
        assert store.search("团队版") == hits
        assert store.ingest(SHELF).unchanged == ["pricing.md", "safety.md", "sla.md"]


class Killed(BaseException):
    """Stands in for the end of the process between two writes."""


LONGER = document("pricing.md", "## 甲\n\n一。\n\n## 乙\n\n二。\n\n## 丙\n\n三。", "定价方案")
SHORTER = document("pricing.md", "只剩一段。", "定价方案")


@pytest.mark.parametrize("new", [LONGER, SHORTER], ids=["longer", "shorter"])
def test_a_document_is_replaced_whole_or_not_at_all(
    new: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> None:
        raise Killed

    with doc_store(tmp_path) as store:
        store.ingest([PRICING])
        before = contents(store)
        with monkeypatch.context() as patch:
            patch.setattr(DocumentTable, "_insert", cut_off)
            with pytest.raises(Killed):
                store.ingest([new])
        assert contents(store) == before
    with doc_store(tmp_path) as store:
        assert contents(store) == before
        assert store.search("团队版多少钱")[0].chunk.id == "pricing.md#1"
        assert store.ingest([new]).updated == ["pricing.md"]


def test_what_was_written_before_a_kill_can_be_written_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> None:
        raise Killed

    with doc_store(tmp_path) as store:
        with monkeypatch.context() as patch:
            patch.setattr(DocStore, "_written", cut_off)
            with pytest.raises(Killed):
                store.ingest([PRICING])
        assert store.ingest([LONGER]).updated == ["pricing.md"]
        assert len(contents(store)["pricing.md"]) == 3


def test_the_glossary_crosses_languages(tmp_path: Path) -> None:
    glossary = document(
        "glossary.md",
        "| English | 中文 | 说明 |\n|---|---|---|\n| zorb | 佐布 | 一种球 |",
    )
    with doc_store(tmp_path, glossary=[("专业版", "pro plan")]) as store:
        store.ingest(SHELF)
        assert store.search("pro plan")[0].chunk.id == "pricing.md#0"
        store.ingest([glossary, document("ball.md", "“佐布”：不得装水。")])
        assert "ball.md" in [hit.chunk.doc_id for hit in store.search("zorb")[:2]]
    with doc_store(tmp_path) as store:
        assert "ball.md" in [hit.chunk.doc_id for hit in store.search("zorb")[:2]]
        store.remove(["glossary.md"])
        assert not store.asked_terms("zorb") - {"zorb"}


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
