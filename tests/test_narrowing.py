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
    ],
)
def test_confinements_are_read_and_taken_out(
    question: str, rest: str, args: dict[str, object]
) -> None:
    assert narrowed(question) == (rest, args)


@pytest.mark.parametrize(
    "question",
    ["v2 更新了什么", "2025年以后的变化有哪些", "What changed since 2025?", "能不能导出 Word",
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


def test_huge_questions_are_read_in_linear_time() -> None:
    for text in ["只看" * 100_000, " " * 200_000, "in the " * 50_000, "《" * 200_000]:
        start = time.perf_counter()
        fill(Asked(text, "zh", earlier=(text,)))
        assert time.perf_counter() - start < 5


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    _, args = narrowed(text)
    assert set(args) <= {"after", "current_only", "doc", "kind"}
