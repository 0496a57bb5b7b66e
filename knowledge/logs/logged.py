"""A trace out of one line of a log: one odd field is set aside, and no trace is lost for it.

Also told is what a line holds that is read by nobody, and what only stands for nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from knowledge.logs.placeholders import without_placeholders
from knowledge.logs.renamed import in_our_names
from knowledge.records import Trace
from knowledge.records.given_context import passages_given, question_and_passages
from knowledge.records.passage_shapes import look_like_passages
from knowledge.records.shapes import as_trace, renamed

_REQUIRED = frozenset({"id", "query", "answer"})
_WITHIN = frozenset({"retrieved", "history", "segment"})
"""Fields of which an item may be set aside, and the others kept."""
_BESIDE = frozenset({"score", "used"})
"""Fields of a passage without which it is one."""
_MOST = 50
"""Rounds in which odd parts are looked for: one may hide another."""


@dataclass(frozen=True)
class Logged:
    """A line of a log, read."""

    trace: Trace
    """The trace; `set_aside` names what of it could not be read."""
    unread: tuple[str, ...]
    """The names of fields that are none of a trace."""
    empty: tuple[str, ...]
    """The fields that held a placeholder, such as "N/A"."""


def logged(found: Any) -> Logged:
    """The trace that an object of JSON is.

    Raises ValidationError where it has no id, query or answer, or these are no texts.
    """
    found = in_our_names(found)
    if not isinstance(found, Mapping):
        return Logged(Trace.model_validate(found), (), ())
    fields, empty = without_placeholders(as_trace(found))
    fields |= _given(fields)
    unread = unread_in(found)
    aside = [
        name for name in unread if not fields.get("retrieved") and look_like_passages(found[name])
    ]
    known = {name: one for name, one in fields.items() if name in Trace.model_fields}
    known.pop("set_aside", None)
    for _ in range(_MOST):
        try:
            trace = Trace.model_validate(known)
        except ValidationError as error:
            places = [one["loc"] for one in error.errors(include_url=False, include_input=False)]
            if any(not place or place[0] in _REQUIRED for place in places):
                raise
            aside += [str(place[0]) for place in places]
            known = _without(known, places)
        else:
            break
    else:
        trace = Trace.model_validate({name: known[name] for name in _REQUIRED})
    if aside:
        trace = trace.model_copy(update={"set_aside": tuple(dict.fromkeys(aside))})
    return Logged(trace, unread, empty)


def _given(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The passages that stand in a prompt or a system's message, where none were logged apart."""
    if fields.get("retrieved") is not None:
        return {}
    query, turns = fields.get("query"), fields.get("history")
    if isinstance(query, str) and (told := question_and_passages(query)):
        return {"query": told[0], "retrieved": _called(told[1])}
    if not isinstance(turns, list):
        return {}
    said = [
        str(one.get("text") or "")
        for one in turns
        if isinstance(one, Mapping) and one.get("role") == "system"
    ]
    texts = [passage for text in said for passage in passages_given(text)]
    return {"retrieved": _called(texts)} if texts else {}


def _called(texts: Sequence[str]) -> list[dict[str, str]]:
    return [{"id": f"p{at}", "text": text} for at, text in enumerate(texts, start=1)]


def unread_in(found: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the fields that are not read."""
    read = {*Trace.model_fields, *renamed(found).values()}
    if found.get("query") is None:
        read.add("messages")
    return tuple(
        str(n) for n, one in found.items() if n not in read and one not in (None, "", [], {})
    )


def _without(fields: Mapping[str, Any], places: list[tuple[int | str, ...]]) -> dict[str, Any]:
    """The fields without what stands at these places: an item or a part where that will do."""
    kept = dict(fields)
    dropped: dict[str, set[int | str]] = {}
    for name, *rest in places:
        field = str(name)
        if field == "retrieved" and len(rest) > 1 and rest[1] in _BESIDE:
            passages = list(kept[field])
            at = int(rest[0])
            passages[at] = {k: v for k, v in passages[at].items() if k != rest[1]}
            kept[field] = passages
        elif field in _WITHIN and rest:
            dropped.setdefault(field, set()).add(rest[0])
        elif field == "intent" and rest[:1] == ["slots"]:
            kept[field] = {**kept[field], "slots": {}}
        else:
            kept.pop(field, None)
    for field, items in dropped.items():
        if isinstance(value := kept.get(field), list):
            # With nothing left it is not known what there was: that is not "nothing was found".
            kept[field] = [one for at, one in enumerate(value) if at not in items] or None
        elif isinstance(value, Mapping):
            kept[field] = {key: one for key, one in value.items() if key not in items}
    return {name: one for name, one in kept.items() if one is not None}
