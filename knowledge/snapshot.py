"""What the document store holds at one moment, ready to be searched by any thread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np

from knowledge.glossary import Glossary, Pair, common_pairs, pairs_in
from knowledge.lexical import Concept, LexicalIndex, Matches
from knowledge.question import Question
from knowledge.records import Chunk
from knowledge.tokens import says_something, terms
from knowledge.vectors import StoredChunk

_PASSING = 0.4


@dataclass(frozen=True)
class Snapshot:
    """All chunks with their lexical index; replaced as a whole after a write."""

    chunks: dict[str, Chunk]
    """By id, in the order of documents and their passages."""
    by_document: dict[str, list[Chunk]]
    """Each document's chunks in order."""
    fingerprints: dict[str, str | None]
    """Each document's content hash; None for one that was not written whole."""
    origins: dict[str, str | None]
    """Where each document was read from; None for a given text."""
    ids: list[str]
    """Chunk ids in the order of the lexical index."""
    places: dict[str, int]
    """Where each chunk id stands in `ids`."""
    terms: dict[str, list[str]]
    """Each chunk's search terms, with those of its title and headings."""
    openings: dict[str, str]
    """For each chunk that goes on with a section, the one that opens it."""
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
            origins={doc_id: parts[0].origin for doc_id, parts in documents.items()},
            ids=list(chunks),
            places={id_: at for at, id_ in enumerate(chunks)},
            terms=words,
            openings=_openings(chunks.values()),
            lexical=LexicalIndex(list(words.values())),
            glossary=Glossary([*common_pairs(), *pairs, *pairs_in(chunks.values())]),
        )

    def match(self, question: Question) -> Matches:
        """Score every chunk lexically, in the order of `ids`.

        Words that say nothing cover nothing; and where one thing is all that is asked for, a
        passage that only mentions it once, in passing, covers little of it.
        """
        concepts = self.concepts(question)
        matches = self.lexical.match(concepts)
        if not says_something(question.about):
            return Matches(matches.scores, np.zeros_like(matches.coverage))
        name = _one_name(concepts)
        if name is None or len(name.wordings[0].terms) > 1 or question.wants_meaning:
            return matches
        coverage = matches.coverage.copy()
        for at in np.flatnonzero(coverage):
            id_ = self.ids[at]
            wordings = (wording.terms for wording in name.wordings)
            if not any(_is_about(self.chunks[id_], self.terms[id_], one) for one in wordings):
                coverage[at] *= _PASSING
        return Matches(matches.scores, coverage)

    def concepts(self, question: Question) -> list[Concept]:
        """What a question asks for, with the other names of each thing."""
        return self.glossary.concepts(terms(question.about))

    def best(self, matches: Matches, count: int) -> list[str]:
        """Ids of the chunks that share terms with the query, best first, at most `count`."""
        order = np.argsort(-matches.scores, kind="stable")[:count]
        return [self.ids[at] for at in order if matches.scores[at] > 0]


def _openings(chunks: Iterable[Chunk]) -> dict[str, str]:
    sections = groupby(chunks, lambda one: (one.doc_id, one.section))
    parts = [[chunk.id for chunk in section] for _, section in sections]
    return {later: first for first, *rest in parts for later in rest}


def _terms(chunk: Chunk) -> list[str]:
    """A passage is found by its place too, and its own heading counts double."""
    return terms("\n".join([chunk.place, *chunk.section[-1:], chunk.text]))


def _one_name(concepts: Sequence[Concept]) -> Concept | None:
    """The concept that is all that is asked for; parts of the same word go along with it."""
    names = ["".join(one.wordings[0].terms) for one in concepts]
    whole = max(names, key=len, default="")
    # A name with a digit in it, such as SM-418, is never mentioned in passing.
    if not whole or any(mark.isdigit() for mark in whole):
        return None
    return concepts[names.index(whole)] if all(name in whole for name in names) else None


def _is_about(chunk: Chunk, words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the passage says a name more than once, or stands under it."""
    return all(words.count(term) > 1 for term in name) or set(name) <= _place_terms(chunk.place)


@lru_cache(maxsize=4096)
def _place_terms(place: str) -> frozenset[str]:
    return frozenset(terms(place))


def _fingerprint(parts: Sequence[StoredChunk]) -> str | None:
    first = parts[0]
    whole = len(parts) == first.parts and all(p.fingerprint == first.fingerprint for p in parts)
    return first.fingerprint if whole else None
