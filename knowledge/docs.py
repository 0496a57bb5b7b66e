"""The product's documents: kept in SQL, found by words at once and by vectors a little later."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from knowledge.documents.chunk_cache import ChunkCache
from knowledge.documents.ingest_report import IngestReport, Outcome
from knowledge.documents.ingest_run import IngestRun, ingest_all
from knowledge.documents.rows import Known, Removed, Row
from knowledge.documents.summary import DocumentSummary, summary_of
from knowledge.documents.superseded_by import superseded_by
from knowledge.documents.table import DocumentTable
from knowledge.records import Chunk, Document, Filters, Hit
from knowledge.retrieval.concepts import asked_terms
from knowledge.retrieval.document_ranking import best_documents
from knowledge.retrieval.finding import Finding, find, find_documents
from knowledge.retrieval.folding import folded
from knowledge.retrieval.glossary import Pair
from knowledge.retrieval.question import Question
from knowledge.retrieval.rank import Ranking, rank
from knowledge.retrieval.shelf import Booleans
from knowledge.retrieval.snapshot import Snapshot, Sources
from knowledge.retrieval.talk import NOTHING_SAID, Talk
from knowledge.vectors.chroma import Vectors
from knowledge.vectors.embeddings import Embedder
from knowledge.vectors.filling import VectorFilling
from knowledge.vectors.kept import KeptVectors
from knowledge.vectors.ledger import VectorLedger
from knowledge.vectors.progress import VectorProgress
from knowledge.vectors.queries import QueryVectors

Former = Callable[[str], Embedder | None]
"""Makes an embedder that was used before, by its name, if it still can."""


class DocStore:
    """Documents cut into chunks. One writer at a time; readers never wait for it."""

    def __init__(
        self,
        engine: Engine,
        vectors: Path | str,
        *,
        embedder: Embedder | None = None,
        former: Former = lambda _: None,
        fill: bool = True,
        glossary: Iterable[Pair] = (),
    ) -> None:
        """Open the documents of a database.

        `vectors` is the folder of their vectors, or the URL of a Chroma server; without an
        `embedder` there are none, and words serve alone. By `former`, the vectors of an earlier
        one serve until the new ones are complete. Without `fill` no vectors are made: those that
        are kept serve. `glossary` adds names to the common ones.
        """
        self.embedder = embedder
        """Makes the vectors; None where words serve alone."""
        self._table = DocumentTable(engine)
        self._filling = (
            VectorFilling(
                self._table,
                KeptVectors(VectorLedger(engine), Vectors(vectors), embedder, former),
                fills=fill,
            )
            if embedder is not None
            else None
        )
        vectors_at_hand = QueryVectors(self._filling)
        sources = Sources(
            chunks=ChunkCache(self._table.chunks),
            cosines=vectors_at_hand.cosines,
            mean_length=vectors_at_hand.mean_length,
            pairs=tuple(glossary),
        )
        self._sources = sources
        self._writing = threading.Lock()
        self._known: dict[str, Known] = self._table.known()
        self._replaced: dict[str, str] = {}
        self._snapshot = self._made_anew()
        self._compare_versions()
        self._listed: tuple[Snapshot, list[DocumentSummary]] | None = None
        if self._filling:
            self._filling.start()

    def close(self) -> None:
        """End the filling in of vectors; what is missing is made after the next start."""
        with self._writing:
            if self._filling:
                self._filling.close()

    # Writing.

    def ingest(
        self,
        documents: Iterable[Document],
        *,
        roots: Sequence[str] = (),
        on_outcome: Callable[[Outcome], None] | None = None,
    ) -> IngestReport:
        """Store what is new or changed; a document with the same content is left alone.

        `roots` are folders that were read whole: the documents of files that have gone from them
        are removed. `on_outcome` is told of each document as soon as it can be found. A file
        whose id is another file's gets a longer one: see `DocumentIds`.
        """
        with self._writing:
            run = IngestRun(self._table, self._known, self._written, on_outcome)
            try:
                report = ingest_all(run, documents, roots)
            except BaseException:
                self._known = self._table.known()  # whatever was written by then
                raise
            if report.changed:
                self._compare_versions()
            return report

    def remove(self, doc_ids: Iterable[str]) -> Removed:
        """Forget documents; unknown ids are ignored. What is returned puts them back."""
        with self._writing:
            removed, numbers = self._table.remove(list(doc_ids))
            for doc_id in removed.doc_ids:
                del self._known[doc_id]
            self._written(numbers, [])
            self._compare_versions()
            return removed

    def restore(self, removed: Removed) -> list[str]:
        """Undo a removal; returns the ids that are back. One that was taken since stays taken."""
        with self._writing:
            rows = self._table.restore(removed)
            self._known.update(self._table.known(removed.doc_ids))
            self._written([], rows)
            self._compare_versions()
            numbers = {row.document for row in rows}
            return [id_ for id_ in removed.doc_ids if self._known[id_].number in numbers]

    def _written(self, gone: Sequence[int], new: Sequence[Row]) -> None:
        """Let readers see a change."""
        changed = self._snapshot.changed(gone, new)
        self._snapshot = self._made_anew() if changed.should_be_made_anew else changed
        if self._filling:
            self._filling.wake()

    def _made_anew(self) -> Snapshot:
        return Snapshot.of(self._table.rows(), self._table.numbers, self._sources)

    def _compare_versions(self) -> None:
        """Tell which documents have been replaced by which, now that all are known."""
        self._replaced = superseded_by(map(summary_of, self._table.documents()))
        numbers = [self._known[doc_id].number for doc_id in self._replaced]
        self._snapshot = self._snapshot.with_replaced(numbers)

    # Vectors.

    @property
    def vector_progress(self) -> VectorProgress:
        """How far the vectors are."""
        keys = self._snapshot.keys[self._snapshot.flags.alive]
        if self._filling is None:
            return VectorProgress(0, len(keys))
        return self._filling.progress(keys)

    def wait_for_kept_vectors(self, timeout: float | None = None) -> bool:
        """Wait until the vectors that are kept have been read; False when time is up."""
        return self._filling is None or self._filling.wait_for_kept(timeout)

    def wait_for_vectors(
        self,
        timeout: float | None = None,
        on_progress: Callable[[VectorProgress], None] | None = None,
    ) -> bool:
        """Wait until every chunk has its vector; at once where there is no embedder.

        `on_progress` is told every second. False when time is up, or when something stands in
        the way: see `vector_progress`.
        """

        def tell() -> None:
            if on_progress:
                on_progress(self.vector_progress)

        return self._filling is None or self._filling.wait(timeout, tell)

    # Reading. Every reader works on the snapshot that it found.

    def find(
        self, question: str, k: int = 5, filters: Filters | None = None, talk: Talk = NOTHING_SAID
    ) -> Finding:
        """The `k` best passages for a question, and whether they answer it; see `finding.find`."""
        snapshot, wanted = self._confined(filters)
        return find(snapshot, question, k, wanted, talk)

    def find_documents(
        self, question: str, k: int = 5, filters: Filters | None = None, talk: Talk = NOTHING_SAID
    ) -> Finding:
        """The best passage of each of the `k` best documents, and whether they answer it."""
        snapshot, wanted = self._confined(filters)
        return find_documents(snapshot, question, k, wanted, talk)

    def search(self, query: str, k: int = 5, filters: Filters | None = None) -> list[Hit]:
        """The `k` best passages, best first; near-duplicates are given once."""
        _, ranking = self._ranked(query, filters)
        return folded(map(ranking.hit, ranking.rows), k) if ranking else []

    def search_documents(self, query: str, k: int = 5, filters: Filters | None = None) -> list[Hit]:
        """The best passage of each of the `k` best documents, best first."""
        snapshot, ranking = self._ranked(query, filters)
        return best_documents(snapshot, ranking, k) if ranking else []

    def asked_terms(self, query: str) -> frozenset[str]:
        """The search terms of a query and of the other names of what it asks for."""
        return asked_terms(Question.of(query), self._snapshot.glossary)

    def chunk(self, chunk_id: str) -> Chunk | None:
        """One passage by its id."""
        return next(iter(self._as_of_now(filter(None, [self._table.chunk(chunk_id)]))), None)

    def document_chunks(self, doc_id: str) -> list[Chunk]:
        """A document's passages in order; none for an unknown document."""
        return self._as_of_now(self._table.document_chunks(doc_id))

    def neighbours(self, chunk_id: str, before: int = 1, after: int = 1) -> list[Chunk]:
        """A passage and those around it, in order; none for an unknown one."""
        return self._as_of_now(self._table.neighbours(chunk_id, before, after))

    def documents(self) -> list[DocumentSummary]:
        """All documents, by id."""
        snapshot, listed = self._snapshot, self._listed
        if listed is None or listed[0] is not snapshot:
            documents = map(summary_of, self._table.documents())
            listed = (snapshot, [self._marked(one) for one in documents])
            self._listed = listed
        return list(listed[1])

    def _marked(self, document: DocumentSummary) -> DocumentSummary:
        newer = self._replaced.get(document.doc_id)
        return replace(document, superseded=True, superseded_by=newer) if newer else document

    def _as_of_now(self, chunks: Iterable[Chunk]) -> list[Chunk]:
        """Passages, marked where their document has been replaced since."""
        return [
            one.model_copy(update={"superseded": True}) if one.doc_id in self._replaced else one
            for one in chunks
        ]

    def _ranked(self, query: str, filters: Filters | None) -> tuple[Snapshot, Ranking | None]:
        snapshot, wanted = self._confined(filters)
        return snapshot, rank(snapshot, query, wanted)

    def _confined(self, filters: Filters | None) -> tuple[Snapshot, Booleans | None]:
        snapshot = self._snapshot
        if filters is None:
            return snapshot, None
        return snapshot, snapshot.wanted(filters, self._table.numbers_of(filters.doc_ids or ()))
