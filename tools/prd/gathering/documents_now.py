"""What the passages of a PRD say now: read anew, wherever in their document they have gone."""

from collections.abc import Iterable

from knowledge.docs import DocStore
from knowledge.records import Chunk
from knowledge.records.prd import Prd, Source
from tools.prd.checking.places import placed
from tools.prd.checking.stale import successor
from tools.prd.checking.values import plain
from tools.prd.gathering.reading import passage_source, statements

_REPLACED = 5
"""Documents that took one another's place, at most that are followed."""


class DocumentsNow:
    """The documents that passages lie in; each is read once."""

    def __init__(self, docs: DocStore, prd: Prd) -> None:
        self._docs = docs
        self._quoted = {
            plain(source.quote)
            for place in placed(prd)
            for source in place.sentence.sources
            if source.kind == "passage"
        }
        self._replaced = {one.doc_id: one.superseded_by for one in docs.documents()}
        self._read: dict[str, list[tuple[Chunk, list[str]]]] = {}

    def says(self, source: Source) -> str | None:
        """The quote where it is still said; else what may have taken its place; None if gone.

        That is looked for in the passage, then in its document, and where a newer document has
        taken the place of that one, in the newer one. What the PRD quotes already takes nothing's
        place.
        """
        doc_id = self._newest(_document(source))
        passages = self._passages(doc_id)
        if not passages:
            return None
        if not source.quote.strip():
            return passages[0][0].text
        quote = plain(source.quote)
        if any(_says(chunk, said, quote) for chunk, said in passages):
            return source.quote
        near = self._left(said for chunk, said in passages if chunk.id == source.id)
        if successor(source.quote, near):
            return near
        return self._left(said for _, said in passages)

    def _left(self, passages: Iterable[list[str]]) -> str:
        return "\n".join(
            line for said in passages for line in said if plain(line) not in self._quoted
        )

    def renewed(self, source: Source, words: str) -> Source:
        """The passage that says these words instead."""
        said = plain(words)
        for chunk, lines in self._passages(self._newest(_document(source))):
            if _says(chunk, lines, said):
                return passage_source(chunk, words)
        return source.model_copy(update={"quote": words})

    def _newest(self, doc_id: str) -> str:
        for _ in range(_REPLACED):
            doc_id = self._replaced.get(doc_id) or doc_id
        return doc_id

    def _passages(self, doc_id: str) -> list[tuple[Chunk, list[str]]]:
        if doc_id not in self._read:
            chunks = self._docs.document_chunks(doc_id)
            self._read[doc_id] = [(one, statements(one)) for one in chunks]
        return self._read[doc_id]


def _document(source: Source) -> str:
    return source.id.rpartition("#")[0]


def _says(chunk: Chunk, said: list[str], quote: str) -> bool:
    return quote in plain(chunk.text) or any(quote in plain(one) for one in said)
