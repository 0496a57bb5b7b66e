"""What a question confines its search to, as people say it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.routes import Asked
from tools.routes.narrowing import narrowed
from tools.routes.search_docs import fill


@pytest.mark.parametrize(
    ("question", "rest", "args"),
    [
        ("只看2025年以后的文档，退款政策是什么", "退款政策是什么", {"after": "2025-01-01"}),
        ("只看 2026-10-01 之后的资料，Pro 多少钱", "Pro 多少钱", {"after": "2026-10-01"}),
        ("documents since 2025-03: what is the SLA?", "what is the SLA?", {"after": "2025-03-01"}),
        ("Pro 多少钱，只看PDF", "Pro 多少钱", {"kind": "pdf"}),
        ("look only in the slides: what is the roadmap", "what is the roadmap", {"kind": "slides"}),
        ("In the pricing doc, what does Pro cost?", "what does Pro cost?", {"doc": "pricing"}),
        ("在定价文档里 Pro 多少钱", "Pro 多少钱", {"doc": "定价"}),
        (
            "《品牌安全规范》里哪些词不能用？",
            "《品牌安全规范》里哪些词不能用？",
            {"doc": "品牌安全规范"},
        ),
        (
            "What does Pro cost in the newest version?",
            "What does Pro cost?",
            {"current_only": True},
        ),
        ("只看最新版的定价", "定价", {"current_only": True}),
        ("不要旧版的，Pro 多少钱", "Pro 多少钱", {"current_only": True}),
        ("只看 PDF", "", {"kind": "pdf"}),
        ("PDF 里怎么说退款的", "退款的", {"kind": "pdf"}),
        ("PDF里怎么说？", "", {"kind": "pdf"}),
        ("那 PDF 里呢", "", {"kind": "pdf"}),
        ("What do the slides say about refunds?", "refunds?", {"kind": "slides"}),
        ("What's in the newest deck?", "What's in the newest deck?",
         {"current_only": True, "kind": "deck"}),
        ("In the pricing deck, what does Pro cost?", "what does Pro cost?",
         {"doc": "pricing deck"}),
        ("What does the pricing deck say about the enterprise plan?", "the enterprise plan?",
         {"doc": "pricing deck"}),
        ("Does the pricing doc mention refunds?", "refunds?", {"doc": "pricing"}),
        ("在定价幻灯片里，企业版怎么收费", "企业版怎么收费", {"doc": "定价幻灯片"}),
        ("根据定价PPT，企业版怎么收费", "企业版怎么收费", {"doc": "定价PPT"}),
        ("定价文档里怎么说退款", "退款", {"doc": "定价"}),
    ],
)  # fmt: skip
def test_confinements_are_read_and_taken_out(
    question: str, rest: str, args: dict[str, object]
) -> None:
    assert narrowed(question) == (rest, args)


YEAR = {"after": "2026-01-01", "before": "2026-12-31"}


@pytest.mark.parametrize(
    ("question", "rest", "args"),
    [
        ("只看2026年的文档，退款政策是什么", "退款政策是什么", YEAR),
        ("只看2026年的定价", "定价", YEAR),
        ("只看2026年的 PDF，退款政策是什么", "退款政策是什么", YEAR | {"kind": "pdf"}),
        ("2026年的就行", "", YEAR),
        ("only 2026", "", YEAR),
        ("2026 only, please", "", YEAR),
        ("in the 2026 documents, what does Pro cost?", "what does Pro cost?", YEAR),
        ("只看2026年6月的资料，Pro 多少钱", "Pro 多少钱",
         {"after": "2026-06-01", "before": "2026-06-30"}),
        ("What does Pro cost? Only from 2026 on", "What does Pro cost?", {"after": "2026-01-01"}),
        ("before June 2026", "", {"before": "2026-05-31"}),
        ("documents before June 2026: what is the SLA?", "what is the SLA?",
         {"before": "2026-05-31"}),
        ("2025年以前", "", {"before": "2024-12-31"}),
        ("2025年以前的文档里怎么说", "", {"before": "2024-12-31"}),
        ("截至2025年的文档里怎么说", "", {"before": "2025-12-31"}),
        ("只看2025年到2026年的文档", "", {"after": "2025-01-01", "before": "2026-12-31"}),
        ("only between March 2025 and June 2026", "",
         {"after": "2025-03-01", "before": "2026-06-30"}),
        ("不要2026年以前的文档，Pro 多少钱", "Pro 多少钱", {"after": "2026-01-01"}),
        ("Ignore anything before 2026. What does Pro cost?", "What does Pro cost?",
         {"after": "2026-01-01"}),
    ],
)  # fmt: skip
def test_a_time_is_read_with_its_first_and_last_day(
    question: str, rest: str, args: dict[str, object]
) -> None:
    assert narrowed(question) == (rest, args)


@pytest.mark.parametrize(
    "question",
    ["2026年的变化有哪些", "2026年6月的版本更新了什么", "What changed in 2026?",
     "what happened before June 2026", "2025年以前的变化", "上传文件中断了怎么办",
     "导出的文件里有水印吗", "文件里怎么说", "Word 里能不能打开导出的文件",
     "Is there a presentation mode?", "What do the release notes say?",
     "v2 更新了什么", "2025年以后的变化有哪些", "What changed since 2025?", "能不能导出 Word",
     "Export to PDF?", "does it export in PDF format", "What do the docs say about this?",
     "文档里有没有提到这个", "在产品文档里查定价", "What happened in the incident?",
     "最新版有什么功能", "What's new in v2?"],
)  # fmt: skip
def test_what_is_asked_about_confines_nothing(question: str) -> None:
    assert narrowed(question) == (question, {})


def test_a_bare_confinement_asks_the_last_question_again() -> None:
    asked = Asked("只看 PDF", "zh", earlier=("你好", "Pro 多少钱"))
    assert fill(asked).args == {"query": "Pro 多少钱", "kind": "pdf", "about": "你好"}
    assert fill(Asked("只看 PDF", "zh")).args == {"query": "只看 PDF", "kind": "pdf"}


def test_a_follow_up_brings_along_what_was_said() -> None:
    asked = Asked("And per year?", "en", earlier=("What does Pro cost?",))
    assert fill(asked).args == {"query": "And per year?", "about": "What does Pro cost?"}
    alone = Asked("How are trace samples selected for analysis?", "en", earlier=asked.earlier)
    assert set(fill(alone).args) == {"query"}


DECK = {"query": "what does Pro cost?", "doc": "pricing deck"}
EARLIER = ("In the pricing deck, what does Pro cost?",)


def after_the_deck(question: str) -> dict[str, object]:
    return fill(Asked(question, "en", "search_docs", DECK, earlier=EARLIER)).args


@pytest.mark.parametrize(
    "question", ["And the team plan?", "What about refunds?", "那团队版呢", "Does it mention SSO?"]
)
def test_a_follow_up_stays_in_the_document_that_was_named(question: str) -> None:
    args = after_the_deck(question)
    assert (args["query"], args["doc"]) == (question, "pricing deck")


@pytest.mark.parametrize(
    "question",
    ["What availability does the SLA promise?", "SLA uptime?", "Is there a student discount?"],
)
def test_another_subject_leaves_the_document(question: str) -> None:
    assert "doc" not in after_the_deck(question)


def test_anywhere_is_a_word_of_the_question_where_nothing_is_confined() -> None:
    for question in ("Can I use it anywhere?", "是不是不只能写脚本"):
        assert fill(Asked(question, "en")).args == {"query": question}


def test_the_user_says_where_to_look_next() -> None:
    assert after_the_deck("And in all documents?")["query"] == DECK["query"]
    assert "doc" not in after_the_deck("And in all documents?")
    assert "doc" not in after_the_deck("那所有文档里呢")
    assert after_the_deck("and in the SLA doc?")["doc"] == "SLA"
    assert after_the_deck("only 2026") == {"query": DECK["query"], **YEAR}


def test_huge_questions_are_read_in_linear_time() -> None:
    for text in [
        "只看" * 100_000,
        "2026年" * 100,
        "only 2026-" * 50,
        " " * 200_000,
        "in the " * 50_000,
        "《" * 200_000,
    ]:
        start = time.perf_counter()
        fill(Asked(text, "zh", earlier=(text,)))
        assert time.perf_counter() - start < 5


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    _, args = narrowed(text)
    assert set(args) <= {"after", "before", "current_only", "doc", "kind"}
