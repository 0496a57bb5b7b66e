"""Spans of a trace, put together: OpenTelemetry's GenAI conventions, OpenInference, OpenLLMetry.

As OTLP in JSON (an export a line, or one for all), or an object each span. Names of attributes:
open-telemetry/semantic-conventions, `docs/gen-ai`; Arize-ai/openinference,
`spec/semantic_conventions.md`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from knowledge.logs.exports import spoken
from knowledge.logs.otlp import KIND, Span, spans_in
from knowledge.logs.passages import documents_in, passages_in
from knowledge.logs.values import first_of, milliseconds, number, parsed, summed, total
from knowledge.logs.words import Asked, Said, asked, said

_NUMBERED = re.compile(
    r"(gen_ai\.prompt|gen_ai\.completion|llm\.input_messages|llm\.output_messages)"
    r"\.(\d+)\.(?:message\.)?(role|content)"
)
_DOCUMENT = re.compile(r"retrieval\.documents\.(\d+)\.document\.(content|id|score)")
DOCUMENTS = ("retrieval.documents", "gen_ai.retrieval.documents")
"""Attributes that hold what a search found, as a list or its JSON."""
_IN = (
    "input.value",
    "traceloop.entity.input",
    "langfuse.trace.input",
    "langfuse.observation.input",
)
_OUT = ("output.value", "traceloop.entity.output", "langfuse.trace.output",
        "langfuse.observation.output")  # fmt: skip
_MESSAGES_IN = ("gen_ai.input.messages", "llm.input_messages", "gen_ai.prompt")
_MESSAGES_OUT = ("gen_ai.output.messages", "llm.output_messages", "gen_ai.completion")
_KINDS = (KIND, "gen_ai.operation.name", "traceloop.span.kind",
          "langfuse.observation.type")  # fmt: skip
_GENERATES = {"llm", "chat", "generation", "text_completion", "generate_content"}
_MODEL = ("gen_ai.response.model", "gen_ai.request.model", "llm.model_name")
_READ = ("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt")
_WRITTEN = ("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens",
            "llm.token_count.completion")  # fmt: skip
_COST = "llm.cost.total"
_PARAMS = {
    f"gen_ai.request.{n}": n for n in ("temperature", "top_p", "top_k", "max_tokens", "seed")
}
_SESSION = ("session.id", "gen_ai.conversation.id", "langfuse.session.id")
_USER = ("user.id", "enduser.id", "langfuse.user.id")


@dataclass(frozen=True)
class Interaction:
    """The spans of one trace, put together."""

    id: str
    """The trace's id."""
    root: Span
    """The span that is a part of no other."""
    asked: Asked
    """What was asked: the root's input, else the messages of the first call of a model."""
    said: Said
    """What was answered: the root's output, else the messages of the last call."""
    fields: Mapping[str, Any]
    """The other fields of a trace."""


