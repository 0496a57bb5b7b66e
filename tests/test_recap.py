"""What a conversation found is told from the conversation, each finding with its link."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from planned import calls
from samples import TOY_CASE, TOY_QUERY

from agent.assistant import Assistant
from agent.events import Token, ToolFinished
from agent.recap import asks_recap
from agent.threads import open_threads
from knowledge.settings import Settings
from knowledge.workspace import Workspace

ASKED = (
    "总结一下今天的发现",
    "今天我们都发现了什么",
    "回顾一下刚才的结论",
    "Summarise what we found today",
    "summarize our findings so far",
    "What have we found so far?",
    "recap",
)


@pytest.fixture
def assistant(workspace: Workspace, settings: Settings) -> Iterator[Assistant]:
    other = TOY_CASE.model_copy(update={"id": "t-000002", "answer": "", "error": "HTTP 503 <b>"})
    workspace.events.append([other], [])
    with open_threads(workspace.checkpoints) as threads:
        yield Assistant(workspace, replace(settings), threads)


def ask(assistant: Assistant, text: str) -> tuple[str, list[ToolFinished]]:
    events = list(assistant.ask("c", text))
    said = "".join(event.text for event in events if isinstance(event, Token))
    return said, [event for event in events if isinstance(event, ToolFinished)]


@pytest.mark.parametrize("text", ASKED)
def test_it_is_heard(text: str) -> None:
    assert asks_recap(text)
    assert calls(text) == []


@pytest.mark.parametrize(
    "text",
    ["总结一下访谈的发现", "summarize the refund policy", "总结一下调研结论", "我们的目标用户"],
)
def test_summaries_of_something_else_are_not(text: str) -> None:
    assert not asks_recap(text)


def test_cases_lists_and_fixes_each_with_a_link(assistant: Assistant) -> None:
    ask(assistant, f"为什么 {TOY_CASE.id} 会失败？")
    ask(assistant, "为什么 t-000002 会失败？")
    ask(assistant, f"{TOY_CASE.id} 怎么修")
    _, [listed] = ask(assistant, "最近哪些失败最多")
    said, steps = ask(assistant, "总结一下今天的发现")
    assert steps == []
    assert said.count(f"(#trace:{TOY_CASE.id})") == 1
    assert "(#trace:t-000002)" in said
    assert "意图" in said
    assert "改法" in said
    assert f"(#step:{listed.call_id})" in said
    assert TOY_QUERY[:8] in said
    english, _ = ask(assistant, "Summarise what we found today")
    assert "What this conversation has found" in english
    assert not re.search("[一-鿿]", english.split("Failures at large")[0].replace(TOY_QUERY, ""))


def test_where_nothing_was_found_that_is_said(assistant: Assistant) -> None:
    assert "没有发现可总结" in ask(assistant, "总结一下今天的发现")[0]
    assert "nothing to sum up" in ask(assistant, "Summarise what we found today")[0]
