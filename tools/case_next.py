"""What to ask next of a case, beyond what was said and done."""

from collections.abc import Set
from typing import Any

from knowledge.language import Lang
from knowledge.records import Diagnosis
from knowledge.texts import say

_NEXT = ("fix", "prove", "example", "rerun", "verify", "evidence")
"""What to ask next of a case, the most useful first."""


def asked_next(
    diagnosis: Diagnosis, done: Set[str], lang: Lang, *, replayable: bool, kept: bool
) -> list[str]:
    """The other questions on a case, once one was asked; the whole diagnosis answers them all."""
    if done & {"all", "ticket"} or not diagnosis.fix:
        return []
    past = done | (set() if replayable else {"prove", "rerun"}) | ({"example"} if kept else set())
    others = [name for name in _NEXT if name not in past]
    return [say(f"diagnosis.suggest.{name}", lang) for name in others[:3]]


def done_before(state: Any, trace_id: str) -> set[str]:
    """What was done with that case earlier in the conversation and shows the same once more."""
    messages = state.get("messages", []) if isinstance(state, dict) else []
    artifacts = [getattr(one, "artifact", None) for one in messages]
    of_it = [
        one
        for one in artifacts
        if isinstance(one, dict)
        and one.get("kind") == "diagnosis"
        and one["trace"]["id"] == trace_id
    ]
    return {"prove"} if any(one.get("intervention") for one in of_it) else set()
