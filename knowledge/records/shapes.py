"""Shapes in which people have their traces, brought to ours: other names, numbers as ids, texts."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.records.given_context import passages_given
from knowledge.records.messages import is_tool, message_in, role_of, words_in
from knowledge.records.passage_shapes import id_of, listed_passages, passages_beside, words_of

NAMES: Mapping[str, tuple[str, ...]] = {
    "query": ("question", "user_input"),
    "answer": ("response",),
    "retrieved": (
        "retrieved_contexts",
        "contexts",
        "retrieved_documents",
        "retrieved_docs",
        "retrieved_chunks",
        "source_documents",
        "passages",
    ),
    "reference": ("ground_truth", "ground_truths"),
    "time": ("timestamp",),
}
"""Our fields, and what RAGAS and others call them."""
_TRACE_ID = "trace_id"
"""What a trace's own id is called where others have one, too."""
_IDS = ("id", "session_id", "user_id", "version")
_SAID = ("query", "answer", "reference", "rewritten_query")
_OPTIONAL = ("id", "history", "segment", "params", "time", "error")
"""Fields in which null, false or an empty text stands for nothing."""
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?=$|[ T])")


def as_trace(found: Any) -> Any:
    """The fields of a trace under our names; what is no mapping is left to be refused.

    Passages that are plain texts, or have no id, are called p1, p2 and so on by their place. An
    answer that is null, or missing beside an error, is one that never came.
    """
    if not isinstance(found, Mapping):
        return found
    fields = dict(found)
    fields |= {ours: fields[name] for ours, name in renamed(fields).items()}
    there = {"retrieved"} if fields.get("retrieved") is not None else set()
    fields |= {name: one for name, one in _spoken(fields).items() if name not in there}
    fields |= {
        name: _words(fields[name])
        for name in _SAID
        if name in fields and not _are_several(name, fields)
    }
    fields |= {name: _id(fields[name]) for name in (*_IDS, *_SAID) if name in fields}
    fields = {
        k: v
        for k, v in fields.items()
        if k not in _OPTIONAL or (v not in (None, "") and v is not False)
    }
    if fields.get("answer", "") is None or (fields.get("error") and "answer" not in fields):
        fields["answer"] = ""
    return fields | _parts(fields)


def has_id(fields: Mapping[str, Any], names: Sequence[str] = ("id", _TRACE_ID)) -> bool:
    """Whether a trace has a name of its own."""
    return any(fields.get(name) not in (None, "") for name in names)


def renamed(fields: Mapping[str, Any]) -> dict[str, str]:
    """Our fields that stand under another name, and that name."""
    found: dict[str, str] = {}
    for ours, others in NAMES.items():
        named = [name for name in others if name in fields]
        if fields.get(ours) is None and named:
            found[ours] = named[0]
    if not has_id(fields, ("id",)) and fields.get(_TRACE_ID):
        found["id"] = _TRACE_ID
    if fields.get("retrieved") is None and "retrieved" not in found:
        beside = passages_beside(fields)
        found |= {"retrieved": beside} if beside is not None else {}
    return found


def passages_under(fields: Mapping[str, Any]) -> Any:
    """The passages of a trace, under whatever name, in our shape where they are objects; None
    where there are none.
    """
    name = "retrieved" if fields.get("retrieved") is not None else renamed(fields).get("retrieved")
    given = None if name is None else listed_passages(fields[name])
    if not isinstance(given, list) or not any(isinstance(one, Mapping) for one in given):
        return given
    return [_passage(one, at) for at, one in enumerate(given, start=1)]


def _are_several(name: str, fields: Mapping[str, Any]) -> bool:
    """Whether a reference is a list of good answers, each a text, rather than one in parts."""
    given = fields[name]
    return (
        name == "reference" and isinstance(given, list) and all(isinstance(o, str) for o in given)
    )


def _words(said: Any) -> Any:
    r"""The words of what is said in parts, as chat services have them; anything else as it is.

    >>> _words([{"type": "text", "text": "Seven"}, {"type": "output_text", "text": "days."}])
    'Seven\ndays.'
    """
    if isinstance(said, list) and said and all(map(_is_part, said)):
        return words_in(said)
    if isinstance(said, Mapping):
        message = message_in(said) or said
        inner = message.get("content", message.get("text"))
        return words_in(inner) if isinstance(inner, str) or _words(inner) is not inner else said
    return said


