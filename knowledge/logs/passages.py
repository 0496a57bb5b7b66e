"""Passages out of what a retriever gave: a list of texts or of documents, or an object of one."""

from collections.abc import Mapping
from typing import Any

from knowledge.logs.values import number, parsed
from knowledge.records.passage_shapes import PASSAGE_LISTS, id_of, words_of, written


def passages_in(value: Any) -> list[dict[str, Any]] | None:
    """The passages, called p1, p2 and so on by their place; None where none can be made out."""
    documents = documents_in(value)
    if documents is None:
        return None
    found = [_passage(one, at) for at, one in enumerate(documents, start=1)]
    return [one for one in found if one is not None]


def documents_in(value: Any) -> list[Any] | None:
    """The documents as they are written; None where there is no list of them."""
    value = written(parsed(value))
    if isinstance(value, Mapping):
        lists = (value[name] for name in PASSAGE_LISTS if isinstance(value.get(name), list))
        value = next(lists, None)
    return value if isinstance(value, list) else None


def _passage(one: Any, place: int) -> dict[str, Any] | None:
    if isinstance(one, str) and one[:1] == "{":
        one = parsed(one)
    if isinstance(one, str):
        return {"id": f"p{place}", "text": one}
    text = words_of(one)
    if text is None:
        return None
    about = one.get("metadata")
    known = about if isinstance(about, Mapping) else {}
    id_ = id_of(one) or known.get("source")
    score = one.get("score", one.get("document.score"))
    return {"id": str(id_ or f"p{place}"), "text": text, "score": number(score)}
