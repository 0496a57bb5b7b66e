"""Reads the one case in what a person pasted: the most explicit form of it that is there.

A trace in JSON, ours or another tool's; labelled fields, or a line of a log; a stack trace; a
conversation; a sentence.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from knowledge.errors import BadInput
from knowledge.first_fault import first_fault
from knowledge.logs.logged import logged
from knowledge.logs.renamed import in_our_names
from knowledge.records import Passage, Trace, Turn
from knowledge.records.shapes import has_id
from tools.diagnosis.envelope import unwrapped
from tools.diagnosis.other_texts import other_text
from tools.diagnosis.pasted_dialogue import dialogue
from tools.diagnosis.pasted_fields import logged_line, pasted_fields, stack_trace
from tools.diagnosis.pasted_json import is_json, other_fields, pasted_traces
from tools.diagnosis.pasted_labels import relabelled
from tools.diagnosis.pasted_passages import parted
from tools.diagnosis.pasted_sentence import Told, expected_below, told, without_afterthought

_LONGEST = 100_000
"""Characters."""
_BESIDE = 60
"""Characters of what may stand beside an answer in its wrapping: a source, a label."""
_MOST_NAMED = 6
"""Fields that a message names."""


def parse_case(text: str) -> Trace | None:
    """The pasted case as a trace, its id `case-` and a hash of its content.

    None when the text does not look like a case. Raises BadInput, with what is missing, when it
    does but is not whole.
    """
    if len(text) > _LONGEST:
        raise BadInput("diagnosis.paste.too_long", size=len(text), limit=_LONGEST)
    text = text.strip()
    if found := pasted_traces(text):
        if len(found) > 1:
            raise BadInput("diagnosis.paste.several", count=len(found))
        return case_from_json(found[0])
    if fields := other_fields(text):
        raise BadInput("diagnosis.paste.no_fields", fields=", ".join(fields[:_MOST_NAMED]))
    if other_text(text) or is_json(text):
        return None
    if (labelled := pasted_fields(text) or logged_line(text)) is not None:
        return case_from_json(labelled)
    if error := stack_trace(text):
        return case_from_json({"query": "", "answer": "", "error": error})
    text = relabelled(text)
    spoken, passages = parted(text)
    spoken, reference = expected_below(spoken)
    turns = dialogue(spoken)
    if len(turns) > 2 or (turns and (passages or reference or _tells_less(text))):
        return _of_turns(turns, passages, reference)
    sentence = told(text)
    return _of_words(sentence) if sentence else None


def _tells_less(text: str) -> bool:
    """Whether a conversation is no case when it is read as a sentence, or but half of one."""
    try:
        return told(text) is None
    except BadInput:
        return True


def _of_turns(turns: list[Turn], passages: list[Passage], reference: str | None) -> Trace:
    """The last answer of a conversation with the question before it; the rest is history.

    A question with no answer after it is a comment on the last one.
    """
    at = max(n for n, one in enumerate(turns) if one.role == "assistant")
    asked = max((n for n in range(at) if turns[n].role == "user"), default=None)
    if asked is None:
        raise BadInput("diagnosis.paste.no_query")
    answer = "\n".join(one.text for one in turns[asked + 1 : at + 1])
    content = "\0".join([one.text for one in turns[: at + 1]] + [one.text for one in passages])
    return Trace(
        id=case_id_of(content),
        query=turns[asked].text,
        answer=without_afterthought(answer).strip(),
        history=turns[:asked],
        retrieved=passages or None,
        reference=reference,
    )


def _of_words(found: Told) -> Trace:
    content = "\0".join([found.query, found.answer, *(one.text for one in found.passages)])
    return Trace(
        id=case_id_of(content),
        query=found.query.strip(),
        answer=found.answer.strip(),
        retrieved=found.passages or None,
        reference=found.reference,
    )


def case_from_json(found: dict[str, Any]) -> Trace:
    """A JSON object as a trace; an id is made from the content when it has none."""
    named = in_our_names(found)
    own = {} if has_id(named) else {"id": case_id_of(json.dumps(found, sort_keys=True))}
    try:
        return _unwrapped(logged({**named, **own}).trace)
    except ValidationError as error:
        if error.errors(include_url=False)[0]["type"] == "missing":
            there = ", ".join(list(found)[:_MOST_NAMED])
            raise BadInput("diagnosis.paste.no_fields", fields=there) from error
        raise BadInput("diagnosis.paste.bad_json", reason=first_fault(error)) from error


def _unwrapped(trace: Trace) -> Trace:
    """The trace with what the user saw as its answer, where a log wrapped that in JSON.

    An answer that says more than one thing of some length stays as it is.
    """
    said = unwrapped(trace.answer)
    if said == trace.answer:
        return trace
    others = [one for one in _texts(json.loads(trace.answer)) if one != said]
    return (
        trace
        if max(map(len, others), default=0) > _BESIDE
        else trace.model_copy(update={"answer": said})
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def case_id_of(content: str) -> str:
    """An id for a case that has none of its own, made from its content."""
    return f"case-{hashlib.sha256(content.encode('utf-8', 'replace')).hexdigest()[:10]}"
