"""A case is meant by its id, whatever that looks like; no other case answers for one unknown."""

from collections.abc import Iterator
from typing import Any

import pytest
from planned import after, calls
from samples import TOY_CASE

from agent.assistant import Assistant
from agent.events import ToolFinished
from agent.threads import open_threads
from knowledge.settings import Settings
from knowledge.workspace import Workspace
from tools.routes.ids_said import in_place_of_a_case, may_be_ids

IDS = ("n42", "12345", "trace_77", "run-abc", "订单-001", "8f14e45f-ceea-467f-a1b2-0123456789ab")


@pytest.fixture
def assistant(workspace: Workspace, settings: Settings) -> Iterator[Assistant]:
    others = [TOY_CASE.model_copy(update={"id": one}) for one in IDS]
    workspace.events.append(others)
    with open_threads(workspace.checkpoints) as threads:
        yield Assistant(workspace, settings, threads)


def step(assistant: Assistant, question: str) -> ToolFinished:
    events = list(assistant.ask("c", question))
    return next(e for e in events if isinstance(e, ToolFinished))


def meant(assistant: Assistant, question: str) -> Any:
    shown = step(assistant, question).artifact
    return shown["trace"]["id"] if shown else None


@pytest.mark.parametrize("one", IDS)
def test_an_id_of_any_form_is_looked_up(assistant: Assistant, one: str) -> None:
    assert meant(assistant, f"Why did {TOY_CASE.id} fail?") == TOY_CASE.id
    assert meant(assistant, f"Why did {one} fail?") == one
    assert meant(assistant, f"{one} 呢？") == one
    assert meant(assistant, f"诊断一下{one}") == one


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Why did n77 fail?", "n77"),
        ("what went wrong with case 4711?", "4711"),
        ("diagnose order-9001", "order-9001"),
        ("Why did trace_99 fail?", "trace_99"),
        ("为什么工单-778失败了", "工单-778"),
        ("req_x1 怎么回事", "req_x1"),
    ],
)
def test_what_nobody_knows_is_told_by_name(assistant: Assistant, question: str, named: str) -> None:
    assert meant(assistant, f"Why did {TOY_CASE.id} fail?") == TOY_CASE.id
    failed = step(assistant, question)
    assert not failed.ok
    assert named in failed.text


def test_one_in_other_capitals_is_meant_too(assistant: Assistant) -> None:
    assert meant(assistant, "why did N42 fail?") == "n42"


def test_several_that_are_named_are_all_diagnosed(assistant: Assistant) -> None:
    shown = step(assistant, f"为什么 {TOY_CASE.id} 和 n42 都失败了？").artifact
    assert shown is not None
    assert shown["together"] == [TOY_CASE.id, "n42"]


def test_two_known_ones_are_compared(assistant: Assistant) -> None:
    call = step(assistant, "Compare n42 and trace_77")
    assert call.args == {"case_id": "n42", "part": "same", "says": "trace_77"}


@pytest.mark.parametrize(
    "text",
    ["why did v2 fail?", "why did 3 fail?", "Why did the checkout fail?", "为什么第3条失败了",
     "why did v-2 fail", "Why did the pool question fail?", "为什么它失败了", "how do I debug it"],
)  # fmt: skip
def test_what_is_no_id_stands_in_no_ids_place(text: str) -> None:
    assert in_place_of_a_case(text) is None


def test_words_and_small_numbers_are_not_looked_up() -> None:
    assert may_be_ids("the top 3 of v2, please; 前 5 条") == []
    assert may_be_ids("case 3") == ["3"]
    assert may_be_ids("a\nb12345") == []


@pytest.mark.parametrize("text", ["why did it fail?", "为什么失败", "what went wrong?"])
def test_the_case_at_hand_still_answers_where_no_other_is_named(text: str) -> None:
    [(tool, args)] = calls(*after("diagnose_case", case_id="t-000001"), text)
    assert (tool, args.get("case_id")) == ("diagnose_case", "t-000001")
