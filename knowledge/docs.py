"""The product's documents: kept in Chroma, found by words and by vectors."""

import hashlib
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge.chunking import RECIPE, chunk
from knowledge.embeddings import Embedder, HashingEmbedder
from knowledge.errors import BadInput, CasebookError
from knowledge.glossary import Pair
from knowledge.language import language_of
from knowledge.records import Chunk, Document, Hit
from knowledge.snapshot import Snapshot
from knowledge.tokens import terms
from knowledge.vectors import StoredChunk, VectorStore

Status = Literal["added", "updated", "unchanged", "failed"]

_CANDIDATES = 100
_FLUSH = 500

_DENSE_WEIGHT = 0.15
"""Of the cosine beside BM25 scaled to 1. Hashed features know no synonyms, so they settle
ties and typing variants only; `python -m benchmarks.retrieval` shows what each part adds."""

_FOREIGN_WEIGHT = 0.8
"""Of a passage in the other language: of two that say the same, readers want theirs first."""


@dataclass(frozen=True)
class Outcome:
    """What became of one document."""

    doc_id: str
    """The document."""
    status: Status
    """What was done."""
    chunks: int
    """How many chunks it has in the store now."""
    reason: CasebookError | None = None
    """Why it failed."""


@dataclass(frozen=True)
class IngestReport:
    """What an ingest did, document by document, in the order given."""

    outcomes: tuple[Outcome, ...]

    def ids(self, status: Status) -> list[str]:
        """Ids of the documents that ended so."""
        return [outcome.doc_id for outcome in self.outcomes if outcome.status == status]

    @property
    def added(self) -> list[str]:
        """Ids of new documents."""
        return self.ids("added")

    @property
    def updated(self) -> list[str]:
        """Ids of documents whose chunks were replaced."""
        return self.ids("updated")

    @property
    def unchanged(self) -> list[str]:
        """Ids of documents that were here already, word for word."""
        return self.ids("unchanged")

    @property
    def failed(self) -> dict[str, CasebookError]:
        """Reasons by document."""
        return {one.doc_id: one.reason for one in self.outcomes if one.reason is not None}


@dataclass(frozen=True)
class DocumentSummary:
    """One line of the list of documents."""

    doc_id: str
    """The document."""
    title: str
    """Its title."""
    chunks: int
    """How many passages it has."""