def _is_part(one: Any) -> bool:
    """Whether it is a part of a message: words, or what says which kind of part it is."""
    return isinstance(one, str) or (isinstance(one, Mapping) and isinstance(one.get("type"), str))


def _parts(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the fields that have a shape of their own."""
    made: dict[str, Any] = {}
    passages = listed_passages(fields.get("retrieved"))
    if isinstance(passages, str):
        passages = [passages] if passages.strip() else None
        made["retrieved"] = passages
    if isinstance(passages, list | tuple):
        made["retrieved"] = [_passage(one, at) for at, one in enumerate(passages, start=1)]
    if isinstance(known := fields.get("reference"), list):
        made["reference"] = _id(known[0]) if known else None
    if isinstance(turns := fields.get("history"), list | tuple):
        made["history"] = [_turn(one) for one in turns]
    if isinstance(intent := fields.get("intent"), str):
        made["intent"] = {"name": intent}
    elif isinstance(intent, Mapping) and "slots" in intent and intent["slots"] is None:
        made["intent"] = {**intent, "slots": {}}
    if isinstance(segment := fields.get("segment"), Mapping):
        made["segment"] = {k: _label(v) for k, v in segment.items() if v is not None}
    if isinstance(error := fields.get("error"), Mapping | list):
        made["error"] = json.dumps(error, ensure_ascii=False, default=str)
    if isinstance(time := fields.get("time"), str):
        made["time"] = _SLASHED.sub(_dashed, time.strip(), count=1)
    return made


def is_like_a_trace(found: Any) -> bool:
    """Whether it names a query or an answer as we do, or both of them as others do."""
    if not isinstance(found, Mapping):
        return False
    if {"query", "answer"} & found.keys():
        return True
    if _spoken(found):
        return True
    return all({ours, *NAMES[ours]} & found.keys() for ours in ("query", "answer"))


def last_exchange(messages: Sequence[Any]) -> dict[str, Any]:
    """The last question that was answered, as fields of a trace; empty where none was.

    What stands as passages in a system's message was given to the product as such.
    """
    spoken = [
        {"role": role, "text": words_in(one.get("content", one.get("text"))) or ""}
        for one in map(message_in, messages)
        if one is not None and (role := role_of(one["role"])) is not None
    ]
    turns = [one for one in spoken if one["role"] != "system"]
    given = [p for one in spoken if one["role"] == "system" for p in passages_given(one["text"])]
    answered = [n for n, one in enumerate(turns) if one["role"] == "assistant" and one["text"]]
    asked = [n for n, one in enumerate(turns) if one["role"] == "user"]
    if not asked or not answered:
        return {}
    last = max((n for n in asked if n < answered[-1]), default=None)
    if last is None:
        return {}
    answer = turns[answered[-1]]["text"]
    found = {"query": turns[last]["text"], "answer": answer, "history": turns[:last]}
    return found | ({"retrieved": given} if given else {})


def _spoken(found: Mapping[str, Any]) -> dict[str, Any]:
    """The last exchange of messages; empty where there are none, or where a query is named."""
    messages = found.get("messages")
    if found.get("query") is not None or not isinstance(messages, list):
        return {}
    return last_exchange(messages)


def _passage(found: Any, place: int) -> Any:
    if isinstance(found, str):
        return {"id": f"p{place}", "text": found}
    if not isinstance(found, Mapping):
        return found
    text, named = words_of(found), id_of(found)
    own = f"p{place}" if named is None else _id(named)
    return {**found, "id": own, **({} if text is None else {"text": text})}


def _turn(found: Any) -> Any:
    """A message under our names; one that calls a tool says nothing."""
    if not isinstance(found, Mapping):
        return found
    fields = dict(found)
    if "text" not in fields and "content" in fields:
        said = fields["content"]
        fields["text"] = words_in(said) if isinstance(said, list) else said
    if fields.get("text", "") is None:
        fields["text"] = ""
    role = "system" if is_tool(fields.get("role")) else role_of(fields.get("role"))
    return fields | ({"role": role} if role else {})


def _dashed(date: re.Match[str]) -> str:
    year, month, day = date.groups()
    return f"{year}-{month:>02}-{day:>02}"


def _label(value: Any) -> Any:
    """A number or a yes as the text to slice by."""
    return str(value).lower() if isinstance(value, bool) else _id(value)


def _id(value: Any) -> Any:
    """A number as the text that it is written as; anything else as it is."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if number else value
