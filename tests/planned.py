"""What the built-in planner calls for a conversation, and conversations in which a tool spoke."""

from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from agent.models import planner
from tools import TOOLS

MIND = planner().bind_tools(TOOLS)


def calls(*messages: BaseMessage | str) -> list[tuple[str, dict[str, object]]]:
    """The tools that the planner calls next, with their arguments."""
    said = [HumanMessage(m) if isinstance(m, str) else m for m in messages]
    message = MIND.invoke(said)
    assert isinstance(message, AIMessage)
    return [(call["name"], call["args"]) for call in message.tool_calls]


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
