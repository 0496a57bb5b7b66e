"""Which cases a call means: those of a file, pasted, named, in focus, or looked at last."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from langchain_core.messages import HumanMessage

from knowledge.errors import BadInput, NotFound
from knowledge.records import Passage, Trace
from tools.case_files import read_cases
from tools.deps import Deps
from tools.diagnosis.markdown import trace_link
from tools.diagnosis.paste import case_id_of
from tools.diagnosis.pasted_many import parse_cases
from tools.diagnosis.pasted_passages import items_of
from tools.handed_over import HANDED_OVER, data_files, file_called
from tools.inert import inert
from tools.retelling.several import READ
from tools.routes.mentions import CERTAIN_ID
from tools.traces import find_trace

_COMMA = re.compile("[,，、]")
_RECENT = 3
_LONGEST_MENTION = 60
"""Longer words that are no case were meant as one; shorter ones, like "this", point to one."""


def cases_meant(
    deps: Deps, state: Any, *, case_id: str | None, case: str | None, file: str | None
) -> list[Trace]:
    """The cases that were filed, pasted or named; else the one in focus, or the last diagnosed.

    What was filed, pasted or named may be several.
    """
    if file and file.strip():
        _check_named(file.strip(), state)
        path = file_called(file.strip(), deps.files) or Path(file.strip()).expanduser()
        return [_keep(deps, one) for one in read_cases(path, case_id, most=READ)]
    words = (case or "").strip()
    if words and (pasted := parse_cases(words)):
        return [_keep(deps, one) for one in pasted[:READ]]
    if wanted := (case_id or "").strip():
        return _named(deps, wanted)
    if words and (named := find_trace(deps, words)):
        return [named]
    if len(words) > _LONGEST_MENTION:
        raise BadInput("diagnosis.paste.not_a_case")
    if at_hand := deps.focus or _last_looked_at(state):
        return [_known(deps, at_hand)]
    raise _which(deps)


def _check_named(file: str, state: Any) -> None:
    """Raise BadInput unless the user named the file, or dropped it on the page before asking.

    Nobody else decides what is opened here.
    """
    messages = state.get("messages", []) if isinstance(state, dict) else []
    asked = [one for one in messages if isinstance(one, HumanMessage)]
    if not any(file in str(m.text) or m.additional_kwargs.get(HANDED_OVER) == file for m in asked):
        raise BadInput("diagnosis.file.not_named", path=inert(file[:200]))


def _keep(deps: Deps, trace: Trace) -> Trace:
    """Keep a case from outside; one whose id a log gives to another trace gets its own."""
    logged = deps.events.trace(trace.id) or deps.runs.trace(trace.id)
    if logged is not None and logged != trace:
        trace = trace.model_copy(update={"id": case_id_of(trace.model_dump_json())})
    return deps.cases.keep(trace)


def with_reference(deps: Deps, trace: Trace, reference: str) -> Trace:
    """The trace with what a good answer says; kept, and under an id of its own if it was logged."""
    return _keep(deps, trace.model_copy(update={"reference": reference.strip()}))


def with_passages(deps: Deps, trace: Trace, said: str) -> Trace:
    """The trace with what it had retrieved, as somebody tells it; kept as `with_reference` does."""
    retrieved = [Passage(id=f"p{n}", text=one) for n, one in enumerate(items_of(said), start=1)]
    return _keep(deps, trace.model_copy(update={"retrieved": retrieved or None}))


def _named(deps: Deps, wanted: str) -> list[Trace]:
    """The case of that id, or the cases of several ids with commas between them."""
    ids = [one for part in _COMMA.split(wanted) if (one := part.strip())]
    if len(ids) < 2 or find_trace(deps, wanted):
        return [_known(deps, wanted)]
    return [_known(deps, one) for one in dict.fromkeys(ids[:READ])]


def _known(deps: Deps, trace_id: str) -> Trace:
    if found := find_trace(deps, trace_id) or _handed_over(deps, trace_id):
        return found
    raise NotFound("diagnosis.tool.unknown_id", id=inert(trace_id[:80]))


def _handed_over(deps: Deps, trace_id: str) -> Trace | None:
    """The case of that id in one of the last files that were handed over."""
    for path in data_files(deps.files)[:_RECENT]:
        try:
            [found] = read_cases(path, trace_id)
        except BadInput:
            continue
        return _keep(deps, found)
    return None


def other_case(deps: Deps, state: Any, trace: Trace, named: str | None) -> Trace:
    """The case that `trace` is to be compared with: the one named, or the last other one.

    Raises NotFound for an id that is not known, and BadInput where there is no other case.
    """
    name = (named or "").strip()
    if name and (found := find_trace(deps, name)):
        return found
    if CERTAIN_ID.fullmatch(name):
        raise NotFound("diagnosis.tool.unknown_id", id=inert(name))
    before = next((one for one in _looked_at(state) if one != trace.id), None)
    if before is None:
        recent = next((one.id for one in deps.events.bad(2) if one.id != trace.id), trace.id)
        raise BadInput("retelling.same.which", example=inert(recent))
    return _known(deps, before)


def _last_looked_at(state: Any) -> str | None:
    """The case that the conversation last looked at: diagnosed, or opened in a comparison."""
    return next(_looked_at(state), None)


def _looked_at(state: Any) -> Iterator[str]:
    messages = state.get("messages", []) if isinstance(state, dict) else []
    for message in reversed(messages):
        artifact = getattr(message, "artifact", None)
        if not isinstance(artifact, dict):
            continue
        if artifact.get("kind") == "diagnosis":
            yield str(artifact["trace"]["id"])
        if artifact.get("kind") == "comparison" and artifact.get("opened"):
            yield str(artifact["opened"])


def _which(deps: Deps) -> BadInput:
    recent = [f"[{inert(one.id)}]({trace_link(one.id)})" for one in deps.events.bad(_RECENT)]
    if not recent:
        return BadInput("diagnosis.tool.no_case")
    return BadInput("diagnosis.tool.no_case_recent", recent=" · ".join(recent))
