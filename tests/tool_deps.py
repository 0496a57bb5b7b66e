"""What a tool stands on in tests: a real workspace and a fixed clock; and how it is called."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from langchain.tools import ToolRuntime
from langchain_core.messages import ToolMessage
from langchain_core.tools import BaseTool

from knowledge.language import Lang
from knowledge.workspace import Workspace
from tools.deps import Deps


def deps_of(workspace: Workspace, lang: Lang = "zh", **given: Any) -> Deps:
    """The dependencies of a turn in that workspace; `given` stand in for the usual ones."""
    usual = Deps.of(workspace, lang, lambda: datetime(2026, 11, 1, tzinfo=UTC))
    return replace(usual, **given)


def called(
    tool: BaseTool,
    deps: Deps,
    told: Callable[[Any], Any] = print,
    messages: Sequence[Any] = (),
    **args: Any,
) -> tuple[str, Any]:
    """The text and the artifact of a tool, called as the agent calls it; `told` hears progress."""
    runtime: ToolRuntime[Deps] = ToolRuntime(
        state={"messages": list(messages)},
        context=deps,
        config={},
        stream_writer=told,
        tool_call_id="1",
        store=None,
    )
    call = {"name": tool.name, "args": {**args, "runtime": runtime}, "id": "1"}
    message = tool.invoke({**call, "type": "tool_call"})
    assert isinstance(message, ToolMessage)
    json.dumps(message.artifact)
    return str(message.content), message.artifact
