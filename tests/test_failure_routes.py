"""How a PM talks of failures and of a case at hand, and what stays about something else."""

from typing import Any

import pytest
from planned import answered, calls, reply
from samples import TOY_CASE

from agent.own_words import about_diagnosis, explained
from tools.routes.faults import asks_which_stage, faults_in

CASE, BAD, NEEDS, DOCS = "diagnose_case", "find_bad_cases", "discover_needs", "search_docs"


def diagnosed(question: str, id_: str) -> list[Any]:
    trace = TOY_CASE.model_copy(update={"id": id_}).model_dump(mode="json")
    shown = {"kind": "diagnosis", "trace": trace}
    return answered(question, CASE, shown, {"case_id": id_})


FRESH: list[Any] = []
AT_CASE = diagnosed("为什么 t-000001 失败", "t-000001")
AT_TWO = [*AT_CASE, *diagnosed("what about t-000002?", "t-000002")]
LISTED = answered(
    "Which failures should we fix first?", BAD,
    {"kind": "bad_cases", "listed": ["t-000003", "t-000004"]}, {},
)  # fmt: skip
AT_NEEDS = answered("最大的痛点是什么", NEEDS, {"kind": "needs", "listed": ["a", "b"]}, {})


@pytest.mark.parametrize(
    ("before", "text", "args"),
    [
        (FRESH, "Which stage fails most?", {}),
        (FRESH, "哪个环节问题最多？", {}),
        (AT_CASE, "overall, which stage is responsible for most failures?", {}),
        (AT_CASE, "哪个环节问题最多？", {}),
        (FRESH, "失败主要出在检索还是生成", {}),
        (LISTED, "which stage is the weakest overall?", {}),
        (FRESH, "Show me a knowledge gap", {"cause": "retrieval", "kind": "knowledge_gap"}),
        (FRESH, "有哪些编造数字的", {"cause": "generation", "kind": "invented_number"}),
        (FRESH, "上周有没有答非所问的", {"kind": "off_question", "period": "last_week"}),
        (FRESH, "any hallucinations last week?", {"kind": "beyond_passages"}),
        (LISTED, "文档过期的呢", {"cause": "retrieval", "kind": "stale"}),
        (LISTED, "only contradictions", {"kind": "contradiction"}),
        (LISTED, "show me the undetermined ones", {"cause": "undetermined"}),
        (AT_CASE, "还不能下结论的有哪些？", {"cause": "undetermined"}),
        (FRESH, "list the cases you could not decide", {"cause": "undetermined"}),
        (LISTED, "只看中文用户", {"segment": "language=zh"}),
        (LISTED, "英文用户的失败呢", {"segment": "language=en"}),
        (AT_CASE, "only English users", {"segment": "language=en"}),
    ],
)  # fmt: skip
def test_what_is_asked_of_all_failures(before: list[Any], text: str, args: dict[str, str]) -> None:
    [(tool, given)] = calls(*before, text)
    assert tool == BAD
    assert args.items() <= given.items()


@pytest.mark.parametrize(
    ("before", "text", "tool", "args"),
    [
        (AT_CASE, "which stage failed?", CASE, {"case_id": "t-000001"}),
        (AT_CASE, "这条是检索的锅还是生成的锅", CASE, {"case_id": "t-000001"}),
        (AT_CASE, "is it a knowledge gap or a miss?", CASE, {"part": "evidence"}),
        (AT_CASE, "这是幻觉吗", CASE, {"case_id": "t-000001"}),
        (FRESH, "which stage failed for t-000009?", CASE, {"case_id": "t-000009"}),
        (FRESH, "what is our refusal policy?", DOCS, {}),
        (FRESH, "产品什么时候该拒答？", DOCS, {}),
        (FRESH, "draft a PRD for knowledge base search", "draft_prd", {}),
        (AT_NEEDS, "只看中文用户", NEEDS, {"who": "zh"}),
        (FRESH, "What do English users complain about?", NEEDS, {"who": "en"}),
        (LISTED, "中文用户的痛点是什么", NEEDS, {"who": "zh"}),
        (FRESH, "What does DAU mean?", DOCS, {}),
        (FRESH, "专业版是什么意思", DOCS, {}),
    ],
)
def test_what_stays_about_one_case_or_something_else(
    before: list[Any], text: str, tool: str, args: dict[str, str]
) -> None:
    [(called, given)] = calls(*before, text)
    assert called == tool
    assert args.items() <= given.items()


