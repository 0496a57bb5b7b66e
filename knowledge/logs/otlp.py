"""Spans out of what carries them: exports of OTLP in JSON, or an object each span."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.logs.values import count, first_of, flat_of

_DEEPEST = 30
"""Values within values that are looked into."""
_IDS = ("spanId", "span_id", "context.span_id")
_TRACES = ("traceId", "trace_id", "context.trace_id")
_KIND = "span_kind"
"""Where Phoenix has the kind, which is an attribute elsewhere."""
KIND = "openinference.span.kind"
"""The attribute by which OpenInference says what a span is."""
_PARENTS = ("parentSpanId", "parent_id", "parent_span_id")


@dataclass(frozen=True)
class Span:
    """One step of an interaction."""

    trace: str
    """The trace that it is of."""
    id: str
    """Its own id."""
    parent: str | None
    """The span that it is a part of; None at the root."""
    start: Any
    """When it began: nanoseconds in OTLP, else a time in ISO's form."""
    end: Any
    """When it ended."""
    failed: str | None
    """What went wrong; None where nothing did."""
    said: Mapping[str, Any]
    """Its attributes, names joined by points."""


def are_spans(value: Any) -> bool:
    """Whether a value is an export of OTLP, or one span."""
    if not isinstance(value, Mapping):
        return False
    if "resourceSpans" in value:
        return True
    return _has_id(value) and any(name.partition(".")[0] == "attributes" for name in value)


def _has_id(value: Mapping[str, Any]) -> bool:
    inner = value.get("context")
    return any(name in value for name in _IDS) or (
        isinstance(inner, Mapping) and "span_id" in inner
    )


def spans_in(value: Any) -> Iterator[Span]:
    """The spans of an export, or the one that a value is, be it without attributes."""
    for raw, resource in _raw_spans(value):
        yield _span(flat_of(raw), raw, resource)


def _raw_spans(value: Any) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Each span with what is said of the resource that it is of."""
    if not isinstance(value, Mapping):
        return
    if "resourceSpans" not in value:
        if _has_id(value):
            yield value, {}
        return
    for of_resource in _objects(value.get("resourceSpans")):
        resource = of_resource.get("resource")
        about = _attributes(resource.get("attributes") if isinstance(resource, Mapping) else None)
        scopes = of_resource.get("scopeSpans") or of_resource.get("instrumentationLibrarySpans")
        for scope in _objects(scopes):
            for span in _objects(scope.get("spans")):
                yield span, about


def _span(flat: Mapping[str, Any], raw: Mapping[str, Any], resource: Mapping[str, Any]) -> Span:
    named = raw.get("attributes")
    told = _attributes(named) if isinstance(named, list) else {}
    flattened = {
        name.removeprefix("attributes."): one
        for name, one in flat.items()
        if name.startswith("attributes.")
    }
    kind = flat.get(_KIND)
    parent = first_of(flat, _PARENTS)
    return Span(
        trace=str(first_of(flat, _TRACES) or first_of(flat, _IDS)),
        id=str(first_of(flat, _IDS)),
        parent=None if parent is None else str(parent),
        start=first_of(flat, ("startTimeUnixNano", "start_time", "startTime")),
        end=first_of(flat, ("endTimeUnixNano", "end_time", "endTime")),
        failed=_failed(flat, raw),
        said={**resource, **({KIND: kind} if kind else {}), **flattened, **told},
    )


def _failed(flat: Mapping[str, Any], raw: Mapping[str, Any]) -> str | None:
    code = str(first_of(flat, ("status.code", "status_code", "status.status_code")) or "").upper()
    if code != "2" and not code.endswith("ERROR"):
        return None
    for event in _objects(raw.get("events")):
        named = event.get("attributes")
        told = _attributes(named) if isinstance(named, list) else flat_of(named or {})
        if message := told.get("exception.message"):
            return str(message)
    return str(
        first_of(flat, ("status.message", "status_message", "status.description")) or "ERROR"
    )


def _attributes(listed: Any) -> dict[str, Any]:
    """OTLP's list of keys and typed values as a mapping."""
    return {str(one.get("key")): _typed(one.get("value")) for one in _objects(listed)}


def _typed(value: Any, depth: int = 0) -> Any:
    if not isinstance(value, Mapping) or depth > _DEEPEST:
        return value
    for name, one in value.items():
        inner = one.get("values") if isinstance(one, Mapping) else None
        if name == "arrayValue":
            return [_typed(item, depth + 1) for item in inner or []]
        if name == "kvlistValue":
            return {str(kv.get("key")): _typed(kv.get("value"), depth + 1) for kv in
                    _objects(inner)}  # fmt: skip
        if name == "intValue":
            return count(one) if count(one) is not None else one
        return one
    return None


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
