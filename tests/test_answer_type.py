"""Questions that ask for a duration, an amount or a date, and passages that hold one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doc_stores import doc_store

from knowledge.docs import DocStore
from knowledge.language import language_of
from knowledge.records import Chunk, Document
from knowledge.retrieval.answer_type import AnswerType, answer_type, told
from knowledge.retrieval.concepts import concepts_of
from knowledge.retrieval.glossary import Glossary
from knowledge.retrieval.question import Question


def kind(question: str) -> AnswerType:
    found = answer_type(question)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "values", "others"),
    [
        (
            "备份保存多久",
            ["三十天", "35 天", "for 90 days", "半年", "two weeks"],
            ["2026 年", "v2"],
        ),
        ("How long are backups kept?", ["90 days", "a year", "24-hour", "十二个月"], ["90 items"]),
        ("多少天内可以退款", ["7 天内"], ["7 条"]),
        ("What does Pro cost?", ["39 元", "$12", "12 dollars"], ["39 天", "12 seats"]),
        ("v2 什么时候上线", ["2026-10-19", "10 月 19 日", "19 October"], ["39 元"]),
    ],
)
def test_values_are_of_the_kind_that_is_asked_for(
    question: str, values: list[str], others: list[str]
) -> None:
    given = kind(question).given
    assert [one for one in values if not given.search(one)] == []
    assert [one for one in others if given.search(one)] == []


@pytest.mark.parametrize("question", ["怎么导出", "Who owns billing?", "What if it fails?", "定价"])
def test_other_questions_ask_for_no_value(question: str) -> None:
    assert answer_type(question) is None


def test_the_value_must_stand_with_what_is_asked_for() -> None:
    def share(text: str) -> float:
        chunk = Chunk(id="a#0", doc_id="a", title="t", text=text, lang=language_of(text))
        concepts = concepts_of(Question.of("日志保存多久"), Glossary())
        return told(kind("日志保存多久"), concepts, chunk)

    assert share("日志保存 90 天。") == 1
    assert share("日志另外保存。退款要 3 天。") == 0
    assert share("Logs are kept for 90 days.") > 0.5
    assert share("Logs are attached; answer within 15 minutes.") == 0
    assert share("| 数据 | 保存 |\n|---|---|\n| 日志 | 90 天 |") == 1


TEXTS = {
    "policy.md": "# Data policy\n\nPrompts are kept for 30 days. System logs are kept for 90 days.",
    "release.md": "# Release notes\n\nLogs now show the rewritten query, saved under its own name.",
    "spec.zh.md": "# 提示词规格\n\n## 提示词要点\n\n提示词分两栏，字数按秒数定。",
    "files.zh.md": "# 文件\n\n文件自动保存到云端，换一台设备也能打开。",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DocStore]:
    folder: Path = tmp_path_factory.mktemp("docs")
    with doc_store(folder) as store:
        store.ingest(
            Document(
                id=name, title=text.split("\n")[0].strip("# "), text=text, lang=language_of(text)
            )
            for name, text in TEXTS.items()
        )
        yield store


@pytest.mark.parametrize(
    "question", ["Prompts 保留多久？", "日志保存多久？", "How long do we keep logs?"]
)
def test_the_passage_with_the_value_comes_first_in_either_language(
    store: DocStore, question: str
) -> None:
    assert store.search(question)[0].chunk.doc_id == "policy.md"