def traces_of(values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """The fields of a trace for all spans with one trace id, in the order of their first spans."""
    for one in interactions(span for value in values for span in spans_in(value)):
        yield {"id": one.id, **spoken(one.asked, one.said.text), **one.fields}


def interactions(spans: Iterable[Span]) -> Iterator[Interaction]:
    """The spans of each trace together, in the order of their first ones."""
    traces: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        traces[span.trace].append(span)
    for id_, found in traces.items():
        yield _interaction(id_, sorted(found, key=lambda one: str(one.start)))


def _interaction(id_: str, spans: Sequence[Span]) -> Interaction:
    known = {one.id for one in spans}
    root = next((one for one in spans if one.parent not in known), spans[0])
    models = [one for one in spans if _kind(one) in _GENERATES] or [root]
    searches = [one for one in spans if _is_search(one)]
    question = asked(_value(root, _IN) or _messages(models[0], _MESSAGES_IN))
    answer = said(_value(root, _OUT) or _messages(models[-1], _MESSAGES_OUT))
    failed = next((one.failed for one in (root, *reversed(spans)) if one.failed), None)
    called = models[-1].said
    params = {ours: called[theirs] for theirs, ours in _PARAMS.items() if theirs in called}
    stopped = parsed(called.get("gen_ai.response.finish_reasons"))
    if isinstance(stopped, list) and stopped:
        params["finish_reason"] = stopped[0]
    fields = {
        **_found(searches, question.query),
        "time": _iso(root.start),
        "latency_ms": _took(root),
        # A call that failed and was made again failed nobody.
        "error": failed if root.failed or not answer.text else None,
        "session_id": _of_any(spans, _SESSION),
        "user_id": _of_any(spans, _USER),
        "version": root.said.get("service.version"),
        "model": first_of(called, _MODEL),
        "params": params,
        "input_tokens": total(first_of(one.said, _READ) for one in models),
        "output_tokens": total(first_of(one.said, _WRITTEN) for one in models),
        "cost_usd": summed(one.said.get(_COST) for one in models),
    }
    return Interaction(id_, root, question, answer, fields)


def _found(searches: Sequence[Span], query: str) -> dict[str, Any]:
    """The passages of all searches, in order, and what was searched for where that differs."""
    if not searches:
        return {}
    given = [one for span in searches for one in documents_of(span) or []]
    made: dict[str, Any] = {"retrieved": passages_in(given) or []}
    said_to = searches[0].said.get("gen_ai.retrieval.query.text")
    wanted = asked(said_to or _value(searches[0], _IN)).query
    return {**made, "rewritten_query": wanted} if wanted and wanted != query else made


def documents_of(span: Span) -> list[Any] | None:
    """What a search found, as it is written; None where that cannot be read."""
    places: dict[int, dict[str, Any]] = defaultdict(dict)
    for name, value in span.said.items():
        if match := _DOCUMENT.fullmatch(name):
            places[int(match[1])][match[2]] = value
    if places:
        return [places[at] for at in sorted(places)]
    return documents_in(first_of(span.said, (*DOCUMENTS, *_OUT)))


def _messages(span: Span, names: Sequence[str]) -> Any:
    """Messages of a model's span: a list in JSON, or a role and a content under each number."""
    for name in names:
        listed = parsed(span.said.get(name))
        messages = [parsed(one) for one in listed] if isinstance(listed, list) else []
        if told := [_message(one) for one in messages if isinstance(one, Mapping)]:
            return told
        places: dict[int, dict[str, Any]] = defaultdict(dict)
        for key, value in span.said.items():
            if (match := _NUMBERED.fullmatch(key)) and match[1] == name:
                places[int(match[2])][match[3]] = value
        if places:
            filled = {"role": "assistant" if name in _MESSAGES_OUT else "user", "content": ""}
            return [filled | places[at] for at in sorted(places)]
    return None


def _message(one: Mapping[str, Any]) -> dict[str, Any]:
    """A message under the usual names; its parts are `content` of the type `text`."""
    inner = one.get("message")
    fields = dict(inner) if isinstance(inner, Mapping) else dict(one)
    if isinstance(parts := fields.get("parts"), list):
        texts = [p.get("content") for p in parts if isinstance(p, Mapping)]
        fields["content"] = "\n".join(text for text in texts if isinstance(text, str))
    return {"role": "user", "content": "", **fields}


def _kind(span: Span) -> str:
    return str(first_of(span.said, _KINDS) or "").casefold()


def _is_search(span: Span) -> bool:
    kind = _kind(span)
    if kind:
        return "retriev" in kind
    return any(name.startswith("retrieval.documents") for name in span.said)


def _value(span: Span, names: Sequence[str]) -> Any:
    """What stands under the first of some names: JSON, unless it is said to be plain text."""
    name = next((name for name in names if span.said.get(name) not in (None, "")), None)
    if name is None:
        return None
    kind = span.said.get(f"{name.rpartition('.')[0]}.mime_type")
    return span.said[name] if kind == "text/plain" else parsed(span.said[name])


def _of_any(spans: Sequence[Span], names: Sequence[str]) -> Any:
    return next((one for one in (first_of(span.said, names) for span in spans) if one), None)


def _iso(time: Any) -> str | None:
    """A time in ISO's form; OTLP counts nanoseconds."""
    nanos = number(time)
    if nanos is None:
        return str(time) if time else None
    try:
        return datetime.fromtimestamp(nanos / 1e9, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _took(span: Span) -> float | None:
    """Milliseconds from beginning to end."""
    start, end = number(span.start), number(span.end)
    if start is not None and end is not None:
        return round((end - start) / 1e6, 3)
    return milliseconds(span.start, span.end)
