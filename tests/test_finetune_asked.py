"""How a wish to fine-tune, and what asks on about it, is read."""

from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from agent.models import planner
from tools import TOOLS


def made(*said: Any) -> tuple[str, dict[str, Any]] | None:
    messages = [HumanMessage(one) if isinstance(one, str) else one for one in said]
    calls = planner().bind_tools(TOOLS).invoke(messages).tool_calls
    return (calls[0]["name"], calls[0]["args"]) if calls else None


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("要不要微调", {}),
        (
            "我们想要更稳定的语气风格，提示词已经调过了，值得微调吗",
            {"goal": "style", "prompt_tuned": True},
        ),
        ("prompt 还没调过，该微调吗", {"prompt_tuned": False}),
        (
            "把 v2 里搞笑风格的采用过的回答做成训练集",
            {"version": "v2", "segment": "style=comedy", "goal": "style"},
        ),
        ("Should we fine-tune?", {}),
        (
            "Build a fine-tuning set from edited answers, the format is what matters",
            {"goal": "format"},
        ),
        ("Export DPO preference pairs; we never tuned the prompt", {"prompt_tuned": False}),
    ],
)
def test_the_planner_reads_what_is_asked(question: str, args: dict[str, Any]) -> None:
    assert made(question) == ("build_finetune_set", args)


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("提示词已经调过了", {"goal": "style", "prompt_tuned": True}),
        ("Only v2", {"goal": "style", "version": "v2"}),
        ("build the set anyway", {"goal": "style"}),
        ("还是导出吧", {"goal": "style"}),
        ("丢了多少条，为什么？", {"goal": "style"}),
        ("how many were dropped and why?", {"goal": "style"}),
        ("what does perhaps the same mean?", {"goal": "style"}),
    ],
)
def test_a_follow_up_keeps_what_was_said(question: str, args: dict[str, Any]) -> None:
    call = {"name": "build_finetune_set", "args": {"goal": "style"}, "id": "1", "type": "tool_call"}
    before = [
        HumanMessage("要不要微调"),
        AIMessage("", tool_calls=[call]),
        ToolMessage("结果", tool_call_id="1", name="build_finetune_set"),
        AIMessage("结果"),
    ]
    assert made(*before, question) == ("build_finetune_set", args)
