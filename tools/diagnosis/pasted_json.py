"""Reads the traces in pasted JSON, whichever tool wrote them, or says where the JSON breaks."""

import json
import re
from ast import literal_eval
from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.errors import BadInput
from knowledge.logs.exports import listed
from knowledge.logs.traces import traces_among
from knowledge.records.shapes import NAMES, is_like_a_trace

_KEYS = "|".join(sorted({name for ours in ("query", "answer") for name in (ours, *NAMES[ours])}))
_BEGINNING = re.compile(r"\[\s*\{\s*\"|\{\s*\"")
_PRINTED = re.compile(r"\[\s*\{\s*'|\{\s*'")
_FIELD = re.compile(rf'"(?:{_KEYS})"\s*:')
_LABEL = re.compile(r"[“「『]|\b(?:asked|answered|Q|A)\b|[问答]\s*[:：]")


def pasted_traces(text: str) -> list[dict[str, Any]]:
    """The fields of each trace in the JSON that the text is or holds; empty where it holds none.

    Raises BadInput when what looks like a trace breaks off or has a fault.
    """
    begun = _BEGINNING.search(text)
    if begun is None:
        return _in_python(text)
    start = begun.start()
    try:
        first, end = json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError as fault:
        if _FIELD.search(text, start) and not _LABEL.search(text, 0, start):
            raise _told(text, fault) from None
        return []
    except RecursionError:
        return []
    objects = [one for value in (first, *_further(text, end)) for one in listed(value)]
    return _named(objects)


def _in_python(text: str) -> list[dict[str, Any]]:
    """The traces in what Python prints of a dict or a list of them, with its other quotes."""
    begun = _PRINTED.search(text)
    end = max(text.rfind("}"), text.rfind("]"))
    if begun is None or end < begun.start():
        return []
    try:
        value = literal_eval(text[begun.start() : end + 1])
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return []
    return _named(list(listed(value)))


def _named(objects: Sequence[Any]) -> list[dict[str, Any]]:
    return [dict(one) for one in traces_among(objects) if is_like_a_trace(one)]


def is_json(text: str) -> bool:
    """Whether the whole of a text is an object or a list of JSON, whose quotes quote nobody."""
    return isinstance(_value_of(text), dict | list)


def other_fields(text: str) -> list[str]:
    """The names in a text that is one object of JSON and no more; empty for any other text."""
    found = _value_of(text)
    return list(found) if isinstance(found, dict) else []


def _value_of(text: str) -> Any:
    """What a text is as JSON; None where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _further(text: str, at: int) -> Iterator[Any]:
    """The values that come later, and behind a fault those that are one a line; None for others."""
    decoder = json.JSONDecoder()
    while found := _BEGINNING.search(text, at):
        try:
            value, at = decoder.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            break
        yield value
    yield from map(_value_of, text[at:].split("\n"))


def _told(text: str, fault: json.JSONDecodeError) -> BadInput:
    place = {"line": fault.lineno, "column": fault.colno}
    if fault.pos >= len(text.rstrip()):
        return BadInput("diagnosis.paste.cut_off", **place)
    if fault.msg.startswith("Unterminated"):
        last = text.rstrip().rpartition("\n")
        line = text.rstrip().count("\n") + 1
        return BadInput("diagnosis.paste.cut_off", line=line, column=len(last[2]))
    return BadInput("diagnosis.paste.broken_json", reason=fault.msg, **place)
