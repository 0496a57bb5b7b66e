"""Searches by words and by meaning, within one language and across."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from doc_stores import doc_store

from knowledge.docs import DocStore
from knowledge.documents.read import document_of
from knowledge.errors import BadInput
from knowledge.records import Document
from knowledge.vectors.embeddings import Vector
from knowledge.vectors.minilm import MiniLm

TEXTS = {
    "refund.zh": "# 退款规则\n\n付款后七天内可以申请退款，款项原路退回。",
    "refund.en": "# Refunds\n\nWithin seven days of payment you can ask for your money back.",
    "deploy.zh": "# 部署\n\n用 Docker Compose 在自己的服务器上部署，几分钟就能完成。",
    "login.en": "# Signing in\n\nIf you forgot your credentials, choose a new password by e-mail.",
    "voice.en": "# Speech\n\nThe assistant reads scripts aloud in four voices.",
    "invoice.zh": "# 发票\n\n企业用户可以在账单页开具发票。",
}


def documents(texts: dict[str, str]) -> list[Document]:
    return [document_of(doc_id, text) for doc_id, text in texts.items()]


@pytest.fixture(scope="module", params=[True, False], ids=["with-vectors", "words-only"])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DocStore]:
    embedder = MiniLm() if request.param else None
    with doc_store(tmp_path_factory.mktemp("docs"), embedder=embedder) as store:
        store.ingest(documents(TEXTS))
        assert store.wait_for_vectors(60)
        yield store


def first(store: DocStore, query: str) -> str:
    return store.search(query)[0].chunk.doc_id


@pytest.mark.parametrize(
    ("query", "doc_id"),
    [
        ("how do I deploy it on my own server", "deploy.zh"),
        ("enterprise invoice", "invoice.zh"),
        ("忘记密码怎么办", "login.en"),
        ("脚本能朗读吗，有几种声音", "voice.en"),
    ],
)
def test_an_answer_in_the_other_language_is_found(store: DocStore, query: str, doc_id: str) -> None:
    assert first(store, query) == doc_id


@pytest.mark.parametrize(
    ("query", "doc_id"), [("怎么退款", "refund.zh"), ("how do refunds work", "refund.en")]
)
def test_of_two_that_say_the_same_the_askers_language_leads(
    store: DocStore, query: str, doc_id: str
) -> None:
    both = [hit.chunk.doc_id for hit in store.search(query)[:2]]
    assert both[0] == doc_id
    assert set(both) == {"refund.zh", "refund.en"}


def test_meaning_finds_what_no_word_does(tmp_path: Path) -> None:
    texts = {
        "cancel": "You can end your subscription whenever you like.",
        "pets": "Our office dog is called Milo and likes long walks.",
        "lunch": "The canteen serves soup at noon.",
    }
    query = "terminate membership"
    with doc_store(tmp_path / "words") as words:
        words.ingest(documents(texts))
        assert all(hit.coverage == 0 for hit in words.search(query))
    with doc_store(tmp_path / "both", embedder=MiniLm()) as both:
        both.ingest(documents(texts))
        assert both.wait_for_vectors(60)
        assert first(both, query) == "cancel"
        assert both.search(query)[0].cosine > 0.3  # type: ignore[operator]


class Slow:
    """A model that knows some texts only, as when vectors are still being made."""

    name = "slow"
    dimensions = 384

    def __init__(self) -> None:
        self._model = MiniLm()

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        if any("called Milo" in text for text in texts):
            raise BadInput("docs.no_minilm", package="slow")
        return self._model.embed(texts)


def test_a_passage_whose_vector_is_still_to_be_made_is_found_by_its_words(tmp_path: Path) -> None:
    with doc_store(tmp_path, embedder=Slow()) as store:
        store.ingest(documents({"cancel": "You can end your subscription."}))
        assert store.wait_for_vectors(60)
        store.ingest(documents({"pets": "Our office dog is called Milo."}))
        store.wait_for_vectors(60)
        hit = store.search("office dog Milo")[0]
        assert hit.chunk.doc_id == "pets"
        assert hit.cosine is None
        assert hit.coverage == pytest.approx(1.0)


def test_the_title_of_many_documents_does_not_outweigh_what_one_of_them_says(
    tmp_path: Path,
) -> None:
    shared = [
        Document(id=f"p{number}", title="Best phones of the year", text=text, lang="en")
        for number, text in enumerate(
            ["A list follows.", "The camera of this one is poor.", "Battery lasts two days."] * 5
        )
    ]
    answer = Document(
        id="answer", title="Best phones of the year", text="Of the phones, buy the Q7.", lang="en"
    )
    other = Document(id="other", title="Ovens", text="Best used hot.", lang="en")
    with doc_store(tmp_path) as store:
        store.ingest([*shared, answer, other])
        assert first(store, "which phones to buy this year") == "answer"


def test_a_page_about_the_question_comes_before_one_that_mentions_it(tmp_path: Path) -> None:
    texts = {
        "export": "# Export\n\nHow files leave the product.\n\n## Word\n\nExport to Word keeps"
        " headings.\n\n## PDF\n\nExport to PDF keeps pages.\n\n## Formats\n\nExport all formats.",
        "news": "# News\n\nWe moved.\n\n## Export\n\nExport to Word is new.\n\n## Team\n\nTwo"
        " people joined.\n\n## Party\n\nCome on Friday.",
    }
    with doc_store(tmp_path, embedder=MiniLm()) as store:
        store.ingest(documents(texts))
        assert store.wait_for_vectors(60)
        found = store.search_documents("what can be exported")
        assert [hit.chunk.doc_id for hit in found] == ["export", "news"]
        assert np.isfinite([hit.score for hit in found]).all()


@pytest.mark.parametrize("query", ["", "   ", "？", "的", "\ud800", "x" * 5000, "NULL; --"])
def test_odd_queries_are_answered_without_an_error(store: DocStore, query: str) -> None:
    for hit in store.search(query):
        assert 0 <= hit.coverage <= 1
