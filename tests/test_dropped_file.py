"""A file of traces that was dropped on the page is what "these" are, until others are looked at."""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from planned import calls

from agent.assistant import Assistant
from agent.events import AgentEvent, ToolFinished
from agent.threads import open_threads
from knowledge.conversations import local_now
from knowledge.intake.uploads import FOLDER
from knowledge.settings import Settings
from knowledge.workspace import Workspace
from tools.handed_over import HANDED_OVER

ROWS = (
    ("q1", "When does the store open?", "At 10.", "The store opens at 10."),
    ("q2", "How long does a refund take?", "Nine weeks.", "A refund takes three weeks."),
    ("q3", "Can I pay by card?", "Sorry, I found nothing.", "You can pay by card or PayPal."),
)
WHY = ("why did these fail?", "这些为什么失败?", "what's wrong with the answers in this file?")


@pytest.fixture
def assistant(workspace: Workspace, settings: Settings) -> Iterator[Assistant]:
    with open_threads(workspace.checkpoints) as threads:
        yield Assistant(workspace, settings, threads)


def dropped(workspace: Workspace, name: str, text: str = "", *, ago: float = 0) -> None:
    """Hand over a file of traces, as many seconds ago; without a text one of our rows."""
    folder = workspace.home / FOLDER
    folder.mkdir(exist_ok=True)
    path = folder / name
    if text:
        path.write_text(text)
    elif path.suffix == ".csv":
        lines = [f'{one},{query},"{answer}",{found}' for one, query, answer, found in ROWS]
        path.write_text("\n".join(["id,query,answer,retrieved", *lines]))
    else:
        lines = [
            json.dumps(
                {
                    "id": one,
                    "query": query,
                    "answer": answer,
                    "retrieved": [{"id": "p", "text": text, "used": True}],
                }
            )
            for one, query, answer, text in ROWS
        ]
        path.write_text("\n".join(lines))
    came = local_now().timestamp() - ago
    os.utime(path, (came, came))


def artifact_of(events: Iterator[AgentEvent]) -> dict[str, Any]:
    [step] = [event for event in events if isinstance(event, ToolFinished)]
    assert step.artifact is not None, step
    return step.artifact


@pytest.mark.parametrize("name", ["mine.jsonl", "mine.csv"])
@pytest.mark.parametrize("question", WHY)
def test_these_are_the_cases_of_the_file(
    assistant: Assistant, workspace: Workspace, name: str, question: str
) -> None:
    dropped(workspace, name)
    found = artifact_of(assistant.ask("c", question))
    assert found["listed"] == ["q1", "q2", "q3"]
    assert found["trace"]["id"] == "q2"  # the one to mend first
    third = artifact_of(assistant.ask("c", "why the third one?"))
    assert third["trace"]["id"] == "q3"
    worst = artifact_of(assistant.ask("c", "which is the worst?"))
    assert worst["trace"]["id"] == "q2"


def test_of_many_cases_all_are_counted_and_kept(assistant: Assistant, workspace: Workspace) -> None:
    rows = [
        {"id": f"b{n}", "query": ROWS[1][1], "answer": "Nine weeks." if n % 3 else "Three weeks."}
        | {"retrieved": [{"id": "p", "text": "A refund takes three weeks.", "used": True}]}
        for n in range(30)
    ]
    dropped(workspace, "many.jsonl", "\n".join(map(json.dumps, rows)))
    found = artifact_of(assistant.ask("c", WHY[0]))
    assert len(found["listed"]) == 20
    again = artifact_of(assistant.ask("c", "how many failed?"))
    assert (len(again["together"]), len(again["failed"])) == (30, 20)
    list(assistant.ask("c", "add the failed ones to the eval set"))
    assert {one.id for one in workspace.examples.all()} == set(found["failed"])


def test_a_file_that_came_before_another_question_is_still_meant(
    assistant: Assistant, workspace: Workspace
) -> None:
    dropped(workspace, "mine.jsonl")
    list(assistant.ask("c", "hello"))
    assert artifact_of(assistant.ask("c", WHY[0]))["listed"] == ["q1", "q2", "q3"]


def test_a_file_of_yesterday_is_not_what_a_new_conversation_is_about(
    assistant: Assistant, workspace: Workspace
) -> None:
    dropped(workspace, "mine.jsonl", ago=86_400)
    steps = [one for one in assistant.ask("c", WHY[0]) if isinstance(one, ToolFinished)]
    assert not steps[0].ok


def test_another_conversation_s_file_is_not_meant_in_a_new_one(
    assistant: Assistant, workspace: Workspace
) -> None:
    dropped(workspace, "mine.jsonl", ago=5)
    list(assistant.ask("c", WHY[0]))
    steps = [one for one in assistant.ask("d", WHY[0]) if isinstance(one, ToolFinished)]
    assert not steps[0].ok


def after_a_drop(*earlier: BaseMessage) -> list[BaseMessage]:
    return [*earlier, HumanMessage("hm", additional_kwargs={HANDED_OVER: "mine.csv"})]


@pytest.mark.parametrize(
    "question",
    [
        *WHY,
        "why?",
        "为什么失败",
        "diagnose it",
        "这个文件有什么问题",
        "list the failures",
        "哪些失败了",
    ],
)
def test_questions_that_mean_the_file(question: str) -> None:
    assert calls(*after_a_drop(), question) == [("diagnose_case", {"file": "mine.csv"})]


@pytest.mark.parametrize(
    "question",
    [
        "which failures should we fix first?",
        "why did t-001200 fail?",
        "why did so many fail last week?",
        "最近哪些失败最多",
        "build an eval set from these failures",
        "为什么 t-001024 会失败？",
        "what does the doc say about failed payments?",
        "客户：周末发货吗\n机器人：发货。\n（知识库：周日不发货）\n这条怎么答错的？",
        "用户问“周末发货吗”，它答“发货”，这为什么错？",
    ],
)
def test_questions_that_mean_something_else(question: str) -> None:
    assert all("file" not in args for _, args in calls(*after_a_drop(), question))


def test_with_a_case_open_one_is_that_case_and_several_are_the_file() -> None:
    def asked(text: str) -> list[tuple[str, dict[str, object]]]:
        noted = {HANDED_OVER: "mine.csv", "focus": "t-001200"}
        return calls(HumanMessage(text, additional_kwargs=noted))

    assert asked("why did it fail?") == [("diagnose_case", {"case_id": "t-001200"})]
    assert asked("why did they fail?") == [("diagnose_case", {"file": "mine.csv"})]


@pytest.mark.parametrize("question", ["build an eval set from these", "用这些建一个评测集"])
def test_a_set_is_made_of_the_file(question: str) -> None:
    [(tool, args)] = calls(*after_a_drop(), question)
    assert (tool, args["source"], args["file"]) == ("build_eval_set", "file", "mine.csv")


def test_once_others_were_listed_these_are_those() -> None:
    call = {"name": "find_bad_cases", "args": {}, "id": "1", "type": "tool_call"}
    listed = {"kind": "clusters", "listed": ["t-000001", "t-000002"]}
    looked = [
        *after_a_drop(),
        AIMessage("", tool_calls=[call]),
        ToolMessage("x", tool_call_id="1", name="find_bad_cases", artifact=listed),
        AIMessage("x"),
    ]
    assert all("file" not in args for _, args in calls(*looked, "why did these fail?"))
