"""Documents and chunks as rows of SQL tables, and back."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from knowledge.documents.indexing import ChunkTerms
from knowledge.records import Chunk, Document, Locator
from knowledge.retrieval.glossary import is_glossary
from knowledge.retrieval.term_numbers import Numbers

Fields = Mapping[Any, Any]
"""A row of a table, by the names of its columns."""


class Known(NamedTuple):
    """A document that is here, for comparing."""

    number: int
    """Its number, given once and for good."""
    fingerprint: str
    """The hash of its content."""
    origin: str | None
    """Where it was read from; see `Document.origin`."""
    chunks: int
    """How many it has."""


class Kind(NamedTuple):
    """What is known about all chunks of a document."""

    chinese: bool
    """Whether it is Chinese."""
    superseded: bool
    """Whether a newer one has taken its place."""
    glossary: bool
    """Whether it calls itself a glossary."""
    date: int
    """Its date as an ordinal; 0 where unknown."""
    media: str
    """The kind of file."""
    version: str
    """Its version in lower case; empty where unknown."""
    title: int
    """A number that documents of the same title share."""


class Row(NamedTuple):
    """A chunk, as the indexes need it."""

    key: int
    """Its number, given once and for good."""
    document: int
    """The number of its document."""
    ordinal: int
    """Its place in the document, from 0."""
    opening: int
    """The place of the one that opens its section."""
    terms: ChunkTerms
    """Its search terms."""
    kind: Kind
    """What its document is."""


@dataclass(frozen=True)
class NewDocument:
    """A document to be written."""

    document: Document
    """The document."""
    fingerprint: str
    """The hash of its content."""
    chunks: Sequence[Chunk]
    """Its chunks in order."""
    terms: Sequence[ChunkTerms]
    """The search terms of each."""


@dataclass(frozen=True)
class Removed:
    """Documents that were taken out, so that they can be put back: rows of the two tables."""

    documents: Sequence[Fields]
    """The documents."""
    chunks: Sequence[Fields]
    """Their chunks."""

    @property
    def doc_ids(self) -> list[str]:
        """Which documents."""
        return [one["doc_id"] for one in self.documents]


def document_fields(number: int, new: NewDocument) -> dict[str, Any]:
    """The row of a document."""
    document = new.document
    return {
        "number": number,
        "doc_id": document.id,
        "title": document.title,
        "lang": document.lang,
        "media": document.media,
        "version": document.version,
        "date": document.date.isoformat() if document.date else None,
        "superseded": document.superseded,
        "origin": document.origin,
        "fingerprint": new.fingerprint,
        "chunks": len(new.chunks),
        "added": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }


def chunk_fields(row: Row, chunk: Chunk) -> dict[str, Any]:
    """The row of a chunk."""
    return {
        "key": row.key,
        "id": chunk.id,
        "document": row.document,
        "ordinal": row.ordinal,
        "opening": row.opening,
        "section": json.dumps(chunk.section, ensure_ascii=False),
        "text": chunk.text,
        "locator": chunk.locator.model_dump_json(exclude_none=True) if chunk.locator else None,
        "place_terms": row.terms.place.tobytes(),
        "terms": row.terms.text.tobytes(),
    }


def chunk_of(fields: Fields) -> Chunk:
    """The chunk of a row that names its document's columns too."""
    locator = fields["locator"]
    return Chunk(
        id=fields["id"],
        doc_id=fields["doc_id"],
        title=fields["title"],
        section=json.loads(fields["section"]),
        text=fields["text"],
        lang=fields["lang"],
        version=fields["version"],
        date=dt.date.fromisoformat(fields["date"]) if fields["date"] else None,
        superseded=fields["superseded"],
        locator=Locator.model_validate_json(locator) if locator else None,
        media=fields["media"],
    )


def row_of(fields: Fields, kind: Kind) -> Row:
    """A row of the table of chunks, as the indexes need it."""
    terms = terms_of(fields["place_terms"], fields["terms"])
    ordinal, opening = fields["ordinal"], fields["opening"]
    return Row(fields["key"], fields["document"], ordinal, opening, terms, kind)


def terms_of(place: bytes, words: bytes) -> ChunkTerms:
    """Search terms, as they are stored."""
    return ChunkTerms(_numbers(place), _numbers(words))


def _numbers(stored: bytes) -> Numbers:
    return np.frombuffer(stored, dtype=np.int32)


def kind_of(doc_id: str, fields: Fields) -> Kind:
    """What a document's row says about its chunks."""
    return Kind(
        chinese=fields["lang"] == "zh",
        superseded=bool(fields["superseded"]),
        glossary=is_glossary(
            Chunk(id="", doc_id=doc_id, title=fields["title"], text="", lang=fields["lang"])
        ),
        date=dt.date.fromisoformat(fields["date"]).toordinal() if fields["date"] else 0,
        media=fields["media"],
        version=(fields["version"] or "").casefold(),
        title=crc32(fields["title"].encode("utf-8", "replace")),
    )


def openings_of(chunks: Sequence[Chunk]) -> list[int]:
    """For each chunk, the place of the one that opens its section."""
    openings: list[int] = []
    for at, chunk in enumerate(chunks):
        goes_on = at > 0 and chunks[at - 1].section == chunk.section
        openings.append(openings[-1] if goes_on else at)
    return openings
