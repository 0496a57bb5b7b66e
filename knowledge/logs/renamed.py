"""An object of JSON with its fields under our names, whoever named them and in whichever language.

Each line of a log is read by itself: what the first one calls its fields binds no other.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from knowledge.logs.exports import in_line
from knowledge.logs.names import fields_of
from knowledge.records import Trace
from knowledge.records.passage_shapes import are_passages
from knowledge.records.shapes import as_trace

_ANY_SHAPE = frozenset({"retrieved"})
"""Fields whose values tell whether they are meant: a `context` may be the page of a user."""


def in_our_names(found: Any) -> Any:
    """The fields of a trace under names that are read; anything else as it is.

    >>> in_our_names({"Query": "How long?", "Answer": "A week.", "Team": "x"})
    {'query': 'How long?', 'answer': 'A week.', 'Team': 'x'}
    >>> in_our_names({"问题": "多久？", "回答": "一周。", "标准答案": "两周"})
    {'query': '多久？', 'answer': '一周。', 'reference': '两周'}
    """
    if not isinstance(found, Mapping) or found.keys() >= {"trace_id", "kind"}:
        return found
    named = _by_names(found)
    other = in_line(found)
    if other is None or "query" not in other:
        return named
    kept = {name: one for name, one in other.items() if one not in (None, {}, [])}
    beside = {
        name: one
        for name, one in named.items()
        if name in Trace.model_fields and name not in {"query", "answer", *kept}
    }
    return {**beside, **kept}


def _by_names(found: Mapping[str, Any]) -> dict[str, Any]:
    """The fields called as `fields_of` calls columns, where ours are not there already."""
    names = tuple(map(str, found))
    if _fields(names) == names:
        return dict(found)
    there = as_trace(found)
    made: dict[str, Any] = {}
    for (name, value), field in zip(found.items(), _fields(names), strict=True):
        is_other = name != field and field in Trace.model_fields and there.get(field) is None
        fits = field not in _ANY_SHAPE or are_passages(value)
        made[field if is_other and fits and field not in made else name] = value
    # Half a trace is told by the names that it has.
    return made if {"query", "answer"} <= as_trace(made).keys() else dict(found)


@lru_cache(maxsize=256)
def _fields(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fields_of(names))
