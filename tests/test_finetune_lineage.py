"""Not trained on is what an eval set was made of: its traces, sessions, passages and answers."""

import pytest
from leaked import chosen, parts, taken, vectors

from knowledge.records import Example, Passage, Turn
from tools.evals.finetune.lineage import names_of

LONG = "自动续费可以在设置的订阅页里关闭，关闭以后到期前仍可使用全部功能，稿子也会保留。"


@pytest.mark.parametrize(
    "held",
    [
        Example(id="t-001", query="别的话"),
        Example(id="e", query="别的话", source="trace:t-001"),
        Example(id="run-ab12cd/t-001", query="别的话", source="trace:run-ab12cd/t-001"),
        Example(id="t-001 (3)", query="别的话", source="langfuse:t-001 (3)"),
        Example(id="e", query="别的话", source="phoenix:t-001"),
    ],
)
def test_a_trace_is_known_under_all_its_names(held: Example) -> None:
    selection = chosen([taken(1, "字幕颜色怎么换成黄色"), taken(2, "封面多大合适")], [held])
    assert parts(selection) == {"t-001": "trace"}


def test_names_are_of_this_trace_only() -> None:
    assert "t-001" not in names_of(Example(id="t-0012", query="问", source="chat"))
    assert names_of(Example(id="run-1/a/b", query="问", source=""))[-1] == "a/b"


def test_one_session_is_on_one_side() -> None:
    found = [
        taken(1, "字幕颜色怎么换成黄色", session_id="s1"),
        taken(2, "封面多大合适", session_id="s2"),
    ]
    held = Example(id="t-900", query="上个月的账单在哪里下载", source="trace:t-900")
    sessions = {"t-900": "s1", "t-001": "s1", "t-002": "s2"}
    assert parts(chosen(found, [held], sessions=sessions)) == {"t-001": "conversation"}


def test_a_conversation_that_went_on_is_told_without_a_session() -> None:
    before = [Turn(role="user", text="会员那个怎么弄没"), Turn(role="assistant", text=LONG)]
    first = taken(1, "会员那个怎么弄没", answer=LONG)
    later = taken(2, "再说说发票的事情吧", history=before)
    other = taken(3, "封面图的尺寸应该是多少")
    goes_on = Example(id="e", query="那年费的怎么算", history=before)
    assert parts(chosen([first, later, other], [goes_on])) == {
        "t-001": "conversation",
        "t-002": "conversation",
    }
    ended = Example(id="e", query="会员那个怎么弄没", reference=LONG)
    assert parts(chosen([later, other], [ended])) == {"t-002": "conversation"}


@pytest.mark.parametrize(
    ("relevant", "used", "dropped"),
    [
        (["faq.md#2"], True, True),
        (["faq.md#2"], None, True),
        (["faq.md"], True, True),
        (["faq.md#2"], False, False),
        (["faq.md#3"], True, False),
    ],
)
def test_a_passage_that_holds_an_evals_answer_is_not_trained_on(
    relevant: list[str], used: bool | None, dropped: bool
) -> None:
    passage = Passage(id="faq.md#2", text="到期前仍可使用", used=used)
    found = [taken(1, "字幕颜色怎么换成黄色", retrieved=[passage])]
    held = Example(id="e", query="上个月的账单在哪里下载", relevant=relevant)
    assert parts(chosen(found, [held])) == ({"t-001": "passage"} if dropped else {})


def test_the_same_answer_tells_where_the_questions_are_rather_near() -> None:
    found = [
        taken(1, "退款一般要等多少天才有", answer="3 到 5 天"),
        taken(2, "发票一般要等多少天才有", answer="每月 1 号"),
        taken(3, "字幕颜色怎么换成黄色", answer="3 到 5 天"),
    ]
    held = Example(id="e", query="退款几天到账", reference="3 到 5 天")
    selection = chosen(found, [held], embed=vectors)
    assert "t-001" in parts(selection)
    assert "t-003" not in parts(selection)
