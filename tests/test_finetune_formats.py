"""The lines of a training file, and what is wrong with broken ones."""

from typing import Any

import pytest

from knowledge.records import (
    Example,
    Passage,
    Turn,
)
from tools.evals.finetune.formats import chat_lines
from tools.evals.finetune.rules import check_chat, check_preference, tokens_of


def test_a_chat_line_gives_passages_history_question_and_answer() -> None:
    example = Example(
        id="a",
        query="那冬天呢",
        history=[Turn(role="user", text="夏天穿什么"), Turn(role="agent", text="短袖")],
        reference="羽绒服",
        passages=[Passage(id="p", text="零下穿羽绒服")],
    )
    messages = chat_lines([example])[0]["messages"]
    assert [one["role"] for one in messages] == ["system", "user", "assistant", "user", "assistant"]
    assert "零下穿羽绒服" in messages[0]["content"]
    assert messages[-1]["content"] == "羽绒服"


def chat(*roles: str) -> dict[str, Any]:
    return {"messages": [{"role": role, "content": f"{role} 说"} for role in roles]}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (chat("user"), "last_not_assistant"),
        (chat("boss", "assistant"), "unknown_role"),
        (chat("system", "assistant"), "no_user"),
        (
            {"messages": [{"role": "user", "content": " "}, {"role": "assistant", "content": "a"}]},
            "empty",
        ),
        (
            {
                "messages": [
                    {"role": "user", "content": "字" * 20_000},
                    {"role": "assistant", "content": "a"},
                ]
            },
            "too_long",
        ),
        ({}, "last_not_assistant"),
    ],
)
def test_a_broken_chat_line_is_named(line: dict[str, Any], rule: str) -> None:
    good = [
        {"messages": [{"role": "user", "content": str(at)}, {"role": "assistant", "content": "a"}]}
        for at in range(60)
    ]
    assert check_chat(good) == []
    found = {one.rule: one for one in check_chat([*good, line])}
    assert found[rule].first == 61


def test_few_and_repeated_lines_are_named() -> None:
    good = chat("user", "assistant")
    assert [(one.rule, one.level) for one in check_chat([])] == [("too_few", "error")]
    found = {one.rule: one.count for one in check_chat([good] * 12)}
    assert found == {"few": 12, "twice": 11}


def test_a_broken_preference_line_is_named() -> None:
    answer = [{"role": "assistant", "content": "a"}]
    line = {"input": chat("user"), "preferred_output": answer, "non_preferred_output": answer}
    assert "same_answers" in {one.rule for one in check_preference([line])}
    two = {**line, "preferred_output": answer * 2}
    assert "not_one_answer" in {one.rule for one in check_preference([two])}
    ends = {
        **line,
        "input": chat("user", "assistant"),
        "preferred_output": chat("assistant")["messages"],
    }
    assert "prompt_ends_in_answer" in {one.rule for one in check_preference([ends])}


def test_tokens_are_estimated_by_script() -> None:
    assert tokens_of([{"role": "user", "content": "你好世界"}]) == 4 + 4
    assert tokens_of([{"role": "user", "content": "abcdefgh"}]) == 2 + 4
