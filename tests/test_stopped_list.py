"""A list that takes its time is stopped: what it had shown stays, and "go on" makes the rest."""

import pytest

from agent.assistant import Assistant
from agent.events import Finished, ToolFinished, ToolProgress
from agent.threads import open_threads
from knowledge.settings import Settings
from knowledge.workspace import Workspace


@pytest.mark.parametrize(
    ("question", "so_far", "go_on"),
    [("失败的有哪些", "先看了", "继续"), ("list the bad cases", "the first impression", "go on")],
)
def test_what_was_shown_stays_and_the_rest_is_made(
    demo: Workspace, question: str, so_far: str, go_on: str
) -> None:
    with open_threads(demo.checkpoints) as threads:
        assistant = Assistant(demo, Settings(home=demo.home, demo=False), threads)
        events = assistant.ask(go_on, question)
        for event in events:
            if isinstance(event, ToolProgress) and event.text:
                assistant.stop(go_on)
                break
        assert isinstance([*events][-1], Finished)
        assistant.wait_for_stopped(go_on)
        [turn] = assistant.transcript(go_on)
        assert turn.stopped
        assert turn.answer is not None
        assert so_far in turn.answer
        assert "(#trace:" in turn.answer
        finished = [one for one in assistant.ask(go_on, go_on) if isinstance(one, ToolFinished)]
    assert [(one.name, one.ok) for one in finished] == [("find_bad_cases", True)]
    artifact = finished[0].artifact
    assert artifact is not None
    assert artifact["diagnosed"] > 900
