"""A conversation from end to end with the built-in planner: ask, go on, stop, go back, restart."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from samples import TOY_CASE, TOY_QUERY

from agent.assistant import MAX_QUESTION, Assistant
from agent.events import AgentEvent, Finished, Token, ToolFinished, ToolStarted
from agent.threads import open_threads
from knowledge.errors import BadInput, NotFound
from knowledge.settings import Settings
from knowledge.workspace import Workspace


@pytest.fixture
def assistant(workspace: Workspace, settings: Settings) -> Iterator[Assistant]:
    with open_threads(workspace.checkpoints) as threads:
        yield Assistant(workspace, settings, threads)


def said(events: list[AgentEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, Token))


@pytest.mark.parametrize(
    ("question", "lang", "cause"),
    [
        (f"为什么 {TOY_CASE.id} 这条脚本会失败？", "zh", "意图"),
        (f"Why did {TOY_CASE.id} fail?", "en", "ntent"),
    ],
)
def test_a_case_is_diagnosed_in_the_language_of_the_question(
    assistant: Assistant, question: str, lang: str, cause: str
) -> None:
    events = list(assistant.ask("c", question))
    started, finished, *_ = events
    assert isinstance(started, ToolStarted)
    assert isinstance(finished, ToolFinished)
    assert finished.ok
    assert finished.artifact is not None
    assert finished.artifact["kind"] == "diagnosis"
    assert finished.artifact["lang"] == lang
    assert finished.artifact["diagnosis"]["cause"] == "intent"
    assert cause in said(events)
    assert isinstance(events[-1], Finished)
    assert events[-1].mind == "planner"


def test_this_one_is_the_case_in_focus_and_then_the_last_one(assistant: Assistant) -> None:
    events = list(assistant.ask("c", "为什么这条脚本会失败？", focus=TOY_CASE.id))
    assert TOY_CASE.id in said(events)
    again = list(assistant.ask("c", "这条怎么修？"))
    artifacts = [event.artifact for event in again if isinstance(event, ToolFinished)]
    assert artifacts
    assert artifacts[0] is not None
    assert artifacts[0]["trace"]["id"] == TOY_CASE.id


def test_without_any_case_it_says_so_and_offers_recent_ones(assistant: Assistant) -> None:
    text = said(list(assistant.ask("c", "为什么这条脚本会失败？")))
    assert f"(#trace:{TOY_CASE.id})" in text


def test_a_pasted_case_is_kept_and_can_be_referred_to(assistant: Assistant) -> None:
    paste = f"用户输入“{TOY_QUERY}”，AI 却生成了“成人玩具推荐，办公室解压神器”，为什么？"
    events = list(assistant.ask("c", paste))
    [step] = [event for event in events if isinstance(event, ToolFinished)]
    assert step.artifact is not None
    case_id = step.artifact["trace"]["id"]
    assert assistant.shelf.trace(case_id) is not None
    assert assistant.shelf.diagnosis(case_id) is not None
    follow = [e for e in assistant.ask("c", "证据是什么？") if isinstance(e, ToolFinished)]
    assert follow[0].artifact is not None
    assert follow[0].artifact["trace"]["id"] == case_id


def test_a_question_about_the_docs_is_cited(assistant: Assistant) -> None:
    text = said(list(assistant.ask("c", "专业版多少钱一个月？")))
    assert "39" in text
    assert "](#passage:pricing.md%23" in text


def test_unknown_id_is_an_answer_not_a_crash(assistant: Assistant) -> None:
    events = list(assistant.ask("c", "为什么 t-999999 会失败？"))
    [step] = [event for event in events if isinstance(event, ToolFinished)]
    assert not step.ok
    assert "t-999999" in said(events)
    assert isinstance(events[-1], Finished)


def test_conversation_is_there_after_a_restart(workspace: Workspace, settings: Settings) -> None:
    with open_threads(workspace.checkpoints) as threads:
        list(Assistant(workspace, settings, threads).ask("c", f"为什么 {TOY_CASE.id} 会失败？"))
    with open_threads(workspace.checkpoints) as threads:
        assistant = Assistant(workspace, settings, threads)
        [turn] = assistant.transcript("c")
        assert turn.question == f"为什么 {TOY_CASE.id} 会失败？"
        assert turn.answer
        assert turn.mind == "planner"
        assert turn.steps[0].artifact is not None
        assert turn.steps[0].seconds is not None
        assert [c.thread_id for c in assistant.conversations()] == ["c"]
        follow = list(assistant.ask("c", "怎么修？"))
        assert TOY_CASE.id in str(follow)


def test_threads_do_not_grow_with_the_square_of_turns(
    workspace: Workspace, settings: Settings
) -> None:
    with open_threads(workspace.checkpoints) as threads:
        assistant = Assistant(workspace, settings, threads)
        for _ in range(5):
            list(assistant.ask("c", "你好"))
        with threads.cursor() as cursor:
            assert cursor.execute("SELECT COUNT(*) FROM checkpoints").fetchone() == (1,)
        assert len(assistant.transcript("c")) == 5


def test_a_step_that_a_crash_left_open_is_mended(workspace: Workspace, settings: Settings) -> None:
    with open_threads(workspace.checkpoints) as threads:
        assistant = Assistant(workspace, settings, threads)
        call = {"name": "search_docs", "args": {"query": "x"}, "id": "open", "type": "tool_call"}
        config: Any = {"configurable": {"thread_id": "c"}}
        graph = assistant._graphs["planner"]
        messages = [HumanMessage("x", id="q"), AIMessage("", tool_calls=[call])]
        graph.update_state(config, {"messages": messages}, as_node="model")
        [turn] = assistant.transcript("c")
        assert turn.answer is None, "shown as interrupted"
        assert said(list(assistant.ask("c", "专业版多少钱一个月？")))
        kinds = [type(m).__name__ for m in graph.get_state(config).values["messages"][:3]]
        assert kinds == ["HumanMessage", "AIMessage", "ToolMessage"]


def test_going_back_forgets_the_question_and_what_followed(assistant: Assistant) -> None:
    for question in ["你好", "专业版多少钱？", "谢谢"]:
        list(assistant.ask("c", question))
    second = assistant.transcript("c")[1]
    assert assistant.rewind("c", second.question_id) == "专业版多少钱？"
    assert [turn.question for turn in assistant.transcript("c")] == ["你好"]
    with pytest.raises(NotFound):
        assistant.rewind("c", second.question_id)


def test_an_edited_question_takes_the_place_of_the_old_one(assistant: Assistant) -> None:
    list(assistant.ask("c", "专业版多少钱？"))
    [turn] = assistant.transcript("c")
    list(assistant.ask("c", "团队版多少钱？", replacing=turn.question_id))
    assert [turn.question for turn in assistant.transcript("c")] == ["团队版多少钱？"]


def test_empty_and_huge_questions_are_refused_with_the_way_out(assistant: Assistant) -> None:
    with pytest.raises(BadInput):
        assistant.ask("c", " \n ")
    with pytest.raises(BadInput, match=str(MAX_QUESTION)):
        assistant.ask("c", "x" * (MAX_QUESTION + 1))
    assert assistant.transcript("c") == []


def test_ratings_are_kept_and_shown(assistant: Assistant) -> None:
    list(assistant.ask("c", "你好"))
    [turn] = assistant.transcript("c")
    assert turn.answer_id is not None
    assistant.rate("c", turn.answer_id, "down", "not what I asked")
    assert assistant.transcript("c")[0].rating == "down"


def test_deleting_can_be_undone(assistant: Assistant) -> None:
    list(assistant.ask("c", "你好"))
    assistant.delete("c")
    assert assistant.conversations() == []
    assistant.restore("c")
    assert len(assistant.transcript("c")) == 1


def test_the_follow_up_language_is_that_of_the_conversation(assistant: Assistant) -> None:
    list(assistant.ask("c", f"为什么 {TOY_CASE.id} 会失败？"))
    events = list(assistant.ask("c", f"{TOY_CASE.id}?"))
    [step] = [event for event in events if isinstance(event, ToolFinished)]
    assert step.artifact is not None
    assert step.artifact["lang"] == "zh"


def test_a_conversation_is_not_locked_by_what_fails_around_a_turn(
    workspace: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_threads(workspace.checkpoints) as threads:
        assistant = Assistant(workspace, settings, threads)

        def full(*args: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr(threads, "keep_latest", full)
        assert isinstance(list(assistant.ask("c", "你好"))[-1], Finished)
        assert not assistant.running("c")
        monkeypatch.setattr(workspace.conversations, "touch", full)
        with pytest.raises(sqlite3.OperationalError):
            assistant.ask("c", "你好")
        monkeypatch.undo()
        assert isinstance(list(assistant.ask("c", "你好"))[-1], Finished)


def test_what_is_deleted_comes_back_when_it_is_asked_again(assistant: Assistant) -> None:
    list(assistant.ask("c", "你好"))
    assistant.delete("c")
    list(assistant.ask("c", "你好"))
    assert [c.thread_id for c in assistant.conversations()] == ["c"]
