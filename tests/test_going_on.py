"""The planner goes on from a tool that failed, and does the same again when asked to."""

from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from planned import MIND, answered, calls


def failed(tool: str, args: dict[str, Any]) -> list[BaseMessage]:
    call = {"name": tool, "args": args, "id": "1", "type": "tool_call"}
    return [
        HumanMessage("x"),
        AIMessage("", tool_calls=[call]),
        ToolMessage("?", tool_call_id="1", name=tool, status="error"),
        AIMessage("?"),
    ]


@pytest.mark.parametrize(
    ("tool", "args", "then", "expected"),
    [
        ("build_finetune_set", {"version": "v9"}, "then on v2", {"version": "v2"}),
        ("build_finetune_set", {"version": "v9", "goal": "style"}, "那用 v2",
         {"version": "v2", "goal": "style"}),
        ("run_eval", {"targets": ["v9"], "scorers": ["exact"]}, "then v2",
         {"targets": ["v2"], "scorers": ["exact"]}),
        ("run_eval", {"targets": ["nosuch"]}, "换成 v2", {"targets": ["v2"]}),
        ("compare_runs", {"runs": ["v1", "v9"]}, "and v2?", {"runs": ["v1", "v2"]}),
    ],
)  # fmt: skip
def test_what_failed_is_put_otherwise(
    tool: str, args: dict[str, Any], then: str, expected: dict[str, Any]
) -> None:
    assert calls(*failed(tool, args), then) == [(tool, expected)]


@pytest.mark.parametrize("question", ["again", "再来一次", "try again", "once more please"])
@pytest.mark.parametrize(
    ("tool", "args"),
    [("run_eval", {"targets": ["v2"]}), ("build_finetune_set", {"goal": "style"}),
     ("compare_runs", {"runs": ["v1", "v2"]})],
)  # fmt: skip
def test_the_same_is_done_again(question: str, tool: str, args: dict[str, Any]) -> None:
    before = answered("x", tool, {"kind": "x", "listed": []}, args)
    assert calls(*before, question) == [(tool, args)]
    assert calls(*failed(tool, args), question) == [(tool, args)]


@pytest.mark.parametrize("question", ["再跑一次", "run it again", "rerun"])
def test_a_changed_set_is_run_again(question: str) -> None:
    before = answered("去掉英文的", "build_eval_set", {"kind": "eval_set", "listed": ["s"]}, {})
    assert [tool for tool, _ in calls(*before, question)] == ["run_eval"]


def test_a_failure_does_not_keep_other_questions() -> None:
    before = failed("run_eval", {"targets": ["v9"]})
    for question, tool in (
        ("build an eval set of 30", "build_eval_set"),
        ("why did t-001200 fail?", "diagnose_case"),
        ("compare v1 and v2", "compare_runs"),
        ("评测集多久更新一次？", "search_docs"),
    ):
        assert [name for name, _ in calls(*before, question)] == [tool], question


@pytest.mark.parametrize("question", ["继续", "continue", "OK, go on", "下一步"])
def test_to_go_on_is_to_resume_what_stopped_and_else_to_be_told_what_is_next(question: str) -> None:
    args = {"targets": ["v2"], "dataset": "small"}
    stopped = {"kind": "run", "listed": [], "suggest": ["x"], "unfinished": True}
    assert calls(*answered("x", "run_eval", stopped, args), question) == [
        ("run_eval", {**args, "resume": True})
    ]
    for tool in ("run_eval", "compare_runs", "build_eval_set", "find_bad_cases"):
        done = {"kind": "x", "listed": [], "suggest": ["compare the two"]}
        reply = MIND.invoke([*answered("x", tool, done, {}), HumanMessage(question)])
        assert isinstance(reply, AIMessage)
        assert not reply.tool_calls
        assert "compare the two" in reply.text


@pytest.mark.parametrize(
    "question", ["run v1 and v2 on small, then compare", "用 small 评测集跑 v1 和 v2，然后比较"]
)
def test_what_is_to_be_run_and_then_compared_is_run_first(question: str) -> None:
    assert calls(question) == [("run_eval", {"dataset": "small", "targets": ["v1", "v2"]})]


@pytest.mark.parametrize("question", ["by difficulty", "按难度看", "and by style"])
def test_a_dimension_after_a_run_splits_that_run(question: str) -> None:
    shown = {"kind": "run", "listed": []}
    [(tool, args)] = calls(*answered("x", "run_eval", shown, {"targets": ["v2"]}), question)
    by = "style" if "style" in question else "difficulty"
    assert (tool, args) == ("run_eval", {"show": "last", "by": by})
    [(tool, args)] = calls(*answered("x", "run_eval", shown, {"targets": ["v1", "v2"]}), question)
    assert (tool, args) == ("compare_runs", {"runs": ["v1", "v2"], "segment": by})


@pytest.mark.parametrize(
    "text", ["in English please", "英文版的", "用中文说", "translate it to English"]
)
def test_the_same_in_another_language_is_the_same_call(text: str) -> None:
    case = {"kind": "diagnosis", "trace": {"id": "t-000001"}}
    args = {"case_id": "t-000001", "part": "fix"}
    told = answered("t-000001 怎么修", "diagnose_case", case, args)
    assert calls(*told, text) == [("diagnose_case", args)]
    looked = answered("定价", "search_docs", {}, {"query": "定价"})
    assert calls(*looked, text) == [("search_docs", {"query": "定价"})]


@pytest.mark.parametrize("text", ["whats next", "what's next?", "下一步"])
def test_what_is_next_after_a_stopped_list_is_the_list(text: str) -> None:
    stopped = answered("失败的有哪些", "find_bad_cases", {}, {"version": "v2"})
    stopped[2].status = "error"
    assert calls(*stopped, text) == [("find_bad_cases", {"version": "v2"})]


@pytest.mark.parametrize("text", ["SELECT * FROM traces;", "should we bother", "用户："])
def test_what_is_only_a_little_like_a_set_makes_none(text: str) -> None:
    assert not {"build_eval_set", "build_finetune_set", "run_eval"} & {
        name for name, _ in calls(text)
    }


@pytest.mark.parametrize("text", ["and v1", "那 v1 呢", "only v1"])
def test_a_version_after_a_list_narrows_it_whatever_was_run_before(text: str) -> None:
    run = answered("跑 v2", "run_eval", {"kind": "run"}, {"targets": ["v2"]})
    listed = answered("失败有哪些", "find_bad_cases", {"kind": "bad_cases", "listed": []}, {})
    assert calls(*run, *listed, text) == [("find_bad_cases", {"version": "v1"})]


@pytest.mark.parametrize("text", ["失败有哪些", "list the bad cases", "列出失败的案例"])
def test_a_list_that_is_asked_for_beside_a_case_is_a_list(text: str) -> None:
    case = {"kind": "diagnosis", "trace": {"id": "t-000001"}}
    told = answered("t-000001", "diagnose_case", case, {"case_id": "t-000001"})
    assert [name for name, _ in calls(*told, text)] == ["find_bad_cases"]
