"""Mending what crashes and small models leave behind in a conversation. Pure functions."""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage

FAILED = "failed"
"""Marks, in `additional_kwargs`, a message of ours that tells the reader why a turn failed."""

_CALL_START = re.compile(
    r"```|`{1,2}\Z|<tool|<(?:t|to|too)?\Z|^[ \t]*(?:\{|\[\s*\{|\[?\s*\Z)", re.MULTILINE
)
"""Where a tool call written as text may begin: a fence, a tag, or an object on a line's start."""
_CALL_KEYS = ({"name", "arguments"}, {"name", "parameters"}, {"name", "args"})
_DECODER = json.JSONDecoder()
_MOST_OBJECTS = 20
"""Places at which a call may begin that are tried."""


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


def words_before_call(text: str) -> int:
    """How many characters of a text, perhaps unfinished, cannot be part of a tool call."""
    start = _CALL_START.search(text)
    return start.start() if start else len(text)


def call_in_text(
    message: AIMessage, tools: Collection[str], made: Collection[tuple[str, Any]] = ()
) -> AIMessage:
    """The message with the tool call that its text spells out, if it spells one of `tools`.

    Understands a JSON object with `name` and `arguments` (or `parameters`, `args`), bare, in a
    code fence, or in `<tool_call>` tags, as small models write them, and keeps the words before
    it. A call that was `made` already, as pairs of name and arguments, is dropped: it would be
    made for ever. Anything else, a call of an unknown tool included, stays text.
    """
    if message.tool_calls:
        return message
    call = next(filter(None, map(_read_call, _objects(message.text))), None)
    if call is None or call[0] not in tools:
        return message
    name, arguments = call
    words = message.text[: words_before_call(message.text)].rstrip()
    if (name, arguments) in made:
        return message.model_copy(update={"content": words})
    call_id = f"call_{uuid5(NAMESPACE_OID, f'{message.id} {message.text}').hex[:24]}"
    tool_call = {"name": name, "args": arguments, "id": call_id, "type": "tool_call"}
    return message.model_copy(update={"content": words, "tool_calls": [tool_call]})


def _objects(text: str) -> Iterator[str]:
    """What stands from each brace on that may open a call; a few, for texts are long."""
    starts = (found.start() for found in re.finditer(r"\{\s*\"", text))
    return (text[start:] for start in islice(starts, _MOST_OBJECTS))


def _read_call(text: str) -> tuple[str, dict[str, Any]] | None:
    try:
        value, _ = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
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
        except (ValueError, RecursionError):
            return None
    if not isinstance(value["name"], str) or not isinstance(arguments, dict):
        return None
    return value["name"], arguments
