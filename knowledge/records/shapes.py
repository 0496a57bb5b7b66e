"""Shapes in which people have their traces, brought to ours: other names, numbers as ids, texts."""

from collections.abc import Mapping
from typing import Any

NAMES: Mapping[str, tuple[str, ...]] = {
    "query": ("question", "user_input"),
    "answer": ("response",),
    "retrieved": ("retrieved_contexts", "contexts"),
    "reference": ("ground_truth", "ground_truths"),
}
"""Our fields, and what RAGAS and others call them."""
_IDS = ("id", "session_id", "user_id", "version")
_TEXTS = ("content", "page_content")


def as_trace(found: Any) -> Any:
    """The fields of a trace under our names; what is no mapping is left to be refused.

    Passages that are plain texts, or have no id, are called p1, p2 and so on by their place.
    """
    if not isinstance(found, Mapping):
        return found
    fields = dict(found)
    for ours, others in NAMES.items():
        named = [name for name in others if name in fields]
        if fields.get(ours) is None and named:
            fields[ours] = fields[named[0]]
    fields |= _spoken(fields)
    fields |= {name: _id(fields[name]) for name in _IDS if name in fields}
    if isinstance(passages := fields.get("retrieved"), str):
        fields["retrieved"] = [passages]
    if isinstance(passages := fields.get("retrieved"), list | tuple):
        fields["retrieved"] = [_passage(one, at) for at, one in enumerate(passages, start=1)]
    if isinstance(known := fields.get("reference"), list):
        fields["reference"] = known[0] if known else None
    return fields


def is_like_a_trace(found: Any) -> bool:
    """Whether it names a query or an answer as we do, or both of them as others do."""
    if not isinstance(found, Mapping):
        return False
    if {"query", "answer"} & found.keys():
        return True
    if _spoken(found):
        return True
    return all({ours, *NAMES[ours]} & found.keys() for ours in ("query", "answer"))


def _spoken(found: Mapping[str, Any]) -> dict[str, Any]:
    """The last question, its answer and the turns before, of messages as chat services log them.

    Empty where there are none, or where a query is named beside them.
    """
    messages = found.get("messages")
    if found.get("query") is not None or not isinstance(messages, list):
        return {}
    turns = [
        {"role": one["role"], "text": _content(one.get("content"))}
        for one in messages
        if isinstance(one, Mapping) and one.get("role") in {"user", "assistant"}
    ]
    answered = [n for n, one in enumerate(turns) if one["role"] == "assistant" and one["text"]]
    asked = [n for n, one in enumerate(turns) if one["role"] == "user"]
    if not asked or not answered:
        return {}
    last = max((n for n in asked if n < answered[-1]), default=None)
    if last is None:
        return {}
    answer = turns[answered[-1]]["text"]
    return {"query": turns[last]["text"], "answer": answer, "history": turns[:last]}


def _content(said: Any) -> str:
    """A message's words, which may come in parts."""
    if isinstance(said, list):
        parts = [one.get("text") for one in said if isinstance(one, Mapping)]
        return "\n".join(one for one in parts if isinstance(one, str))
    return said if isinstance(said, str) else ""


def _passage(found: Any, place: int) -> Any:
    if isinstance(found, str):
        return {"id": f"p{place}", "text": found}
    if not isinstance(found, Mapping):
        return found
    text = next((found[name] for name in ("text", *_TEXTS) if name in found), None)
    named = found.get("id")
    own = f"p{place}" if named is None or named == "" else _id(named)
    return {**found, "id": own, **({} if text is None else {"text": text})}


def _id(value: Any) -> Any:
    """A number as the text that it is written as; anything else as it is."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if number else value
