"""Whether the documents answer at all, judged by words and by meaning."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from doc_stores import doc_store
from hypothesis import given
from hypothesis import strategies as st

from knowledge.docs import DocStore
from knowledge.records import Document, Filters
from knowledge.retrieval.answerable import BY_MEANING, BY_WORDS
from knowledge.retrieval.follow_up import leans_back
from knowledge.retrieval.signs import Signs
from knowledge.retrieval.talk import Talk
from knowledge.search import Query, answer_lines
from knowledge.vectors.minilm import MiniLm

DOCUMENTS = [
    Document(
        id="pricing",
        title="定价方案",
        text="专业版每月 39 元，一年 388 元。团队版每席位每月 199 元，三个席位起。",
        lang="zh",
    ),
    Document(
        id="refunds",
        title="Refunds",
        text="Refunds are paid in full within 7 days. After that, 0.5 yuan a script is kept.",
        lang="en",
    ),
    Document(
        id="sla",
        title="Service levels",
        text="The availability target is 99.5 % for Pro. Downtime extends the subscription.",
        lang="en",
    ),
    *(
        Document(
            id=f"style-{at}", title=f"风格指南 {at}", text=f"第 {at} 类脚本要有转折。", lang="zh"
        )
        for at in range(8)
    ),
]
ANSWERED = [
    "专业版多少钱",
    "团队版每席位多少钱",
    "Are refunds paid in full?",
    "availability target for Pro",
]
NOT_ANSWERED = [
    "公司有多少员工",
    "支持韩语吗",
    "Can I pay with PayPal?",
    "Who founded the company?",
]


@pytest.fixture(scope="module", params=[True, False], ids=["meaning", "words"])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DocStore]:
    embedder = MiniLm() if request.param else None
    with doc_store(tmp_path_factory.mktemp("docs"), embedder=embedder) as store:
        store.ingest(DOCUMENTS)
        assert store.wait_for_vectors(60)
        yield store


@pytest.mark.parametrize("question", ANSWERED)
def test_what_is_written_is_found(store: DocStore, question: str) -> None:
    judgement = store.find(question).judgement
    assert judgement.found, judgement


@pytest.mark.parametrize("question", NOT_ANSWERED)
def test_what_is_written_nowhere_is_not_claimed(store: DocStore, question: str) -> None:
    finding = store.find(question)
    assert not finding.judgement.found, finding.judgement


def test_what_no_passage_mentions_is_named(store: DocStore) -> None:
    assert store.find("Does Pro work with PayPal?").missing == ("PayPal",)
    assert store.find("专业版支持对接飞书吗").missing == ("飞书",)
    assert store.find("专业版多少钱").missing == ()


@pytest.mark.parametrize(
    ("known", "named", "name"),
    [
        ("Are refunds paid in full within days?", "Are refunds by Klarna paid in full?", "Klarna"),
        ("专业版每月多少元", "专业版用支付宝每月多少元", "支付宝"),
    ],
)
def test_a_name_that_no_passage_has_counts_against_an_answer(
    store: DocStore, known: str, named: str, name: str
) -> None:
    finding = store.find(named)
    assert store.find(known).absent == ()
    assert finding.absent == (name,)
    assert name in finding.missing
    assert finding.judgement.signs.named == -1
    assert finding.judgement.confidence < store.find(known).judgement.confidence


@pytest.mark.parametrize(
    ("plain", "introduced"),
    [
        ("团队版每席位每月多少元", "我们公司叫星澜传媒，团队版每席位每月多少元"),
        ("Are refunds paid in full?", "I'm Olivia from Bristol. Are refunds paid in full?"),
    ],
)
def test_who_asks_changes_nothing(store: DocStore, plain: str, introduced: str) -> None:
    finding = store.find(introduced)
    assert finding.absent == ()
    assert finding.judgement.found, finding.judgement
    assert finding.hits[0].chunk.id == store.find(plain).hits[0].chunk.id


def test_a_name_in_a_follow_up_says_less(store: DocStore) -> None:
    talk = Talk("Are refunds paid in full?")
    assert store.find("And for Klarna?", talk=talk).judgement.signs.named == 0


def test_a_follow_up_about_something_that_no_document_has_says_so(store: DocStore) -> None:
    talk = Talk("Are refunds paid in full?")
    assert store.find("and for motorcycles?", talk=talk).absent == ("motorcycles",)
    assert store.find("and for refunds?", talk=talk).absent == ()
    assert store.find("and the other one?", talk=talk).absent == ()


def test_a_follow_up_is_judged_by_what_it_goes_on_from(store: DocStore) -> None:
    alone = store.find("那一年呢")
    follow_up = store.find("那一年呢", talk=Talk("专业版多少钱"))
    assert follow_up.hits[0].chunk.doc_id == "pricing"
    assert follow_up.judgement.found or not follow_up.judgement.by_meaning
    assert follow_up.judgement.confidence > alone.judgement.confidence


def test_a_new_subject_is_not_mixed_with_the_old_one(store: DocStore) -> None:
    question = "How are refunds and the kept yuan handled?"
    assert store.find(question, talk=Talk("专业版多少钱")) == store.find(question)


@pytest.mark.parametrize("question", ["", "   ", "的", "???"])
def test_what_asks_for_nothing_is_not_found(store: DocStore, question: str) -> None:
    assert not store.find(question).judgement.found


def test_an_empty_store_answers_nothing(tmp_path: Path) -> None:
    with doc_store(tmp_path) as store:
        finding = store.find("专业版多少钱")
    assert finding.hits == ()
    assert not finding.judgement.found


def test_filters_confine_what_is_judged(store: DocStore) -> None:
    elsewhere = store.find("专业版多少钱", filters=Filters(doc_ids=frozenset({"sla"})))
    assert {hit.chunk.doc_id for hit in elsewhere.hits} == {"sla"}
    assert elsewhere.judgement.confidence < store.find("专业版多少钱").judgement.confidence


def test_without_vectors_words_alone_judge(tmp_path: Path) -> None:
    with doc_store(tmp_path) as store:
        store.ingest(DOCUMENTS)
        judgement = store.find("专业版多少钱").judgement
    assert not judgement.by_meaning
    assert judgement.found


def test_the_command_says_whether_it_was_found(store: DocStore) -> None:
    queries = [
        Query(id="1", query="专业版多少钱"),
        Query(id="2", query="Who founded the company?"),
        Query(id="3", query="那一年呢", context=["你好", "专业版多少钱"]),
    ]
    lines = [json.loads(line) for line in answer_lines(store, queries, 3)]
    assert [line["found"] for line in lines[:2]] == [True, False]
    assert all(0 <= line["confidence"] <= 1 for line in lines)
    assert lines[2]["hits"][0]["doc_id"] == "pricing"


@given(
    st.sampled_from([BY_MEANING, BY_WORDS]),
    st.tuples(*[st.floats(0, 3)] * 5),
    st.integers(0, 4),
    st.floats(0, 2),
)
def test_a_stronger_sign_never_lowers_the_probability(
    weights: object, values: tuple[float, ...], which: int, more: float
) -> None:
    assert weights in (BY_MEANING, BY_WORDS)
    model = BY_MEANING if weights is BY_MEANING else BY_WORDS
    raised = [value + more * (at == which) for at, value in enumerate(values)]
    low, high = model.probability(Signs(*values)), model.probability(Signs(*raised))
    assert 0 <= low <= high <= 1


@pytest.mark.parametrize(
    "question",
    ["那一年呢", "它支持导出吗", "and per year?", "What about Team?", "Which one?", "还有呢"],
)
def test_what_leans_on_the_turn_before(question: str) -> None:
    assert leans_back(question)


@pytest.mark.parametrize(
    "question",
    ["评测集每个季度替换多少比例的样本", "Which events does the tracking plan define today?"],
)
def test_what_stands_by_itself(question: str) -> None:
    assert not leans_back(question)


def test_the_talk_is_told_by_its_latest_turns_and_by_its_first() -> None:
    said = ["第一轮", "SLA 的可用性承诺是多少", "好的"]
    assert Talk.of(said) == Talk("SLA 的可用性承诺是多少 好的", "第一轮")
    assert Talk.of([]).subject == ""
    assert len(Talk.of(["很长的一段话" * 1000]).subject) <= 300
    talk = Talk.of(
        [
            "hi",
            "What does Pro cost per month?",
            "ok",
            "Which old scripts may a team share with others?",
        ]
    )
    assert talk == Talk(
        "Which old scripts may a team share with others?", "hi What does Pro cost per month?"
    )
    assert talk.subject == f"{talk.opening} {talk.recent}"


def test_a_turn_about_something_else_does_not_open_the_talk() -> None:
    said = ["Why did trace t-001200 fail?", "What does Pro cost per month?", "And what of Team?"]
    assert Talk.of(said).opening == said[0]
    assert Talk.of(said, [False, True, True]) == Talk(" ".join(said[1:]))


def test_a_follow_up_whose_subject_is_not_here_is_less_likely_answered(store: DocStore) -> None:
    recent = "How long does it take?"
    ours = store.find("And is it paid in full?", talk=Talk(recent, "How do refunds work?"))
    theirs = store.find("And is it paid in full?", talk=Talk(recent, "Is parental leave granted?"))
    assert ours.hits == theirs.hits, "the opening judges, it does not search"
    assert ours.judgement.confidence > theirs.judgement.confidence


def test_an_opening_changes_nothing_for_what_stands_by_itself(store: DocStore) -> None:
    question = "How are refunds and the kept yuan handled?"
    talk = Talk("Is parental leave granted?", "Who founded it?")
    assert store.find(question, talk=talk) == store.find(question)
