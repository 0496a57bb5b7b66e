"""What the built-in planner calls for a conversation, and conversations in which a tool spoke."""

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from agent.models import planner
from tools import TOOLS

MIND = planner().bind_tools(TOOLS)


def reply(*messages: BaseMessage | str) -> AIMessage:
    """What the planner says next, or calls."""
    said = [HumanMessage(m) if isinstance(m, str) else m for m in messages]
    message = MIND.invoke(said)
    assert isinstance(message, AIMessage)
    return message


def calls(*messages: BaseMessage | str) -> list[tuple[str, dict[str, object]]]:
    """The tools that the planner calls next, with their arguments."""
    return [(call["name"], call["args"]) for call in reply(*messages).tool_calls]


def answered(
    question: str, tool: str, artifact: dict[str, Any], args: dict[str, Any]
) -> list[BaseMessage]:
    """A conversation in which a tool has just answered a question."""
    call = {"name": tool, "args": args, "id": "1", "type": "tool_call"}
    return [
        HumanMessage(question),
        AIMessage("", tool_calls=[call]),
        ToolMessage("x", tool_call_id="1", name=tool, artifact=artifact),
        AIMessage("x"),
    ]


def after(tool: str, listed: Sequence[str] = (), **args: object) -> list[BaseMessage]:
    """A conversation in which that tool has just answered."""
    call = {"name": tool, "args": args, "id": "1", "type": "tool_call"}
    artifact = {"kind": "bad_cases", "listed": list(listed)} if listed else None
    return [
        HumanMessage("为什么"),
        AIMessage("", tool_calls=[call]),
        ToolMessage("结果", tool_call_id="1", name=tool, artifact=artifact),
        AIMessage("结果"),
    ]
