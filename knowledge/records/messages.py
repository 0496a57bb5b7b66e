"""Messages as chat services and their tracers write them: who spoke, and the words."""

from collections.abc import Mapping
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
_TOOLS = frozenset({"tool", "function"})


def role_of(said: Any) -> Role | None:
    """Who spoke, whatever that is called; None for a tool, and for a name that nobody has."""
    return _ROLES.get(said.casefold()) if isinstance(said, str) else None


def is_tool(said: Any) -> bool:
    """Whether a message is what a tool gave back."""
    return isinstance(said, str) and said.casefold() in _TOOLS


def words_in(content: Any) -> str | None:
    """A message's words, which may come in parts; None for what is neither words nor parts.

    >>> words_in([{"type": "text", "text": "Look:"}, {"type": "image_url", "image_url": {}}])
    'Look:'
    """
    if isinstance(content, list):
        parts = [one.get("text") if isinstance(one, Mapping) else one for one in content]
        return "\n".join(one for one in parts if isinstance(one, str) and one)
    return content if isinstance(content, str) else None
