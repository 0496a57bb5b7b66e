"""The tool `search_docs`: what the product's documents say about a question."""

import datetime as dt
from collections.abc import Set as AbstractSet
from typing import Any, Literal

from langchain.tools import ToolRuntime, tool
from pydantic import BaseModel, Field

from knowledge.docs import DocStore
from knowledge.language import answer_language, without_wish
from knowledge.records import Hit
from knowledge.retrieval.finding import Finding
from knowledge.retrieval.talk import Talk
from knowledge.texts import say
from tools.arguments import Arguments
from tools.conflicts import Conflict, conflicts, contested
from tools.deps import Deps
from tools.docs_answer import Found, answer, by_document
from tools.joined import joined
from tools.looking import look
from tools.passages import worth_quoting
from tools.search_filters import documents_called, filters_of, told, told_elsewhere

_DEPTH = 10
"""Passages among which contradictions are looked for."""
_NEAREST = 3
"""The most passages that are shown where none answers."""


class SearchDocsArgs(Arguments):
    """What to look up."""

    query: str = Field(
        min_length=1,
        description="In the user's words and language.",
    )
    k: int = Field(default=5, ge=1, le=10, description="Most passages.")
    about: str = Field(default="", description="Earlier words that the query leans on.")
    opening: str = Field(
        default="",
        description="How the conversation began.",
    )
    doc: str | None = Field(default=None, description="Only this document: id or title.")
    kind: str | None = Field(default=None, description="Only files such as pdf.")
    after: dt.date | None = Field(default=None, description="From this day on.")
    before: dt.date | None = Field(default=None, description="Up to this day.")
    current_only: bool = Field(default=False, description="No superseded ones.")


class PassagesArtifact(BaseModel):
    """The passages behind an answer, for the evidence panel."""

    kind: Literal["passages"] = "passages"
    """What this artifact is."""
    query: str
    """What was looked up."""
    hits: list[Hit]
    """The quoted passages in the order of their citation numbers, the best one first."""
    found: bool
    """Whether the documents answer it; if not, `hits` are only the nearest."""
    confidence: float = 0.0
    """The probability that they do, 0 to 1."""
    missing: list[str] = Field(default_factory=list)
    """Words of the question that stand in no document."""
    conflicts: list[Conflict] = Field(default_factory=list)
    """Which of the hits cannot both hold."""


@tool(response_format="content_and_artifact", args_schema=SearchDocsArgs)
def search_docs(  # noqa: PLR0917 (called by name, out of the schema)
    query: str,
    runtime: ToolRuntime[Deps],
    k: int = 5,
    about: str = "",
    opening: str = "",
    doc: str | None = None,
    kind: str | None = None,
    after: dt.date | None = None,
    before: dt.date | None = None,
    current_only: bool = False,
) -> tuple[str, dict[str, Any]]:
    """Look up the product's documents before saying what it is, does or costs.

    Repeat citations such as [1](#passage:...), link included. When the documents do not say, say
    so; when they contradict each other, give both.
    """
    deps = runtime.context
    lang = answer_language(query, default=deps.lang)
    documents = deps.docs.documents()
    if not documents:
        empty = PassagesArtifact(query=query, hits=[], found=False)
        return say("docs.search.empty", lang), empty.model_dump(mode="json")
    called = documents_called(doc, documents, deps.docs.asked_terms) if doc else frozenset()
    filters = filters_of(called, kind, after, before, current_only=current_only)
    question = without_wish(query)
    looked = look(deps.docs, question, max(k, _DEPTH), filters, Talk(about, opening))
    asked = deps.docs.asked_terms(f"{about} {question}" if about else question)
    found = _found(deps.docs, looked.finding, k, question, asked)
    artifact = PassagesArtifact(
        query=query,
        hits=list(found.hits),
        found=found.found,
        confidence=round(found.confidence, 4),
        missing=list(found.missing),
        conflicts=list(found.conflicts),
    )
    scope = (
        told_elsewhere(called, documents, lang)
        if looked.elsewhere
        else told(filters, documents, doc, lang)
    )
    text = "\n\n".join(filter(None, (scope, answer(found, lang))))
    return text, artifact.model_dump(mode="json")


def _found(
    docs: DocStore, finding: Finding, k: int, question: str, asked: AbstractSet[str]
) -> Found:
    """What there is to quote: at most `k` passages, and what contradicts them."""
    is_found = finding.judgement.found
    hits = worth_quoting(finding.hits[: k if is_found else min(k, _NEAREST)])
    if is_found:
        hits += contested(hits, finding.hits, asked)
    hits = by_document(hits)
    return Found(
        question=question,
        hits=hits,
        found=is_found and bool(hits),
        confidence=finding.judgement.confidence,
        missing=finding.missing,
        absent=finding.absent,
        conflicts=conflicts(hits, asked) if is_found else [],
        asked=asked,
        texts={hit.chunk.id: joined(hit.chunk, docs.neighbours(hit.chunk.id)) for hit in hits},
    )
