"""Messages as chat services and their tracers write them: who spoke, and the words."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

Role = Literal["user", "assistant", "system"]

_ROLES: Mapping[str, Role] = {
    "user": "user",
    "human": "user",
    "assistant": "assistant",
    "ai": "assistant",
    "bot": "assistant",
    "model": "assistant",
    "system": "system",
    "developer": "system",
}
_INNER = ("kwargs", "data")
_SAID = {"content", "text", "tool_calls"}
_TOOLS = frozenset({"tool", "function"})


def role_of(said: Any) -> Role | None:
    """Who spoke, whatever that is called; None for a tool, and for a name that nobody has."""
    return _ROLES.get(said.casefold()) if isinstance(said, str) else None


def is_tool(said: Any) -> bool:
    """Whether a message is what a tool gave back."""
    return isinstance(said, str) and said.casefold() in _TOOLS


def messages_in(value: Any) -> list[dict[str, Any]] | None:
    """The messages that a list holds, each with a `role`; None where it holds anything else.

    >>> messages_in([{"type": "human", "data": {"content": "How long?"}}])
    [{'type': 'human', 'data': {'content': 'How long?'}, 'content': 'How long?', 'role': 'human'}]
    """
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        return None
    if len(value) == 1 and isinstance(value[0], list):
        value = value[0]
    found = [message for one in value if (message := message_in(one)) is not None]
    return found if found and len(found) == len(value) else None


def message_in(value: Any) -> dict[str, Any] | None:
    """A message with its `role`; None for what says nothing, or not who spoke.

    LangChain calls the role `type`, or names a class; words are under `kwargs` or `data` there.
    """
    if not isinstance(value, Mapping):
        return None
    fields = dict(value)
    for name in _INNER:
        if isinstance(inner := value.get(name), Mapping):
            fields |= inner
    if not _SAID & fields.keys():
        return None
    if "role" not in fields:
        made_by = value["id"][-1:] if isinstance(value.get("id"), list) else []
        named = [fields.get("type"), *(str(one).partition("Message")[0] for one in made_by)]
        speakers = [one for one in named if role_of(one) or is_tool(one)]
        if not speakers:
            return None
        fields["role"] = speakers[0]
    return fields


def words_in(content: Any) -> str | None:
    """A message's words, which may come in parts; None for what is neither words nor parts.

    >>> words_in([{"type": "text", "text": "Look:"}, {"type": "image_url", "image_url": {}}])
    'Look:'
    """
    if isinstance(content, list):
        parts = [one.get("text") if isinstance(one, Mapping) else one for one in content]
        plain = [one.get("value") if isinstance(one, Mapping) else one for one in parts]
        return "\n".join(one for one in plain if isinstance(one, str) and one)
    return content if isinstance(content, str) else None
