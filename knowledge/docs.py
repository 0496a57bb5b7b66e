"""The product's documents: kept in Chroma, found by words and by vectors."""

import hashlib
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.chunking import RECIPE, chunk
from knowledge.document_ids import DocumentIds
from knowledge.embeddings import Embedder, HashingEmbedder
from knowledge.errors import BadInput
from knowledge.glossary import Pair
from knowledge.ingest_report import IngestReport, Outcome
from knowledge.question import Question
from knowledge.ranking import lead_with_openings, weigher
from knowledge.records import Chunk, Document, Hit
from knowledge.snapshot import Snapshot
from knowledge.tokens import terms
from knowledge.vectors import StoredChunk, VectorStore

_CANDIDATES = 100
_FLUSH = 500

_DENSE_WEIGHT = 0.15
"""Of the cosine beside BM25 scaled to 1. Hashed features know no synonyms, so they settle
ties and typing variants only; `python -m benchmarks.retrieval` shows what each part adds."""


@dataclass(frozen=True)
class DocumentSummary:
    """One line of the list of documents."""

    doc_id: str
    """The document."""
    title: str
    """Its title."""
    chunks: int
    """How many passages it has."""
    origin: str | None
    """Where it was read from; see `Document.origin`."""


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
        """Store what is new or changed; a document with the same content is left alone.

        A file whose id is another file's gets a longer one: see `DocumentIds`.
        """
        with self._writing:
            ids = DocumentIds(self._snapshot.origins)
            outcomes: dict[str, Outcome] = {}
            refused: list[Outcome] = []
            pending: list[StoredChunk] = []
            stale: list[str] = []
            try:
                for given in documents:
                    document = self._settled(given, ids)
                    if isinstance(document, Outcome):
                        refused.append(document)
                        continue
                    if document.id in outcomes:
                        if document.origin is None:
                            reason = BadInput("docs.same_id", doc=document.id)
                            refused.append(Outcome(document.id, "failed", 0, reason))
                        continue  # a file that was named twice is read once
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
            return IngestReport((*outcomes.values(), *refused))

    def remove(self, doc_ids: Iterable[str]) -> None:
        """Forget documents; unknown ids are ignored."""
        with self._writing:
            known = self._snapshot.by_document
            self._vectors.delete([one.id for doc_id in doc_ids for one in known.get(doc_id, [])])
            self._refresh()

    def _settled(self, document: Document, ids: DocumentIds) -> Document | Outcome:
        """The document under its final id, or why it cannot have one."""
        same = self._snapshot.fingerprints.get(document.id) == _fingerprint(document)
        if same and document.origin not in ids:
            return document  # the same words from another place, such as a folder that was moved
        doc_id = ids.claim(document)
        if doc_id is None:
            owner = self._snapshot.origins.get(document.id)
            reason = BadInput("docs.taken", doc=document.id, owner=owner)
            return Outcome(document.id, "failed", 0, reason)
        return document.model_copy(update={"id": doc_id})

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
        stored = [
            StoredChunk(one, at, fingerprint, len(chunks), document.origin)
            for at, one in enumerate(chunks)
        ]
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
        concepts = self._snapshot.concepts(Question.of(query))
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
            DocumentSummary(doc_id, chunks[0].title, len(chunks), self._snapshot.origins[doc_id])
            for doc_id, chunks in self._snapshot.by_document.items()
        ]

    def _ranked(self, query: str) -> Iterator[Hit]:
        snapshot = self._snapshot
        if not snapshot.chunks or not query.strip():
            return
        question = Question.of(query)
        matches = snapshot.match(question)
        lexical = snapshot.best(matches, _CANDIDATES)
        count = min(_CANDIDATES, len(snapshot.chunks))
        cosines = self._vectors.cosines(question.about, count, others=lexical)
        top = float(matches.scores.max()) or 1.0
        place = snapshot.places
        weigh = weigher(query, question)
        fused = {
            id_: weigh(snapshot.chunks[id_])
            * (float(matches.scores[place[id_]]) / top + _DENSE_WEIGHT * cosine)
            for id_, cosine in cosines.items()
            if id_ in place
        }
        lead_with_openings(fused, snapshot, self.asked_terms(query))
        for id_ in sorted(fused, key=lambda id_: (-fused[id_], place[id_])):
            coverage = float(matches.coverage[place[id_]])
            yield Hit(chunk=snapshot.chunks[id_], score=fused[id_], coverage=coverage)


def _fingerprint(document: Document) -> str:
    content = f"{RECIPE}\n{document.model_dump_json(exclude={'origin'})}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
