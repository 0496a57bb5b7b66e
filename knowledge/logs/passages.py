"""Passages out of what a retriever gave: a list of texts or of documents, or an object of one."""

import ast
from collections.abc import Mapping
from typing import Any

from knowledge.logs.values import first_of, number, parsed
from knowledge.records.shapes import PASSAGE_IDS, PASSAGE_TEXTS

_LISTS = ("documents", "docs", "passages", "results", "hits", "chunks", "retrieved")


def passages_in(value: Any) -> list[dict[str, Any]] | None:
    """The passages, called p1, p2 and so on by their place; None where none can be made out."""
    documents = documents_in(value)
    if documents is None:
        return None
    found = [_passage(one, at) for at, one in enumerate(documents, start=1)]
    return [one for one in found if one is not None]


def documents_in(value: Any) -> list[Any] | None:
    """The documents as they are written; None where there is no list of them."""
    value = _written(value)
    if isinstance(value, Mapping):
        value = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)
    return value if isinstance(value, list) else None


def _written(cell: Any) -> Any:
    """What a cell holds as JSON, or as Python writes it, which is how pandas has it in a CSV."""
    value = parsed(cell)
    if not isinstance(value, str) or value[:1] not in {"[", "{"}:
        return value
    try:
        return ast.literal_eval(value)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return value


def _passage(one: Any, place: int) -> dict[str, Any] | None:
    if isinstance(one, str) and one[:1] == "{":
        one = parsed(one)
    if isinstance(one, str):
        return {"id": f"p{place}", "text": one}
    if not isinstance(one, Mapping):
        return None
    fields = {str(name).removeprefix("document."): value for name, value in one.items()}
    inner = first_of(fields, ("document", "kwargs"))
    merged = {**fields, **inner} if isinstance(inner, Mapping) else fields
    text = first_of(merged, PASSAGE_TEXTS)
    about = merged.get("metadata")
    known = about if isinstance(about, Mapping) else {}
    id_ = first_of(merged, PASSAGE_IDS) or first_of(known, ("id", "source"))
    if not isinstance(text, str):
        return None
    return {"id": str(id_ or f"p{place}"), "text": text, "score": number(merged.get("score"))}
