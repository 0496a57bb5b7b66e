"""The built-in planner finds build_eval_set and its follow-ups, and leaves others their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from planned import answered, calls

from tools.routes import Asked, build_eval_set


def after(**args: object) -> list[BaseMessage]:
    """A conversation in which a set was just built."""
    artifact = {"kind": "eval_set", "listed": ["smoke", "traffic"]}
    return answered("建一个评测集", "build_eval_set", artifact, args)


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("建一个评测集", {}),
        ("build an eval set", {}),
        ("100条，一半搞笑一半知识，20%难", {}),
        ("200 examples, 30% hard, at least 10 per audience", {}),
        ("a comedy eval set of 40", {}),
        ("用 cases.csv 建评测集", {"source": "file", "file": "cases.csv"}),
        ("build an eval set from /tmp/a.xlsx", {"source": "file", "file": "/tmp/a.xlsx"}),
        ("用刚上传的表格建一个评测集", {"source": "file"}),
        ("build an eval set from the file I uploaded", {"source": "file"}),
        ("import the promptfoo export /tmp/pf.json", {"source": "file", "file": "/tmp/pf.json"}),
        ("导入 Langfuse 的 lf.jsonl", {"source": "file", "file": "lf.jsonl"}),
        ("把 Phoenix 导出的 spans.jsonl 导入进来", {"source": "file", "file": "spans.jsonl"}),
        ("从文档生成一个问答评测集", {"source": "docs"}),
        ("用 bad case 建一个回归集", {"source": "cases"}),
        ("build a regression set from the bad cases", {"source": "cases"}),
        ("建一个叫“冒烟”的评测集，30条", {"name": "冒烟"}),
        ("build an eval set called smoke: 30 examples", {"name": "smoke"}),
        ("make an eval set called small with 20 examples", {"name": "small"}),
        ("build an eval set named qa of 25", {"name": "qa"}),
        ("build an eval set called kids 2 from our traces", {"name": "kids 2", "source": "traces"}),
        ("add: write a script on coffee", {"change": "add: write a script on coffee"}),
        ("评测集还缺什么", {"change": "评测集还缺什么"}),
    ],
)  # fmt: skip
def test_a_set_is_asked_for(question: str, args: dict[str, object]) -> None:
    [(tool, given_)] = calls(question)
    assert tool == "build_eval_set"
    assert {key: value for key, value in given_.items() if key != "plan"} == args
    if not args.keys() & {"change", "file", "name"} and args.get("source") != "file":
        assert given_["plan"] == question, "in the user's words"


@pytest.mark.parametrize(
    ("question", "examples"),
    [
        ("build an eval set with these questions: how do I pay? / can I export? / 怎么换头像",
         ["how do I pay?", "can I export?", "怎么换头像"]),
        ("用这些问题建一个评测集：怎么退款？怎么开发票？", ["怎么退款？", "怎么开发票？"]),
        ("建评测集：\n怎么退款？答案：七天内\n怎么开发票？应该提到发票抬头",
         ["怎么退款？答案：七天内", "怎么开发票？应该提到发票抬头"]),
        ("make an eval set from these examples: how do I pay? should mention cards",
         ["how do I pay? should mention cards"]),
    ],
)  # fmt: skip
def test_questions_given_in_words_become_the_set(question: str, examples: list[str]) -> None:
    assert calls(question) == [("build_eval_set", {"source": "words", "examples": examples})]


@pytest.mark.parametrize(
    "question",
    ["再加20条难的", "drop the English ones", "只要搞笑的", "换一批", "freeze it as v2",
     "what is missing?", "undo", "补齐缺口", "改名叫 冒烟", "多来点科普的", "不要成人的",
     "加一条：写一个亲子旅行脚本，应该包含防晒", "show me the set", "导出它", "annotate it",
     "看看样本"],
)  # fmt: skip
def test_follow_ups_change_the_set_that_was_shown(question: str) -> None:
    assert calls(*after(plan="100"), question) == [
        ("build_eval_set", {"name": "smoke", "change": question})
    ]


def test_columns_are_corrected_on_the_same_file() -> None:
    assert calls(*after(source="file", file="a.csv"), "答案列是C列") == [
        ("build_eval_set", {"source": "file", "file": "a.csv", "columns": "答案列是C列"})
    ]


def test_a_column_is_told_of_the_file_that_was_not_read() -> None:
    args = {"source": "file", "file": "odd.csv"}
    call = {"name": "build_eval_set", "args": args, "id": "1", "type": "tool_call"}
    before: list[BaseMessage] = [
        HumanMessage("make a test set from odd.csv"),
        AIMessage("", tool_calls=[call]),
        ToolMessage("?", tool_call_id="1", name="build_eval_set", status="error"),
        AIMessage("?"),
    ]
    said = "the question is column bar"
    assert calls(*before, said) == [("build_eval_set", {**args, "columns": said})]


def test_a_file_is_taken_for_one_whatever_it_is_called() -> None:
    (call,) = calls("用 missing.csv 建评测集")
    assert call[1] | {"plan": ""} == {"source": "file", "file": "missing.csv", "plan": ""}


def test_a_new_plan_after_a_set_builds_another() -> None:
    for question in ("100条，一半搞笑一半知识，20%难", "再建一个 50 条的评测集"):
        assert calls(*after(plan="x"), question) == [("build_eval_set", {"plan": question})]


@pytest.mark.parametrize(
    ("question", "tool"),
    [
        ("加入评测集", "diagnose_case"),
        ("add to eval set", "diagnose_case"),
        ("评测集多久更新一次？", "search_docs"),
        ("最近哪些失败最多", "find_bad_cases"),
        ("专业版多少钱？", "search_docs"),
    ],
)
def test_others_keep_their_questions(question: str, tool: str) -> None:
    assert [name for name, _ in calls(question)] == [tool]


@given(st.text(max_size=300), st.sampled_from([None, "build_eval_set"]))
def test_any_question_is_filled(text: str, last: str | None) -> None:
    asked = Asked(text, "zh", last_tool=last, listed=("s",), listed_by=last)
    assert isinstance(build_eval_set.fill(asked).args, dict)


def failed(question: str, tool: str, args: dict[str, object]) -> list[BaseMessage]:
    """A conversation in which a tool could not answer."""
    call = {"name": tool, "args": args, "id": "1", "type": "tool_call"}
    return [
        HumanMessage(question),
        AIMessage("", tool_calls=[call]),
        ToolMessage("?", tool_call_id="1", name=tool, status="error"),
        AIMessage("?"),
    ]


@pytest.mark.parametrize(
    ("question", "then", "args"),
    [
        ("build an eval set for nosuchthing", "then for script generation",
         {"plan": "then for script generation eval set"}),
        ("build an eval set of 40 for nosuchthing", "ok, script generation then",
         {"plan": "of 40, ok, script generation then eval set"}),
        ("给火箭建一个评测集", "那就针对防晒", {"plan": "那就针对防晒的评测集"}),
        ("build an eval set for nosuchthing", "30 examples", {"plan": "30 examples eval set"}),
    ],
)  # fmt: skip
def test_what_could_not_be_built_is_mended(question: str, then: str, args: object) -> None:
    before = failed(question, "build_eval_set", {"plan": question})
    assert calls(*before, then) == [("build_eval_set", args)]


def test_another_source_takes_the_place_of_a_file_that_is_not_there() -> None:
    args = {"source": "file", "file": "nothing.csv", "plan": "用 建评测集", "name": "n"}
    before = failed("用 nothing.csv 建评测集", "build_eval_set", args)
    [(tool, given_)] = calls(*before, "那就用线上日志")
    assert (tool, given_["source"], given_["name"]) == ("build_eval_set", "traces", "n")
    assert "file" not in given_


@pytest.mark.parametrize(
    "question",
    ["换成 30 条", "加到 100 条", "30 条", "make it 50", "and with 20 examples", "cut it to 9"],
)
def test_a_number_of_examples_changes_the_set_that_was_shown(question: str) -> None:
    assert calls(*after(plan="100"), question) == [
        ("build_eval_set", {"name": "smoke", "change": question})
    ]


@pytest.mark.parametrize(
    "question", ["再加 5 条难的", "add 5 hard ones", "补齐缺口", "drop the English ones"]
)
@pytest.mark.parametrize("tool", ["run_eval", "compare_runs"])
def test_a_set_is_changed_while_its_run_is_spoken_of(question: str, tool: str) -> None:
    before = answered("run it", tool, {"kind": "run", "listed": []}, {"targets": ["v2"]})
    assert calls(*before, question) == [("build_eval_set", {"change": question})]
