"""What the document store holds at one moment, ready to be searched by any thread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from knowledge.glossary import Glossary, Pair, common_pairs, pairs_in
from knowledge.lexical import Concept, LexicalIndex, Matches
from knowledge.records import Chunk
from knowledge.tokens import terms
from knowledge.vectors import StoredChunk


@dataclass(frozen=True)
class Snapshot:
    """All chunks with their lexical index; replaced as a whole after a write."""

    chunks: dict[str, Chunk]
    """By id, in the order of documents and their passages."""
    by_document: dict[str, list[Chunk]]
    """Each document's chunks in order."""
    fingerprints: dict[str, str | None]
    """Each document's content hash; None for one that was not written whole."""
    ids: list[str]
    """Chunk ids in the order of the lexical index."""
    places: dict[str, int]
    """Where each chunk id stands in `ids`."""
    terms: dict[str, list[str]]
    """Each chunk's search terms, with those of its title and headings."""
    lexical: LexicalIndex
    """Over `ids`."""
    glossary: Glossary
    """Common names, the given ones, and those of the ingested glossary documents."""

    @classmethod
    def of(
        cls, stored: Sequence[StoredChunk], pairs: Iterable[Pair], before: "Snapshot | None"
    ) -> "Snapshot":
        """Index what is stored, in order; `before` spares segmenting what has not changed."""
        chunks = {one.chunk.id: one.chunk for one in stored}
        words = {
            id_: before.terms[id_]
            if before is not None and before.chunks.get(id_) == chunk
            else _terms(chunk)
            for id_, chunk in chunks.items()
        }
        documents = {
            doc_id: list(parts) for doc_id, parts in groupby(stored, lambda one: one.chunk.doc_id)
        }
        return cls(
            chunks=chunks,
            by_document={
                doc_id: [part.chunk for part in parts] for doc_id, parts in documents.items()
            },
            fingerprints={doc_id: _fingerprint(parts) for doc_id, parts in documents.items()},
            ids=list(chunks),
            places={id_: at for at, id_ in enumerate(chunks)},
            terms=words,
            lexical=LexicalIndex(list(words.values())),
            glossary=Glossary([*common_pairs(), *pairs, *pairs_in(chunks.values())]),
        )

    def match(self, query: str) -> Matches:
        """Score every chunk lexically, in the order of `ids`."""
        return self.lexical.match(self.concepts(query))

    def concepts(self, query: str) -> list[Concept]:
        """What a query asks for, with the other names of each thing."""
        return self.glossary.concepts(terms(query))

    def best(self, matches: Matches, count: int) -> list[str]:
        """Ids of the chunks that share terms with the query, best first, at most `count`."""
        order = np.argsort(-matches.scores, kind="stable")[:count]
        return [self.ids[at] for at in order if matches.scores[at] > 0]


def _terms(chunk: Chunk) -> list[str]:
    """A passage is found by its place too, and its own heading counts double."""
    return terms("\n".join([chunk.place, *chunk.section[-1:], chunk.text]))


def _fingerprint(parts: Sequence[StoredChunk]) -> str | None:
    first = parts[0]
    whole = len(parts) == first.parts and all(p.fingerprint == first.fingerprint for p in parts)
    return first.fingerprint if whole else None
