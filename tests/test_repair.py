"""What crashes and small models leave behind is mended, and nothing else is touched."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from agent.repair import (
    FAILED,
    answer_open_calls,
    call_in_text,
    without_failures,
    words_before_call,
)

TOOLS = {"diagnose_case", "search_docs"}
CALL = {"name": "search_docs", "arguments": {"query": "定价"}}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(CALL),
        json.dumps(CALL, ensure_ascii=False, indent=2),
        f"```json\n{json.dumps(CALL)}\n```",
        f"<tool_call>\n{json.dumps(CALL)}\n</tool_call>",
        f"I will look that up.\n```json\n{json.dumps(CALL)}\n```\nOne moment.",
        json.dumps([CALL]),
        json.dumps({"name": "search_docs", "parameters": {"query": "定价"}}),
        json.dumps({"name": "search_docs", "arguments": json.dumps({"query": "定价"})}),
        json.dumps({"type": "function", "function": CALL}),
    ],
)
def test_call_written_as_text_becomes_a_call(text: str) -> None:
    mended = call_in_text(AIMessage(text), TOOLS)
    assert [(c["name"], c["args"]) for c in mended.tool_calls] == [
        ("search_docs", {"query": "定价"})
    ]
    assert mended.text in {"", "I will look that up."}


def test_a_call_that_was_made_already_is_not_made_again() -> None:
    again = AIMessage(f"The price is 39.\n```json\n{json.dumps(CALL)}\n```")
    mended = call_in_text(again, TOOLS, [("search_docs", {"query": "定价"})])
    assert mended.text == "The price is 39."
    assert not mended.tool_calls


@pytest.mark.parametrize(
    "text",
    [
        "The price is 39 yuan.",
        json.dumps({"name": "delete_everything", "arguments": {}}),
        '{"name": "search_docs"',
        '{"name": "search_docs", "arguments": "not json"}',
        '{"name": "search_docs", "arguments": [1]}',
        json.dumps({"price": 39}),
        "{}{}{",
    ],
)
def test_anything_else_stays_text(text: str) -> None:
    mended = call_in_text(AIMessage(text), TOOLS)
    assert mended.text == text
    assert not mended.tool_calls


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    call_in_text(AIMessage(text), TOOLS)
    assert 0 <= words_before_call(text) <= len(text)


@given(st.sampled_from([json.dumps(CALL), "```json\n{}", "<tool_call>{"]), st.integers(1, 12))
def test_every_beginning_of_a_call_is_held_back(text: str, length: int) -> None:
    assert words_before_call(text[:length]) == 0
    assert words_before_call(f"Let me see.\n{text[:length]}") <= len("Let me see.\n")


@pytest.mark.parametrize(
    "text", ["定价", "The price", "- a list\n- b", "**bold** `v2` is", "[1](#passage:x) says"]
)
def test_prose_is_not_held_back(text: str) -> None:
    assert words_before_call(text) == len(text)


def test_open_calls_are_answered_where_they_stand() -> None:
    asks = AIMessage("", tool_calls=[{"name": "search_docs", "args": {}, "id": "1"}], id="a")
    done = AIMessage("", tool_calls=[{"name": "search_docs", "args": {}, "id": "2"}], id="b")
    messages = [
        HumanMessage("q"),
        asks,
        HumanMessage("again"),
        done,
        ToolMessage("r", tool_call_id="2"),
    ]
    closed = answer_open_calls(messages, "interrupted")
    assert [type(m).__name__ for m in closed] == [
        "HumanMessage", "AIMessage", "ToolMessage", "HumanMessage", "AIMessage", "ToolMessage",
    ]  # fmt: skip
    assert closed[2].text == "interrupted"
    assert answer_open_calls(closed, "interrupted") == closed


def test_notes_on_failures_are_kept_from_the_model() -> None:
    note = AIMessage("the service was away", additional_kwargs={FAILED: True})
    assert without_failures([HumanMessage("q"), note]) == [HumanMessage("q")]
