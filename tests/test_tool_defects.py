"""A tool that breaks inside: a plain word with a way out for the reader, the rest in the log."""

import logging
import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel
from samples import TOY_CASE
from test_model_mind import assistant_on, call, model_service, said, steps, words

from agent.assistant import Assistant
from agent.threads import open_threads
from knowledge.settings import Settings
from knowledge.workspace import Workspace

INNER = re.compile(
    r"Error invoking|kwargs|validation error|diagnose_case|ValidationError|KeyError|Traceback"
    r"|secret_field|pydantic"
)


class Broken(BaseModel):
    """A record that cannot be made of nothing."""

    secret_field: int
    """Missing."""


@pytest.fixture
def assistant(workspace: Workspace, settings: Settings) -> Iterator[Assistant]:
    with open_threads(workspace.checkpoints) as threads:
        yield Assistant(workspace, settings, threads)


def invalid(*_: object, **__: object) -> None:
    Broken.model_validate({})


def missing(*_: object, **__: object) -> None:
    raise KeyError("secret_field")


@pytest.mark.parametrize("breaks", [invalid, missing])
@pytest.mark.parametrize("asked", ["为什么 {} 会失败？", "Why did {} fail?"])
def test_a_fault_inside_is_told_plainly_and_logged_whole(
    assistant: Assistant,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    breaks: object,
    asked: str,
) -> None:
    monkeypatch.setattr("tools.diagnose_case._diagnosed", breaks)
    with caplog.at_level(logging.ERROR):
        events = list(assistant.ask("c", asked.format(TOY_CASE.id)))
    [step] = steps(events)
    for told in (said(events), step.text):
        assert ("换个问法" if "为什么" in asked else "other words") in told
        assert not INNER.search(told)
    mark = re.search(r"\b[0-9a-f]{8}\b", said(events))
    assert mark is not None
    [record] = [one for one in caplog.records if mark[0] in one.getMessage()]
    assert record.exc_info is not None
    assert "secret_field" in caplog.text


def test_arguments_that_a_model_gets_wrong_are_named_and_it_may_mend_them(
    workspace: Workspace, settings: Settings
) -> None:
    replies = (
        call("diagnose_case", {"case_id": TOY_CASE.id, "part": "nonsense"}),
        call("diagnose_case", {"case_id": TOY_CASE.id}),
        words("It was the intent."),
    )
    with (
        model_service(*replies) as service,
        assistant_on(workspace, settings, service.url) as assistant,
    ):
        events = list(assistant.ask("c", f"为什么 {TOY_CASE.id} 会失败？"))
    wrong, right = steps(events)
    assert not wrong.ok
    assert "part" in wrong.text
    assert "没有执行" in wrong.text
    assert not INNER.search(wrong.text)
    assert right.ok
