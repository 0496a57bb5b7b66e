"""Mending what crashes and small models leave behind in a conversation. Pure functions."""

import json
import re
from collections.abc import Collection, Sequence
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage

FAILED = "failed"
"""Marks, in `additional_kwargs`, a message of ours that tells the reader why a turn failed."""

_OPENINGS = ("{", "[{", "```", "<tool")
_CALL_KEYS = ({"name", "arguments"}, {"name", "parameters"}, {"name", "args"})
_DECODER = json.JSONDecoder()


def answer_open_calls(messages: Sequence[BaseMessage], notice: str) -> list[BaseMessage]:
    """The conversation with `notice` as the result of each tool call that has none."""
    answered = {m.tool_call_id for m in messages if isinstance(m, ToolMessage)}
    closed: list[BaseMessage] = []
    for message in messages:
        closed.append(message)
        if isinstance(message, AIMessage):
            closed.extend(
                ToolMessage(notice, tool_call_id=call["id"], name=call["name"], status="error")
                for call in message.tool_calls
                if call["id"] not in answered
            )
    return closed


def without_failures(messages: Sequence[Any]) -> list[Any]:
    """The conversation without our notes on turns that failed."""
    return [message for message in messages if not message.additional_kwargs.get(FAILED)]


def may_become_call(text: str) -> bool:
    """Whether the text so far may be the beginning of a tool call written as text."""
    start = text.lstrip()
    return any(start.startswith(opening) or opening.startswith(start) for opening in _OPENINGS)


def call_in_text(message: AIMessage, tools: Collection[str]) -> AIMessage:
    """The message with the tool call that its text spells out, if it spells one of `tools`.

    Understands a JSON object with `name` and `arguments` (or `parameters`, `args`), bare, in a
    code fence, or in `<tool_call>` tags, as small models write them. Anything else, a call of
    an unknown tool included, stays text.
    """
    if message.tool_calls:
        return message
    for found in re.finditer(r"\{", message.text):
        call = _read_call(message.text[found.start() :])
        if call is None:
            continue
        name, arguments = call
        if name not in tools:
            return message
        call_id = f"call_{uuid5(NAMESPACE_OID, message.text).hex[:24]}"
        tool_call = {"name": name, "args": arguments, "id": call_id, "type": "tool_call"}
        return message.model_copy(update={"content": "", "tool_calls": [tool_call]})
    return message


def _read_call(text: str) -> tuple[str, dict[str, Any]] | None:
    try:
        value, _ = _DECODER.raw_decode(text)
    except ValueError:
        return None
    if isinstance(value.get("function"), dict):
        value = value["function"]
    keys = next((keys for keys in _CALL_KEYS if keys <= value.keys()), None)
    if keys is None:
        return None
    arguments = value[next(iter(keys - {"name"}))]
    if isinstance(arguments, str):
        try:
            arguments = json.loads(arguments)
        except ValueError:
            return None
    if not isinstance(value["name"], str) or not isinstance(arguments, dict):
        return None
    return value["name"], arguments
