"""Reads the one case in what a person pasted: the most explicit form of it that is there.

A trace in JSON, ours or another tool's; labelled fields, or a line of a log; a stack trace; a
conversation; a sentence.
"""

import hashlib
import json
from typing import Any

from pydantic import ValidationError

from knowledge.errors import BadInput
from knowledge.first_fault import first_fault
from knowledge.records import Passage, Trace, Turn
from tools.diagnosis.other_texts import other_text
from tools.diagnosis.pasted_dialogue import dialogue
from tools.diagnosis.pasted_fields import logged_line, pasted_fields, stack_trace
from tools.diagnosis.pasted_json import is_json, other_fields, pasted_traces
from tools.diagnosis.pasted_passages import parted
from tools.diagnosis.pasted_sentence import Told, told, without_afterthought

_LONGEST = 100_000
"""Characters."""
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
    spoken, passages = parted(text)
    turns = dialogue(spoken)
    if len(turns) > 2 or (turns and _tells_less(text)):
        return _of_turns(turns, passages)
    sentence = told(text)
    return _of_words(sentence) if sentence else None


def _tells_less(text: str) -> bool:
    """Whether a conversation is no case when it is read as a sentence, or but half of one."""
    try:
        return told(text) is None
    except BadInput:
        return True


def _of_turns(turns: list[Turn], passages: list[Passage]) -> Trace:
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
    named = found.get("id") not in (None, "")
    own = {} if named else {"id": case_id_of(json.dumps(found, sort_keys=True))}
    try:
        return Trace.model_validate({**found, **own})
    except ValidationError as error:
        raise BadInput("diagnosis.paste.bad_json", reason=first_fault(error)) from error


def case_id_of(content: str) -> str:
    """An id for a case that has none of its own, made from its content."""
    return f"case-{hashlib.sha256(content.encode('utf-8', 'replace')).hexdigest()[:10]}"
