"""Traces among objects of JSON, whoever wrote them: ours, another tool's, messages, or spans."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knowledge.logs.otlp import are_spans
from knowledge.logs.renamed import in_our_names
from knowledge.logs.spans import traces_of
from knowledge.records.messages import messages_in

PARENT, _PARTS = "parent_run_id", "child_runs"
"""What a run of LangSmith calls the run that it is a part of, and its parts."""
_LOOKED_AT = 20
"""Objects among which there would be a span if there were any."""


def traces_among(objects: Sequence[Any]) -> Iterator[Any]:
    """The fields of each trace, under our names; what is in no other tool's shape as it is.

    Spans are put together, and a list of nothing but messages is one conversation.
    """
    if any(are_spans(one) for one in objects[:_LOOKED_AT]):
        return traces_of(objects)
    if messages_in(objects) is not None:
        objects = [{"messages": objects}]
    return (in_our_names(one) for one in _nested(objects))


def _nested(objects: Sequence[Any]) -> list[Any]:
    """Runs of LangSmith that are listed flat, each under the run that it is a part of."""
    if not any(isinstance(one, Mapping) and one.get(PARENT) for one in objects):
        return list(objects)
    parts: dict[str, list[Any]] = {}
    own: list[Any] = [dict(one) if isinstance(one, Mapping) else one for one in objects]
    runs = [one for one in own if isinstance(one, dict)]
    for run in runs:
        if run.get("id"):
            listed = run.get(_PARTS)
            run[_PARTS] = parts[str(run["id"])] = list(listed) if isinstance(listed, list) else []
    inner: set[int] = set()
    for run in runs:
        above = parts.get(str(run.get(PARENT) or ""))
        if above is not None and above is not run.get(_PARTS):
            above.append(run)
            inner.add(id(run))
    return [one for one in own if id(one) not in inner]
