"""Finds the JSON object in what a person pasted, or says where it breaks."""

import json
import re
from typing import Any

from knowledge.errors import BadInput
from knowledge.records.shapes import NAMES, is_like_a_trace

_KEYS = "|".join(sorted({name for ours in ("query", "answer") for name in (ours, *NAMES[ours])}))
_MOST_NAMED = 6
"""Fields that a message names."""
_BEGINNING = re.compile(r"\[\s*\{\s*\"|\{\s*\"")
_FIELD = re.compile(rf'"(?:{_KEYS})"\s*:')
_LABEL = re.compile(r"[“「『]|\b(?:asked|answered|Q|A)\b|[问答]\s*[:：]")


def pasted_object(text: str) -> dict[str, Any] | None:
    """The object that the text is or holds, when it looks like a trace.

    A list with one of them will do. Raises BadInput when it breaks off, has a fault, holds
    several, or is an object of other things and no more.
    """
    begun = _BEGINNING.search(text)
    if begun is None:
        return None
    start = begun.start()
    try:
        found, end = json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError as fault:
        if _FIELD.search(text, start) and not _LABEL.search(text, 0, start):
            raise _told(text, fault) from None
        return None
    except RecursionError:
        return None
    if isinstance(found, list):
        return _only(found)
    if not is_like_a_trace(found):
        if start == 0 and not text[end:].strip():
            fields = ", ".join(list(found)[:_MOST_NAMED])
            raise BadInput("diagnosis.paste.no_fields", fields=fields)
        return None
    if start == 0 and (more := _further(text[end:])):
        raise BadInput("diagnosis.paste.several", count=1 + more)
    return dict(found)


def _only(found: list[Any]) -> dict[str, Any] | None:
    cases = [one for one in found if is_like_a_trace(one)]
    if len(cases) > 1:
        raise BadInput("diagnosis.paste.several", count=len(cases))
    return dict(cases[0]) if cases else None


def _further(rest: str) -> int:
    """How many more traces follow, one a line."""
    count = 0
    for line in rest.split("\n"):
        try:
            count += is_like_a_trace(json.loads(line))
        except (ValueError, RecursionError):
            continue
    return count


def _told(text: str, fault: json.JSONDecodeError) -> BadInput:
    place = {"line": fault.lineno, "column": fault.colno}
    if fault.pos >= len(text.rstrip()):
        return BadInput("diagnosis.paste.cut_off", **place)
    if fault.msg.startswith("Unterminated"):
        last = text.rstrip().rpartition("\n")
        line = text.rstrip().count("\n") + 1
        return BadInput("diagnosis.paste.cut_off", line=line, column=len(last[2]))
    return BadInput("diagnosis.paste.broken_json", reason=fault.msg, **place)
