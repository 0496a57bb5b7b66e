"""An interaction as other tools write it, one object each, as the fields of a trace.

Langfuse's traces have `input` and `output`, LangSmith's runs `inputs` and `outputs`, chat logs
`messages`; what is in them may be a text, an object or a list of messages.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from knowledge.logs.passages import passages_in
from knowledge.logs.values import first_of, flat_of, milliseconds, number, parsed, total
from knowledge.logs.words import Asked, asked, said
from knowledge.records.passage_shapes import listed_passages, passages_beside
from knowledge.records.shapes import NAMES, is_like_a_trace, last_exchange

_OURS = {"query", *NAMES["query"]}
_EVENT = {"trace_id", "kind"}
_INPUTS = ("input", "inputs", "prompt", "messages", "request")
_CHOICES = "choices"
_OUTPUTS = ("output", "outputs", "completion", "response", _CHOICES, "messages")
LISTS = ("data", "items", "traces", "results", "rows")
"""What a list of traces is called within an object."""
_ALIKE: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "trace_id"),
    "session_id": ("session_id", "sessionId", "thread_id"),
    "user_id": ("user_id", "userId"),
    "time": ("time", "timestamp", "start_time", "startTime", "createdAt"),
    "version": ("version", "release"),
    "feature": ("feature", "name"),
    "cost_usd": ("cost_usd", "totalCost", "total_cost"),
    "model": ("model", "providedModelName", "extra.metadata.ls_model_name"),
}
_RETRIEVER = ("retriev", "search", "检索")
_GENERATES = {"generation", "llm"}
_READ = ("input", "promptTokens", "prompt_tokens")
_WRITTEN = ("output", "completionTokens", "completion_tokens")
_DEEPEST = 30
"""Steps within steps that are looked into."""


def listed(value: Any) -> list[Any]:
    """The objects that one value of JSON holds: its items, those under `data`, or itself."""
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping):
        return []
    if is_like_a_trace(value) or in_line(value) is not None:
        return [value]
    return next((value[name] for name in LISTS if isinstance(value.get(name), list)), [value])


def in_line(value: Any) -> dict[str, Any] | None:
    """The fields of a trace out of another tool's object; None where it is none of those."""
    if not isinstance(value, Mapping) or _OURS & value.keys() or value.keys() >= _EVENT:
        return None
    into = next((name for name in _INPUTS if value.get(name) is not None), None)
    out = next((name for name in _OUTPUTS if name in value), None)
    if into is None or out is None:
        return None
    seconds, steps = number(value.get("latency")), _steps(value)
    return {
        **{name: value[name] for name in ("segment", "reference") if name in value},
        **{ours: one for ours, others in _ALIKE.items() if (one := first_of(value, others))},
        **_exchange(value, into, out),
        "latency_ms": milliseconds(value.get("start_time"), value.get("end_time"))
        if seconds is None
        else seconds * 1_000,
        "error": _error([value, *steps]),
        **_generated([value, *steps]),
        **(_retrieved(steps) or _handed_on(value) or _within(value, into, out)),
    }


def _exchange(value: Mapping[str, Any], into: str, out: str) -> dict[str, Any]:
    """What was asked and answered; of one list of messages what was answered last."""
    given = parsed(value[into])
    if into == out:
        found = last_exchange(given) if isinstance(given, list) else {}
        return found or spoken(asked(given), None)
    return spoken(asked(given), said(_output(value, out)).text)


def _output(value: Mapping[str, Any], out: str) -> Any:
    """What was put out; a completion's choices as it lists them."""
    return {_CHOICES: value[out]} if out == _CHOICES else parsed(value[out])


def spoken(question: Asked, answer: str | None) -> dict[str, Any]:
    """What was asked and answered; a query without words stays unknown."""
    turns = [turn.model_dump() for turn in question.history]
    said_ = {"query": question.query} if question.query else {}
    return {**said_, "history": turns, "answer": answer or ""}


def _steps(value: Mapping[str, Any], depth: int = 0) -> list[Mapping[str, Any]]:
    """The steps of a trace, each before its own: Langfuse's observations, LangSmith's runs."""
    found = first_of(value, ("observations", "child_runs"))
    if not isinstance(found, list) or depth > _DEEPEST:
        return []
    steps = [one for one in found if isinstance(one, Mapping)]
    return [each for one in steps for each in (one, *_steps(one, depth + 1))]


def _kind(step: Mapping[str, Any]) -> str:
    return str(first_of(step, ("run_type", "type"))).casefold()


def _generated(steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The model and the tokens of what generated the answer."""
    made = [one for one in steps if _kind(one) in _GENERATES]
    if not made:
        return {}
    counted = [first_of(one, ("usage", "usageDetails")) for one in made]
    usage = [
        count if isinstance(count, Mapping) else one
        for one, count in zip(made, counted, strict=True)
    ]
    params = made[-1].get("modelParameters")
    return {
        "model": first_of(flat_of(made[-1]), _ALIKE["model"]),
        "params": params if isinstance(params, Mapping) else {},
        "input_tokens": total(first_of(one, _READ) for one in usage),
        "output_tokens": total(first_of(one, _WRITTEN) for one in usage),
    }


def _retrieved(steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    for one in steps:
        named = f"{_kind(one)} {one.get('name')}".casefold()
        if any(word in named for word in _RETRIEVER):
            found = passages_in(first_of(one, ("output", "outputs")))
            if found is not None:
                return {"retrieved": found}
    return {}


def _handed_on(value: Mapping[str, Any]) -> dict[str, Any]:
    """The passages that stand beside what was asked and answered, as some log them."""
    own = next((name for name in ("retrieved", *NAMES["retrieved"]) if value.get(name)), None)
    given = listed_passages(value.get(own or passages_beside(value) or ""))
    given = [given] if isinstance(given, str) else given
    found = passages_in(given)
    return {} if found is None else {"retrieved": found}


def _within(value: Mapping[str, Any], into: str, out: str) -> dict[str, Any]:
    """The passages that stand in the output beside the answer, or in the input beside the query."""
    for beside in (said(_output(value, out)).rest, asked(parsed(value[into])).rest):
        if found := _handed_on(beside):
            return found
    return {}


def _error(parts: Iterable[Mapping[str, Any]]) -> Any:
    for one in parts:
        if one.get("error"):
            return one["error"]
        if str(one.get("level")).upper() == "ERROR":
            return one.get("statusMessage") or "ERROR"
    return None
