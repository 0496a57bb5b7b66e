"""One ingest: compares documents with what is here and writes what is new, a batch at a time."""

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath

from knowledge.documents.chunking import RECIPE, chunk
from knowledge.documents.ids import DocumentIds
from knowledge.documents.indexing import chunk_terms
from knowledge.documents.ingest_report import IngestReport, Outcome, Status
from knowledge.documents.rows import Known, NewDocument, Row
from knowledge.documents.table import DocumentTable
from knowledge.errors import BadInput
from knowledge.records import Document

_BATCH = 500
"""Chunks that are written together."""
_SECONDS = 1.0
"""After which what is there is written, so that it can be found."""

Written = Callable[[Sequence[int], Sequence[Row]], None]
"""Takes the numbers of documents that have gone, and the rows that have come."""


class IngestRun:
    """Each document is written whole or not at all, and told of when it can be found."""

    def __init__(
        self,
        table: DocumentTable,
        known: dict[str, Known],
        written: Written,
        on_outcome: Callable[[Outcome], None] | None,
    ) -> None:
        """`known` are the documents that are here, by id; it is kept up to date."""
        self._table, self._known, self._written = table, known, written
        self._on_outcome = on_outcome
        self._ids = DocumentIds({doc_id: one.origin for doc_id, one in known.items()})
        self._outcomes: dict[str, Outcome] = {}
        self._refused: list[Outcome] = []
        self._waiting: list[NewDocument] = []
        self._origins: set[str] = set()
        self._last = time.monotonic()

    @property
    def report(self) -> IngestReport:
        """What was done so far."""
        return IngestReport((*self._outcomes.values(), *self._refused))

    def take(self, given: Document) -> None:
        """Compare a document with what is here, and write it with others if it is new."""
        if given.origin is not None:
            self._origins.add(given.origin)
        document = self._settled(_sound(given))
        if isinstance(document, Outcome):
            self._refuse(document)
        elif document.id not in self._outcomes:
            self._compare(document)
        elif document.origin is None:  # a file that was named twice is read once
            reason = BadInput("docs.same_id", doc=document.id)
            self._refuse(Outcome(document.id, "failed", 0, reason))
        waiting = sum(len(one.chunks) for one in self._waiting)
        if waiting >= _BATCH or (waiting and time.monotonic() - self._last > _SECONDS):
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        new, self._waiting = self._waiting, []
        if new:
            replaced = [self._known[one.document.id] for one in new if self._is_here(one)]
            gone = [one.number for one in replaced]
            rows = self._table.write(new, gone)
            for one, number in zip(new, dict.fromkeys(row.document for row in rows), strict=True):
                origin, chunks = one.document.origin, len(one.chunks)
                self._known[one.document.id] = Known(number, one.fingerprint, origin, chunks)
            self._written(gone, rows)
            for one in new:
                self._tell(self._outcomes[one.document.id])
        self._last = time.monotonic()

    def sweep(self, roots: Sequence[str]) -> None:
        """Remove the documents of files that have gone from the folders `roots`."""
        gone = [doc_id for doc_id, one in self._known.items() if self._has_gone(one, roots)]
        if gone:
            _, numbers = self._table.remove(gone)
            for doc_id in gone:
                del self._known[doc_id]
            self._written(numbers, [])
            for doc_id in gone:
                self._outcomes[doc_id] = Outcome(doc_id, "removed", 0)
                self._tell(self._outcomes[doc_id])

    def _has_gone(self, known: Known, roots: Sequence[str]) -> bool:
        origin = known.origin
        if origin is None or origin in self._origins:
            return False
        if not any(PurePosixPath(origin).is_relative_to(root) for root in roots):
            return False
        # A file, or the archive that it lay in, that is there but could not be read this time
        # keeps what was read before; an archive among the roots was read whole.
        places = (Path(origin), *Path(origin).parents)
        standing = next((place for place in places if place.exists()), None)
        return standing is None or standing.is_dir() or standing.as_posix() in roots

    def _settled(self, document: Document) -> Document | Outcome:
        """The document under its final id, or why it cannot have one."""
        known = self._known.get(document.id)
        same = known is not None and known.fingerprint == _fingerprint(document)
        if same and document.origin not in self._ids:
            self._follow(document)
            return document  # the same words from another place, such as a folder that was moved
        doc_id = self._ids.claim(document)
        if doc_id is None:
            owner = known.origin if known else None
            reason = BadInput("docs.taken", doc=document.id, owner=owner)
            return Outcome(document.id, "failed", 0, reason)
        return document.model_copy(update={"id": doc_id})

    def _follow(self, document: Document) -> None:
        """Note where a file has moved to, once it is no longer where it was."""
        known, origin = self._known[document.id], document.origin
        if origin and known.origin and not Path(known.origin).exists() and Path(origin).exists():
            self._table.move(known.number, origin)
            self._known[document.id] = known._replace(origin=origin)

    def _compare(self, document: Document) -> None:
        fingerprint = _fingerprint(document)
        known = self._known.get(document.id)
        if known and known.fingerprint == fingerprint:
            self._note(Outcome(document.id, "unchanged", known.chunks))
            return
        chunks = chunk(document)
        if not chunks:
            reason = BadInput("docs.no_text", doc=document.id)
            self._note(Outcome(document.id, "failed", known.chunks if known else 0, reason))
            return
        terms = [chunk_terms(one, self._table.numbers) for one in chunks]
        self._waiting.append(NewDocument(document, fingerprint, chunks, terms))
        status: Status = "updated" if known else "added"
        self._outcomes[document.id] = Outcome(document.id, status, len(chunks))

    def _is_here(self, new: NewDocument) -> bool:
        return new.document.id in self._known

    def _note(self, outcome: Outcome) -> None:
        self._outcomes[outcome.doc_id] = outcome
        self._tell(outcome)

    def _refuse(self, outcome: Outcome) -> None:
        self._refused.append(outcome)
        self._tell(outcome)

    def _tell(self, outcome: Outcome) -> None:
        if self._on_outcome:
            self._on_outcome(outcome)


def ingest_all(run: IngestRun, documents: Iterable[Document], roots: Sequence[str]) -> IngestReport:
    """Take all documents, then remove those that have gone."""
    for document in documents:
        run.take(document)
    run.flush()
    if roots:
        run.sweep(roots)
    return run.report


def _fingerprint(document: Document) -> str:
    content = f"{RECIPE}\n{document.model_dump_json(exclude={'origin', 'remarks'})}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _sound(document: Document) -> Document:
    """With half characters replaced, which no database takes."""
    parts = {"id": document.id, "title": document.title, "text": document.text}
    sound = {name: one.encode("utf-8", "replace").decode() for name, one in parts.items()}
    return document if sound == parts else document.model_copy(update=sound)
