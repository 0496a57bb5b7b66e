"""Documents and their chunks, as SQL keeps them: the truth that all indexes are made from."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, text

from knowledge.documents.indexing import RECIPE, chunk_terms
from knowledge.documents.rows import (
    Fields,
    Known,
    NewDocument,
    Removed,
    Row,
    chunk_fields,
    chunk_of,
    document_fields,
    kind_of,
    openings_of,
    row_of,
    terms_of,
)
from knowledge.records import Chunk
from knowledge.retrieval.term_numbers import TermNumbers

_CHUNK = (
    "SELECT c.key, c.id, d.doc_id, d.title, c.section, c.text, d.lang, d.version, d.date,"
    " d.superseded, c.locator, d.media FROM chunks c JOIN documents d ON d.number = c.document"
)


class DocumentTable:
    """Reads and writes documents. One writer at a time; each call is one transaction."""

    def __init__(self, engine: Engine) -> None:
        """Over an open database; brings its search terms up to date."""
        self._engine = engine
        with engine.connect() as connection:
            self.numbers = TermNumbers.load(connection)
            self._key = _highest(connection, "chunks", "vectors", column="key")
            self._number = _highest(connection, "documents", column="number")
        self._renew_terms()

    # Writing.

    def write(self, new: Sequence[NewDocument], gone: Iterable[int] = ()) -> list[Row]:
        """Put documents in and those with the numbers `gone` out, all at once."""
        documents, chunks, rows = [], [], []
        for one in new:
            self._number += 1
            documents.append(document_fields(self._number, one))
            kind = kind_of(one.document.id, documents[-1])
            openings = openings_of(one.chunks)
            for ordinal, (chunk, terms) in enumerate(zip(one.chunks, one.terms, strict=True)):
                self._key += 1
                row = Row(self._key, self._number, ordinal, openings[ordinal], terms, kind)
                chunks.append(chunk_fields(row, chunk))
                rows.append(row)
        with self._engine.begin() as connection:
            _delete(connection, list(gone))
            self._insert(connection, documents, chunks)
        self.numbers.saved()
        return rows

    def remove(self, doc_ids: Sequence[str]) -> tuple[Removed, list[int]]:
        """Take documents out; also returns their numbers. Unknown ids are ignored."""
        # Read before the transaction: one that begins by reading may not be let write later.
        with self._engine.connect() as connection:
            documents = _select(connection, "SELECT * FROM documents WHERE doc_id", doc_ids)
            numbers = [one["number"] for one in documents]
            chunks = _select(connection, "SELECT * FROM chunks WHERE document", numbers)
        with self._engine.begin() as connection:
            _delete(connection, numbers)
        return Removed(documents, sorted(chunks, key=lambda one: int(one["key"]))), numbers

    def restore(self, removed: Removed) -> list[Row]:
        """Put documents back, except where another one has taken the id since."""
        taken = self.known(removed.doc_ids)
        documents = [one for one in removed.documents if one["doc_id"] not in taken]
        kinds = {one["number"]: kind_of(one["doc_id"], one) for one in documents}
        chunks = [one for one in removed.chunks if one["document"] in kinds]
        with self._engine.begin() as connection:
            self._insert(connection, documents, chunks)
        return [row_of(one, kinds[one["document"]]) for one in chunks]

    def move(self, number: int, origin: str) -> None:
        """Note that a document is read from elsewhere now."""
        with self._engine.begin() as connection:
            connection.execute(
                text("UPDATE documents SET origin = :origin WHERE number = :number"),
                {"origin": origin, "number": number},
            )

    # Reading.

    def known(self, doc_ids: Sequence[str] | None = None) -> dict[str, Known]:
        """All documents by id, or those of them."""
        query = "SELECT doc_id, number, fingerprint, origin, chunks FROM documents"
        with self._engine.connect() as connection:
            found = (
                connection.execute(text(query)).mappings()
                if doc_ids is None
                else _select(connection, f"{query} WHERE doc_id", doc_ids)
            )
            return {
                one["doc_id"]: Known(
                    one["number"], one["fingerprint"], one["origin"], one["chunks"]
                )
                for one in found
            }

    def rows(self) -> list[Row]:
        """All chunks, in the order in which they came."""
        with self._engine.connect() as connection:
            documents = connection.execute(text("SELECT * FROM documents")).mappings()
            kinds = {one["number"]: kind_of(one["doc_id"], one) for one in documents}
            found = connection.execute(
                text(
                    "SELECT key, document, ordinal, opening, place_terms, terms FROM chunks"
                    " ORDER BY key"
                )
            )
            return [
                Row(key, document, ordinal, opening, terms_of(place, words), kinds[document])
                for key, document, ordinal, opening, place, words in found
            ]

    def count(self) -> int:
        """How many chunks there are."""
        with self._engine.connect() as connection:
            return connection.scalar(text("SELECT COUNT(*) FROM chunks")) or 0

    def numbers_of(self, doc_ids: Iterable[str]) -> list[int]:
        """The numbers of documents; unknown ids are ignored."""
        with self._engine.connect() as connection:
            found = _select(connection, "SELECT number FROM documents WHERE doc_id", list(doc_ids))
        return [one["number"] for one in found]

    def documents(self) -> list[Fields]:
        """The rows of all documents, by id."""
        with self._engine.connect() as connection:
            found = connection.execute(text("SELECT * FROM documents ORDER BY doc_id"))
            return list(found.mappings())

    def chunks(self, keys: Sequence[int]) -> dict[int, Chunk]:
        """The chunks with those keys; one that has gone is missing."""
        with self._engine.connect() as connection:
            found = _select(connection, f"{_CHUNK} WHERE c.key", keys)
        return {one["key"]: chunk_of(one) for one in found}

    def chunk(self, chunk_id: str) -> Chunk | None:
        """The chunk with that id."""
        found = self._chunks("c.id = :id", id=chunk_id)
        return found[0] if found else None

    def document_chunks(self, doc_id: str) -> list[Chunk]:
        """A document's chunks in order."""
        return self._chunks("d.doc_id = :doc_id", doc_id=doc_id)

    def neighbours(self, chunk_id: str, before: int, after: int) -> list[Chunk]:
        """The chunk with that id, and those around it in its document, in order."""
        return self._chunks(
            "EXISTS (SELECT 1 FROM chunks o WHERE o.id = :id AND o.document = c.document"
            " AND c.ordinal BETWEEN o.ordinal - :before AND o.ordinal + :after)",
            id=chunk_id,
            before=before,
            after=after,
        )

    def _chunks(self, condition: str, **values: Any) -> list[Chunk]:
        with self._engine.connect() as connection:
            query = text(f"{_CHUNK} WHERE {condition} ORDER BY c.document, c.ordinal")
            return [chunk_of(one) for one in connection.execute(query, values).mappings()]

    def _insert(
        self,
        connection: Connection,
        documents: Sequence[Fields],
        chunks: Sequence[Fields],
    ) -> None:
        self.numbers.save(connection)
        for table, fields in (("documents", documents), ("chunks", chunks)):
            if fields:
                names = fields[0].keys()
                places = ", ".join(f":{name}" for name in names)
                connection.execute(
                    text(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"),  # noqa: S608
                    [dict(one) for one in fields],
                )

    def _renew_terms(self) -> None:
        """Make the search terms again where another recipe made them."""
        with self._engine.begin() as connection:
            made_by = connection.scalar(text("SELECT value FROM marks WHERE name = 'terms'"))
            if made_by == RECIPE:
                return
            self.numbers = TermNumbers()
            connection.execute(text("DELETE FROM terms"))
            keys = list(connection.scalars(text("SELECT key FROM chunks ORDER BY key")))
            for start in range(0, len(keys), 1000):
                found = _select(connection, f"{_CHUNK} WHERE c.key", keys[start : start + 1000])
                made = [(one["key"], chunk_terms(chunk_of(one), self.numbers)) for one in found]
                connection.execute(
                    text("UPDATE chunks SET place_terms = :place, terms = :text WHERE key = :key"),
                    [
                        {"key": key, "place": one.place.tobytes(), "text": one.text.tobytes()}
                        for key, one in made
                    ],
                )
            self.numbers.save(connection)
            connection.execute(text("DELETE FROM marks WHERE name = 'terms'"))
            connection.execute(
                text("INSERT INTO marks VALUES ('terms', :recipe)"), {"recipe": RECIPE}
            )
        self.numbers.saved()


def _select(connection: Connection, query: str, values: Sequence[Any]) -> list[Fields]:
    """Rows whose last named column is one of `values`."""
    statement = text(f"{query} IN :values").bindparams(bindparam("values", expanding=True))
    found: list[Fields] = []
    for start in range(0, len(values), 500):
        part = {"values": list(values[start : start + 500])}
        found += connection.execute(statement, part).mappings()
    return found


def _delete(connection: Connection, numbers: Sequence[int]) -> None:
    if numbers:
        values = [{"number": number} for number in numbers]
        connection.execute(text("DELETE FROM chunks WHERE document = :number"), values)
        connection.execute(text("DELETE FROM documents WHERE number = :number"), values)


def _highest(connection: Connection, *tables: str, column: str) -> int:
    numbers = [connection.scalar(text(f"SELECT MAX({column}) FROM {one}")) for one in tables]  # noqa: S608
    return max(number or 0 for number in numbers)
