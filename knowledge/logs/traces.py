"""Traces among objects of JSON, whoever wrote them: ours, another tool's, messages, or spans."""

from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.logs.exports import in_line
from knowledge.logs.otlp import are_spans
from knowledge.logs.spans import traces_of
from knowledge.records.messages import messages_in

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
    return (in_line(one) or one for one in objects)
