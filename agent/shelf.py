"""Cases and documents as the page sees them: looked up, never changed."""

from collections.abc import Callable

from knowledge.documents.summary import DocumentSummary
from knowledge.language import Lang
from knowledge.records import Chunk, Diagnosis, Event, Trace
from knowledge.workspace import Workspace
from tools.deps import Deps
from tools.remembering import in_full
from tools.traces import find_trace


class Shelf:
    """The cases and documents of a workspace. Safe to use from several threads."""

    def __init__(self, workspace: Workspace, deps_in: Callable[[Lang], Deps]) -> None:
        """`deps_in` gives what tools stand on, for a reader of that language."""
        self._workspace = workspace
        self._deps_in = deps_in

    def trace(self, trace_id: str) -> Trace | None:
        """The trace or kept case with that id."""
        return find_trace(self._deps_in("en"), trace_id)

    def events_of(self, trace_id: str) -> list[Event]:
        """What the product's user did with that trace's answer."""
        return self._workspace.events.events_of(trace_id)

    def diagnosis(self, trace_id: str) -> Diagnosis | None:
        """The latest diagnosis of that trace; one made along with many gets its claims here."""
        cases = self._workspace.cases
        if (kept := cases.diagnosis(trace_id)) or (lang := cases.remembered_in(trace_id)) is None:
            return kept
        trace = self.trace(trace_id)
        return in_full(self._deps_in(lang), trace) if trace else None

    def replayable(self, trace: Trace) -> bool:
        """Whether the product can be run again on that trace."""
        return bool(self._deps_in("en").replayable(trace))

    def passage(self, chunk_id: str) -> Chunk | None:
        """The passage of a product document with that id."""
        return self._workspace.docs.chunk(chunk_id)

    def neighbours(self, chunk_id: str) -> list[Chunk]:
        """All passages of the document that holds that one, in order."""
        chunk = self.passage(chunk_id)
        return self._workspace.docs.document_chunks(chunk.doc_id) if chunk else []

    def documents(self) -> list[DocumentSummary]:
        """All product documents."""
        return self._workspace.docs.documents()

    def document(self, doc_id: str) -> list[Chunk]:
        """A document's passages in order; none for an unknown document."""
        return self._workspace.docs.document_chunks(doc_id)

    def bad_cases(self, limit: int) -> list[Trace]:
        """The newest traces that users rated down."""
        return self._workspace.events.bad(limit)
