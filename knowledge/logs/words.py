"""The words within what tools call an input or an output: a text, messages, or an object of texts.

An object that says nowhere which of its texts is the question is kept whole, as its JSON.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.records import Turn
from knowledge.records.messages import message_in, messages_in, role_of, words_in
from knowledge.records.shapes import NAMES

_ASKED = ("query", *NAMES["query"], "input", "prompt", "message", "text")
_ANSWERED = (
    *("answer", *NAMES["answer"], "output", "expected_output", "expectedOutput", "expected"),
    *("reference", *NAMES["reference"], "result", "completion", "content", "text"),
)
_DEEPEST = 20
"""Objects within objects that are looked into."""


@dataclass(frozen=True)
class Asked:
    """What was asked."""

    query: str
    """The words; empty where there are none."""
    history: list[Turn] = field(default_factory=list)
    """The turns before."""
    rest: Mapping[str, Any] = field(default_factory=dict)
    """Fields beside the words."""
    lost: int = 0
    """Messages that are no turn of ours: of tools, or after the last question."""


@dataclass(frozen=True)
class Said:
    """What was answered."""

    text: str | None
    """The words; None where there is no answer."""
    rest: Mapping[str, Any] = field(default_factory=dict)
    """Fields beside the words."""


def asked(value: Any, depth: int = 0) -> Asked:
    """What an input asks."""
    if value is None:
        return Asked("")
    value = _given(value)
    if (messages := messages_in(value)) is not None:
        return _of_messages(messages)
    named = _named(value, _ASKED) if depth <= _DEEPEST else None
    if named is None:
        return Asked(_plain(value))
    found = asked(value[named], depth + 1)
    rest = {**{name: one for name, one in value.items() if name != named}, **found.rest}
    return Asked(found.query, found.history, rest, found.lost)


def said(value: Any, depth: int = 0) -> Said:
    """What an output says."""
    if value is None:
        return Said(None)
    if (message := _message_in(value)) is not None:
        return Said(_words(message))
    named = _named(value, _ANSWERED) if depth <= _DEEPEST else None
    if named is None:
        return Said(_plain(value))
    found = said(value[named], depth + 1)
    return Said(found.text, {**{n: v for n, v in value.items() if n != named}, **found.rest})


def _given(value: Any) -> Any:
    """What a function was given, of a call as Langfuse logs it; any other value as it is."""
    if not isinstance(value, Mapping) or value.keys() != {"args", "kwargs"}:
        return value
    args, kwargs = value["args"], value["kwargs"]
    if isinstance(args, list) and len(args) == 1 and not kwargs:
        return args[0]
    return kwargs if kwargs and not args else value


def _named(value: Any, names: Sequence[str]) -> str | None:
    """The field that holds the words: one of these names, or the only one there is."""
    if not isinstance(value, Mapping):
        return None
    known = ("messages", *names)
    found = next((name for name in known if value.get(name) not in (None, "", [], {})), None)
    return found or (next(iter(value)) if len(value) == 1 else None)


def _message_in(value: Any) -> Mapping[str, Any] | None:
    """The answer's message: the last of the assistant's, a completion's first choice, or itself."""
    if isinstance(value, list) and (made := _of_responses(value)) is not None:
        return made
    if (messages := messages_in(value)) is not None:
        by_us = (one for one in reversed(messages) if role_of(one["role"]) == "assistant")
        return next(by_us, None)
    if not isinstance(value, Mapping):
        return None
    if isinstance(choices := value.get("choices"), list) and choices:
        message = choices[0].get("message") if isinstance(choices[0], Mapping) else None
        return message if isinstance(message, Mapping) else None
    return message_in(value) if "content" in value or "kwargs" in value else None


def _of_responses(value: Sequence[Any]) -> Mapping[str, Any] | None:
    """The last message of a list of output items, as newer chat services give them; else None."""
    items = [one for one in value if isinstance(one, Mapping) and one.get("type") == "message"]
    return items[-1] if items and isinstance(items[-1].get("content"), list) else None


def _of_messages(messages: Sequence[Mapping[str, Any]]) -> Asked:
    roles = [role_of(one["role"]) for one in messages]
    users = [at for at, role in enumerate(roles) if role == "user"]
    if not users:
        return Asked(_plain(messages))
    last = users[-1]
    history = [
        Turn(role=role, text=_words(one))
        for one, role in zip(messages[:last], roles, strict=False)
        if role is not None
    ]
    lost = sum(role is None for role in roles[:last]) + len(messages) - last - 1
    return Asked(_words(messages[last]), history, lost=lost)


def _words(message: Mapping[str, Any]) -> str:
    """The text of a message; what is none is kept as its JSON."""
    content = message.get("content", message.get("text"))
    words = words_in(content)
    if words is None:
        return "" if content is None else _plain(content)
    return words


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
