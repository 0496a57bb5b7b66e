"""The model-driven path, over real HTTP on loopback: tools, repairs, and every way to fail."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from model_service import Service, call, model_service, status, words
from samples import TOY_CASE

from agent.assistant import Assistant
from agent.events import AgentEvent, Failed, Finished, Token, ToolFinished
from agent.models import chat_model
from agent.threads import open_threads
from knowledge.errors import BadInput
from knowledge.settings import Settings
from knowledge.workspace import Workspace
from tools import TOOLS

QUESTIONS = {"zh": f"为什么 {TOY_CASE.id} 会失败？", "en": f"Why did {TOY_CASE.id} fail?"}


@contextmanager
def assistant_on(workspace: Workspace, settings: Settings, url: str) -> Iterator[Assistant]:
    chosen = replace(settings, model="openai:test", base_url=url, api_key="secret", timeout=1.0)
    with open_threads(workspace.checkpoints) as threads:
        yield Assistant(workspace, chosen, threads)


Ask = Callable[[Service], list[AgentEvent]]


@pytest.fixture
def ask(workspace: Workspace, settings: Settings) -> Ask:
    def ask(service: Service) -> list[AgentEvent]:
        with assistant_on(workspace, settings, service.url) as assistant:
            return list(assistant.ask("c", QUESTIONS["en"]))

    return ask


def said(events: list[AgentEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, Token))


def steps(events: list[AgentEvent]) -> list[ToolFinished]:
    return [event for event in events if isinstance(event, ToolFinished)]


def test_the_model_calls_the_same_tools_and_streams(ask: Ask) -> None:
    replies = call("diagnose_case", {"case_id": TOY_CASE.id}), words("The ", "intent ", "broke.")
    with model_service(*replies) as service:
        events = ask(service)
    assert steps(events)[0].artifact["diagnosis"]["cause"] == "intent"
    assert [event.text for event in events if isinstance(event, Token)] == [
        "The ",
        "intent ",
        "broke.",
    ]
    assert isinstance(events[-1], Finished)
    assert events[-1].mind == "test"
    first, read, second = service.requests  # the trace is read on the way
    assert "tools" not in read
    assert {tool["function"]["name"] for tool in first["tools"]} == {one.name for one in TOOLS}
    assert "Answer in English" in first["messages"][0]["content"]
    assert second["messages"][-1]["role"] == "tool"


def test_a_call_written_as_text_is_made_and_not_shown(ask: Ask) -> None:
    text = json.dumps({"name": "diagnose_case", "arguments": {"case_id": TOY_CASE.id}})
    with model_service(words(text[:9], text[9:]), words("Intent.")) as service:
        events = ask(service)
    assert [step.name for step in steps(events)] == ["diagnose_case"]
    assert said(events) == "Intent."


def test_a_call_in_text_after_words_is_not_shown_and_not_repeated(ask: Ask) -> None:
    text = json.dumps({"name": "diagnose_case", "arguments": {"case_id": TOY_CASE.id}})
    tool = call("diagnose_case", {"case_id": TOY_CASE.id})
    with model_service(tool, words("The intent broke.", "\n```js", f"on\n{text}\n```")) as service:
        events = ask(service)
    assert len(steps(events)) == 1
    assert said(events).strip() == "The intent broke."


def test_a_verdict_made_up_without_looking_is_not_shown(ask: Ask) -> None:
    with model_service(words("It was a ", "spelling mistake."), words("Intent.")) as service:
        events = ask(service)
    assert [step.name for step in steps(events)] == ["diagnose_case"]
    assert said(events) == "Intent."


@pytest.mark.parametrize("before", [[], [call("diagnose_case", {"case_id": TOY_CASE.id})]])
def test_the_planner_breaks_a_models_silence(ask: Ask, before: list[dict[str, object]]) -> None:
    with model_service(*before, words("")) as service:
        events = ask(service)
    assert "ntent" in said(events)
    assert isinstance(events[-1], Finished)
    assert events[-1].mind == "planner"


def test_bad_arguments_go_back_to_the_model(ask: Ask) -> None:
    wrong = call("diagnose_case", {"case_id": {"not": "text"}})
    with model_service(wrong, words("Sorry.")) as service:
        events = ask(service)
    assert not steps(events)[0].ok
    assert said(events) == "Sorry."


def test_a_model_that_goes_round_is_stopped(ask: Ask) -> None:
    with model_service(call("search_docs", {"query": "x"})) as service:
        events = ask(service)
    assert isinstance(events[-1], Failed)
    assert len(service.requests) == 8


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (status(401), "OPENAI_API_KEY"),
        (status(403), "OPENAI_API_KEY"),
        (status(404), "CASEBOOK_MODEL"),
        (status(429, headers={"retry-after": "0"}), "429"),
        (status(500, headers={"retry-after": "0"}), "500"),
        (status(400, {"error": {"message": "context length exceeded"}}), "context length exceeded"),
        (status(200, "<html>not a model</html>"), "OPENAI_BASE_URL"),
        (words(*"slow", pause=1.5), "CASEBOOK_MODEL_TIMEOUT"),
    ],
    ids=["401", "403", "404", "429", "500", "400", "garbage", "timeout"],
)
def test_each_failure_is_explained_kept_and_can_be_handed_over(
    workspace: Workspace, settings: Settings, reply: dict[str, object], expected: str, lang: str
) -> None:
    with model_service(reply) as service:
        with assistant_on(workspace, settings, service.url) as assistant:
            events = list(assistant.ask("c", QUESTIONS[lang]))
            failed = events[-1]
            assert isinstance(failed, Failed)
            assert expected in failed.message
            assert service.url in failed.message
            assert "secret" not in failed.message
            assert failed.can_hand_over
        with assistant_on(workspace, settings, service.url) as assistant:
            [turn] = assistant.transcript("c")
            assert turn.question == QUESTIONS[lang]
            assert turn.failure == failed.message
            assert turn.can_hand_over
            handed = list(assistant.hand_over("c"))
            assert isinstance(handed[-1], Finished)
            assert handed[-1].mind == "planner"
            [turn] = assistant.transcript("c")
            assert turn.failure is None
            assert turn.answer


def test_a_dead_port_is_explained(workspace: Workspace, settings: Settings) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}/v1"
    with assistant_on(workspace, settings, url) as assistant:
        failed = list(assistant.ask("c", QUESTIONS["zh"]))[-1]
    assert isinstance(failed, Failed)
    assert url in failed.message


def test_after_a_failure_the_conversation_goes_on(workspace: Workspace, settings: Settings) -> None:
    with (
        model_service(status(401), words("Hello.")) as service,
        assistant_on(workspace, settings, service.url) as assistant,
    ):
        list(assistant.ask("c", "first"))
        assert said(list(assistant.ask("c", "second"))) == "Hello."
    sent = [message["content"] for message in service.requests[-1]["messages"]]
    assert not any("OPENAI_API_KEY" in str(content) for content in sent), "our note is not sent"


def test_stop_ends_the_turn_and_the_stream(workspace: Workspace, settings: Settings) -> None:
    with (
        model_service(words(*("word " * 40).split(" "), pause=0.1)) as service,
        assistant_on(workspace, settings, service.url) as assistant,
    ):
        events = assistant.ask("c", "tell me everything")
        assert isinstance(next(events), Token)
        with pytest.raises(BadInput):
            assistant.ask("c", "another one meanwhile")
        with pytest.raises(BadInput):
            assistant.rewind("c", assistant.transcript("c")[0].question_id)
        started = time.perf_counter()
        assistant.stop("c")
        rest = list(events)
        assert time.perf_counter() - started < 2
        assert isinstance(rest[-1], Finished)
        assert rest[-1].stopped
        assert service.cut_off.wait(5), "the stream was closed, so no more is paid for"
        service.replies[:] = [words("Done.")]
        assert said(list(assistant.ask("c", "and now?"))) == "Done."
        first, second = assistant.transcript("c")
        assert first.stopped
        assert first.answer
        assert second.answer == "Done."


def test_a_second_listener_hears_the_turn_from_its_beginning(
    workspace: Workspace, settings: Settings
) -> None:
    with (
        model_service(words("a", "b", "c", pause=0.2)) as service,
        assistant_on(workspace, settings, service.url) as assistant,
    ):
        first = assistant.ask("c", "hello there, my friend of old")
        next(first)
        second = assistant.listen("c")
        assert second is not None
        assert said(list(second)) == "abc"
    assert assistant.listen("c") is None


def test_a_service_without_its_key_is_refused_at_once(settings: Settings) -> None:
    with pytest.raises(BadInput, match="OPENAI_API_KEY"):
        chat_model(replace(settings, model="openai:gpt"))


def test_the_open_case_is_handed_over_with_the_question(
    workspace: Workspace, settings: Settings
) -> None:
    with (
        model_service(status(401)) as service,
        assistant_on(workspace, settings, service.url) as assistant,
    ):
        list(assistant.ask("c", "Why did this one fail?", focus=TOY_CASE.id))
        assert TOY_CASE.id in said(list(assistant.hand_over("c")))