class DocStore:
    """Documents cut into chunks. One writer at a time; readers never wait for it."""

    def __init__(
        self, folder: Path, *, embedder: Embedder | None = None, glossary: Iterable[Pair] = ()
    ) -> None:
        """Open or create the store in `folder`; `glossary` adds names to the common ones."""
        self._pairs = tuple(glossary)
        self._vectors = VectorStore(folder, embedder or HashingEmbedder())
        self._writing = threading.Lock()
        self._snapshot = Snapshot.of(self._vectors.all(), self._pairs, None)

    def close(self) -> None:
        """Release the folder."""
        with self._writing:
            self._vectors.close()

    # Writing. A document's new chunks are written over the old ones first, and only then
    # what remains of the old ones is removed. A kill in between leaves chunks that do not
    # agree on the document's fingerprint or number: the next ingest writes it again.

    def ingest(self, documents: Iterable[Document]) -> IngestReport:
        """Store what is new or changed; a document with the same content is left alone."""
        with self._writing:
            outcomes: dict[str, Outcome] = {}
            repeated: list[Outcome] = []
            pending: list[StoredChunk] = []
            stale: list[str] = []
            try:
                for document in documents:
                    if document.id in outcomes:
                        reason = BadInput("docs.same_id", doc=document.id)
                        repeated.append(Outcome(document.id, "failed", 0, reason))
                        continue
                    outcome, new = self._compare(document)
                    outcomes[document.id] = outcome
                    if new:
                        kept = {stored.chunk.id for stored in new}
                        old = self._snapshot.by_document.get(document.id, [])
                        pending += new
                        stale += [one.id for one in old if one.id not in kept]
                    if len(pending) >= _FLUSH:
                        self._write(pending, stale)
                        pending, stale = [], []
                self._write(pending, stale)
            finally:
                self._refresh()
            return IngestReport((*outcomes.values(), *repeated))

    def remove(self, doc_ids: Iterable[str]) -> None:
        """Forget documents; unknown ids are ignored."""
        with self._writing:
            known = self._snapshot.by_document
            self._vectors.delete([one.id for doc_id in doc_ids for one in known.get(doc_id, [])])
            self._refresh()

    def _compare(self, document: Document) -> tuple[Outcome, list[StoredChunk]]:
        """What is to be done with a document, and the chunks to write."""
        fingerprint = _fingerprint(document)
        known = self._snapshot.by_document.get(document.id, [])
        if known and self._snapshot.fingerprints[document.id] == fingerprint:
            return Outcome(document.id, "unchanged", len(known)), []
        chunks = chunk(document)
        if not chunks:
            reason = BadInput("docs.no_text", doc=document.id)
            return Outcome(document.id, "failed", len(known), reason), []
        stored = [StoredChunk(one, at, fingerprint, len(chunks)) for at, one in enumerate(chunks)]
        return Outcome(document.id, "updated" if known else "added", len(chunks)), stored

    def _write(self, new: list[StoredChunk], stale: list[str]) -> None:
        self._vectors.put(new)
        self._vectors.delete(stale)

    def _refresh(self) -> None:
        self._snapshot = Snapshot.of(self._vectors.all(), self._pairs, self._snapshot)

    # Reading. Every reader works on the snapshot that it found.

    def search(self, query: str, k: int = 5) -> list[Hit]:
        """The `k` best passages, best first; passages with the same words are given once."""
        found: dict[tuple[str, ...], Hit] = {}
        for hit in self._ranked(query):
            if len(found) == k:
                break
            found.setdefault(tuple(terms(hit.chunk.text)), hit)
        return list(found.values())

    def search_documents(self, query: str, k: int = 5) -> list[Hit]:
        """The best passage of each of the `k` best documents, best first.

        A document scores by its best passages, each further one by half as much as the one
        before: a page about the question beats a page that mentions it once.
        """
        best: dict[str, Hit] = {}
        scores: dict[str, float] = defaultdict(float)
        shares: dict[str, float] = defaultdict(lambda: 1.0)
        for hit in self._ranked(query):
            doc_id = hit.chunk.doc_id
            best.setdefault(doc_id, hit)
            scores[doc_id] += shares[doc_id] * hit.score
            shares[doc_id] /= 2
        ranked = sorted(best, key=lambda doc_id: -scores[doc_id])
        return [best[doc_id].model_copy(update={"score": scores[doc_id]}) for doc_id in ranked[:k]]

    def asked_terms(self, query: str) -> frozenset[str]:
        """The search terms of a query and of the other names of what it asks for."""
        concepts = self._snapshot.concepts(query)
        return frozenset(t for one in concepts for wording in one.wordings for t in wording.terms)

    def chunk(self, chunk_id: str) -> Chunk | None:
        """One passage by its id."""
        return self._snapshot.chunks.get(chunk_id)

    def document_chunks(self, doc_id: str) -> list[Chunk]:
        """A document's passages in order; none for an unknown document."""
        return list(self._snapshot.by_document.get(doc_id, []))

    def documents(self) -> list[DocumentSummary]:
        """All documents, by id."""
        return [
            DocumentSummary(doc_id, chunks[0].title, len(chunks))
            for doc_id, chunks in self._snapshot.by_document.items()
        ]

    def _ranked(self, query: str) -> Iterator[Hit]:
        snapshot = self._snapshot
        if not snapshot.chunks or not query.strip():
            return
        matches = snapshot.match(query)
        lexical = snapshot.best(matches, _CANDIDATES)
        count = min(_CANDIDATES, len(snapshot.chunks))
        cosines = self._vectors.cosines(query, count, others=lexical)
        top = float(matches.scores.max()) or 1.0
        place = snapshot.places
        lang = language_of(query)
        fused: dict[str, float] = {}
        for id_, cosine in cosines.items():
            if id_ in place:
                score = float(matches.scores[place[id_]]) / top + _DENSE_WEIGHT * cosine
                foreign = snapshot.chunks[id_].lang != lang
                fused[id_] = score * _FOREIGN_WEIGHT if foreign else score
        for id_ in sorted(fused, key=lambda id_: (-fused[id_], place[id_])):
            coverage = float(matches.coverage[place[id_]])
            yield Hit(chunk=snapshot.chunks[id_], score=fused[id_], coverage=coverage)


def _fingerprint(document: Document) -> str:
    content = f"{RECIPE}\n{document.model_dump_json()}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