@pytest.mark.parametrize(
    "text",
    ["No, the user wanted adults", "不对，预订会议室就是我们产品的功能", "真正的问题是时间错了",
     "The time is wrong, that is the problem", "but declining was right here, it is a cooking app",
     "That is wrong, it was a server error", "其实是文档过期了", "Our policy changed in March",
     "Actually the document is outdated", "I think the answer is fine", "用户根本没提儿童",
     "你搞错了，这个回答没毛病", "The user never asked for a refund", "可是资料里就是这么写的",
     "The customer meant the Pro plan", "are you sure? It says March and the reference says May"],
)  # fmt: skip
def test_a_statement_right_after_a_diagnosis_is_held_against_it(text: str) -> None:
    assert calls(*AT_CASE, text) == [(CASE, {"case_id": "t-000001", "part": "doubt", "says": text})]


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("what is the refund policy?", DOCS),
        ("退款政策是什么", DOCS),
        ("其实专业版多少钱？", DOCS),
        ("I want to know what the Pro plan costs", DOCS),
        ("What do users complain about?", NEEDS),
        ("不对，我想看评测集", "build_eval_set"),
        ("we need an eval set of 50", "build_eval_set"),
        ("脚本生成痛点9难度3，数字人痛点5难度8", "score_scenarios"),
        ("Our budget is $300 a month", "recommend_models"),
    ],
)
def test_what_asks_or_wants_something_else_is_no_objection(text: str, tool: str) -> None:
    assert calls(*AT_CASE, text)[0][0] == tool


@pytest.mark.parametrize("text", ["thanks, that is helpful", "谢谢，很有帮助"])
def test_thanks_are_no_objection(text: str) -> None:
    assert calls(*AT_CASE, text) == []


@pytest.mark.parametrize(
    "text",
    ["which is worse?", "哪个更严重？", "Which of the two is more serious?", "这两个哪个更急"],
)
def test_which_of_two_cases_is_worse(text: str) -> None:
    pair = {"case_id": "t-000002", "part": "same", "says": "t-000001"}
    assert calls(*AT_TWO, text) == [(CASE, pair)]
    assert calls(*AT_TWO, "who should fix it?") == [
        (CASE, {"case_id": "t-000002", "part": "owner"})
    ]


@pytest.mark.parametrize(
    "text", ["Write it as an email to the lead", "写成邮件发给研发", "turn this into an email"]
)
def test_a_case_as_a_letter(text: str) -> None:
    [(tool, args)] = calls(*AT_CASE, text)
    assert (tool, args["part"], args["says"]) == (CASE, "ticket", text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("What does ranking failure mean?", "Ranking failure"),
        ("How do you tell a knowledge gap from a miss?", "Knowledge gap"),
        ("检索漏了和知识缺口有什么区别", "漏检"),
        ("答非所问是什么意思？", "答非所问"),
        ("How do you decide the root cause?", "four stages"),
        ("你怎么判断根因的？", "四个环节"),
        ("How accurate is your diagnosis?", "calibrated"),
        ("你的诊断准吗？", "校准"),
    ],
)
def test_our_own_words_are_explained_used_or_not(text: str, word: str) -> None:
    said = reply(text)
    assert said.tool_calls == []
    assert word in said.text


def test_other_words_are_not_ours_to_explain() -> None:
    for text in ("专业版是什么意思", "What does churn mean?", "退款和换货有什么区别"):
        assert explained(text, "", "zh") is None
        assert about_diagnosis(text, "zh") is None


def test_a_fault_is_found_in_the_words_that_people_have_for_it() -> None:
    named = [one.kind for one in faults_in("Knowledge gaps, stale documents and 编造数字")]
    assert named == ["knowledge_gap", "stale", "invented_number"]
    assert faults_in("the missing feature, and a gap year") == []
    assert not asks_which_stage("which stage failed here?")
