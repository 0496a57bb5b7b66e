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
    return all({ours, *NAMES[ours]} & found.keys() for ours in ("query", "answer"))


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
