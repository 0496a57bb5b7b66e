"""What users disliked is diagnosed before anybody asks, while nobody waits for an answer."""

import time
from collections.abc import Callable
from typing import Any

from tool_deps import called, deps_of

from agent.ahead import looking_ahead
from knowledge.workspace import Workspace
from tools.find_bad_cases import find_bad_cases


def waited_for(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.05)
    return False


def test_the_first_list_has_nothing_left_to_diagnose(demo: Workspace) -> None:
    asked: list[str] = []

    def deps_in(lang: Any) -> Any:
        asked.append(lang)
        return deps_of(demo, lang)

    with looking_ahead(deps_in, lambda: False):
        # The second language is begun once the first is done, its replays too.
        assert waited_for(lambda: len(asked) == 2)
    told: list[Any] = []
    called(find_bad_cases, deps_of(demo, "zh"), told.append)
    assert told == []


def test_an_answer_goes_first_and_the_end_is_not_waited_for(workspace: Workspace) -> None:
    looks: list[int] = []

    def is_busy() -> bool:
        looks.append(1)
        return True

    with looking_ahead(lambda lang: deps_of(workspace, lang), is_busy):
        assert waited_for(lambda: len(looks) > 2)
    assert workspace.cases.remembered_in("t-000009") is None, "nothing was done meanwhile"
