"""Where the answers to Kano's questions are: said in counts, pasted as a table, or in documents."""

from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.messages import HumanMessage

from knowledge.docs import DocStore
from knowledge.scenarios import OnBoard
from tools.decisions.scenarios.kano import CLASSES, Classified, KanoClass, classified, in_order
from tools.decisions.scenarios.kano_survey import Answers, survey_in
from tools.decisions.scenarios.methods import number

_TABLES = frozenset({"csv", "xlsx", "md", "docx", "html"})
"""Kinds of file that a survey's answers come in."""


def classified_by_answers(
    scenarios: Mapping[str, OnBoard], docs: DocStore, messages: Sequence[Any]
) -> list[Classified]:
    """The scenarios by their classes. Without any named, all that a survey asks about."""
    pasted = _pasted(messages)
    kept = {} if pasted else _in_documents(docs)
    names = list(scenarios) or [*pasted, *kept]
    return in_order([_one(name, scenarios.get(name), pasted, kept) for name in names])


def _one(
    name: str, known: OnBoard | None, pasted: Mapping[str, Answers], kept: Mapping[str, Answers]
) -> Classified:
    if found := _named(name, pasted):
        return classified(name, found.counts, found.unread, source="pasted")
    counts: dict[KanoClass, int] = {}
    for kind in CLASSES:
        said = number(known.numbers[kind]) if known and kind in known.numbers else None
        if said is not None:
            counts[kind] = round(said)
    if counts:
        return classified(name, counts, source="said")
    if found := _named(name, kept):
        return classified(name, found.counts, found.unread, source="documents")
    return classified(name, {})


def _named(name: str, surveyed: Mapping[str, Answers]) -> Answers | None:
    asked = name.casefold()
    return next((found for one, found in surveyed.items() if one.casefold() == asked), None)


def _pasted(messages: Sequence[Any]) -> dict[str, Answers]:
    said = next((one for one in reversed(messages) if isinstance(one, HumanMessage)), None)
    return survey_in(said.text) if said else {}


def _in_documents(docs: DocStore) -> dict[str, Answers]:
    """The answers of all surveys among the documents, added up."""
    found: dict[str, Answers] = {}
    for document in docs.documents():
        if document.superseded or document.media not in _TABLES:
            continue
        for chunk in docs.document_chunks(document.doc_id):
            for name, answers in survey_in(chunk.text).items():
                whole = found.setdefault(name, Answers())
                whole.counts.update(answers.counts)
                whole.unread += answers.unread
    return found
