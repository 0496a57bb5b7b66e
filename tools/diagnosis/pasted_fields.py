"""Reads a case written as labelled fields, and the one line of a log that holds one."""

import re
from typing import Any

from knowledge.logs.names import field_labelled
from tools.diagnosis.pasted_passages import items_of, passages_of, without_ask
from tools.diagnosis.pasted_sentence import without_afterthought

_READ = {"query", "rewritten_query", "intent", "retrieved", "answer", "reference", "error"}
_LAST = ("answer", "reference")
"""Fields behind which people ask us why."""
_FIELD = re.compile(
    r"^\s*(?:[-*•]\s*)?(?:\*\*)?(?P<label>[^\W\d_][\w -]{0,30}?)(?:\*\*)?\s*[:：]\s*"
    r"(?:\*\*)?(?P<text>.*)$"
)
_LOGGED = re.compile(
    r"\b(?:query|question|input)\s*[=:]\s*(?P<query>\"[^\"\n]+\"|[^\n]{1,2000}?)[\s,;]+"
    r"(?:answer|response|output)\s*[=:]\s*(?P<answer>\"[^\"\n]+\"|[^\n]{1,4000})",
    re.IGNORECASE,
)
_SLOT = re.compile(r"([A-Za-z_]\w*)\s*[=:：]\s*([^,，;；\s]+)")
_RAISED = re.compile(
    r"^(?:[\w.]+\.)?(?P<error>\w*(?:Error|Exception|Timeout|Fault)\b[^\n]{0,300})$", re.MULTILINE
)
_TRACEBACK = re.compile(r"Traceback \(most recent call last\)|^\s+at [\w.$<>]+\(", re.MULTILINE)


def pasted_fields(text: str) -> dict[str, Any] | None:
    """The fields of a trace where at least three are named, a query and what came of it; else None.

    Two labels are a dialogue, which is read elsewhere.
    """
    found: dict[str, list[str]] = {}
    last: list[str] | None = None
    for line in text.splitlines():
        said = _FIELD.match(line)
        if said and (name := field_labelled(said["label"])) in _READ:
            last = found.setdefault(name, [])
            last.append(said["text"])
        elif last is not None:
            last.append(line)
    told = {name: "\n".join(lines).strip() for name, lines in found.items()}
    told |= {name: without_afterthought(told[name]) for name in _LAST if name in told}
    told = {name: words for name, words in told.items() if words}
    if len(told) < 3 or "query" not in told or not {"answer", "error"} & told.keys():
        return None
    fields: dict[str, Any] = {"answer": "", **told}
    if "intent" in told:
        fields["intent"] = _intent(told["intent"])
    if "retrieved" in told:
        fields["retrieved"] = _passages(told["retrieved"])
    return fields


def logged_line(text: str) -> dict[str, str] | None:
    """The last line of a log that holds a query and its answer."""
    found = None
    for one in _LOGGED.finditer(text):
        found = one
    return (
        {name: said.strip().strip('"') for name, said in found.groupdict().items()}
        if found
        else None
    )


def stack_trace(text: str) -> str | None:
    """The error that a stack trace ends in; None where there is no stack trace."""
    if not _TRACEBACK.search(text):
        return None
    raised = _RAISED.findall(text)
    return str(raised[-1]).strip() if raised else None


def _passages(said: str) -> list[dict[str, str]]:
    """The items of a list, else one of each line."""
    found = items_of(said)
    lines = without_ask(said).split("\n")
    named = passages_of(found if len(found) > 1 else [one for one in lines if one.strip()])
    return [{"id": one.id, "text": one.text} for one in named]


def _intent(said: str) -> dict[str, Any]:
    slots = dict(_SLOT.findall(said))
    name = re.match(r"[A-Za-z_]\w*(?!\s*[=:：\w])", said)
    return {"name": name[0] if name else None, "slots": slots}
