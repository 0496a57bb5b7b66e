"""What the document store holds at one moment, ready to be searched by any thread."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from knowledge.documents.rows import Row
from knowledge.records import Chunk, Filters
from knowledge.retrieval.glossary import Glossary, Pair, common_pairs, pairs_in
from knowledge.retrieval.lexical import Floats, WordIndex
from knowledge.retrieval.shelf import Booleans, Flags, Numbers
from knowledge.retrieval.term_numbers import TermNumbers

Keys = NDArray[np.int64]

_PLACE = 1.5
"""What a word in the title or a heading counts for beside one in the text."""

_MANY_GONE = 1000


@dataclass(frozen=True)
class Sources:
    """Where a snapshot gets what it does not hold itself."""

    chunks: Callable[[Sequence[int]], dict[int, Chunk]]
    """Chunks by their keys; one that has gone is missing."""
    cosines: Callable[[str, Keys], Floats]
    """The likeness of chunks to a query."""
    mean_length: Callable[[Keys], float | None]
    """The length of the mean of the vectors of chunks."""
    pairs: Sequence[Pair]
    """Names beyond the common ones and those of the documents."""


@dataclass(frozen=True)
class Snapshot:
    """All chunks by row, in the order in which they came: a `Shelf`. Replaced after each write.

    Rows of chunks that have gone stay until there are many of them, so that a write costs what
    it changes, not what is there.
    """

    sources: Sources
    """Texts, vectors, names."""
    words: WordIndex
    """The lexical side."""
    keys: Keys
    """The key of each row."""
    flags: Flags
    """What is known about each row."""
    media: tuple[str, ...]
    """The kinds of file, for `flags.media`."""
    versions: tuple[str, ...]
    """The versions of documents, for `flags.version`."""
    glossary: Glossary
    """Common names, the given ones, and those of the ingested glossary documents."""

    @classmethod
    def of(cls, rows: Sequence[Row], numbers: TermNumbers, sources: Sources) -> "Snapshot":
        """Index what is stored."""
        empty = cls(
            sources=sources,
            words=WordIndex(numbers),
            keys=np.empty(0, np.int64),
            flags=_flags([], 0, (), ()),
            media=(),
            versions=(),
            glossary=Glossary(),
        )
        return empty.changed((), rows, named=True)

    def __len__(self) -> int:
        """How many chunks there are."""
        return int(np.count_nonzero(self.flags.alive))

    @property
    def should_be_made_anew(self) -> bool:
        """Whether more rows have gone than are there."""
        return len(self.keys) - len(self) > max(len(self), _MANY_GONE)

    def changed(
        self, gone: Iterable[int], new: Sequence[Row], *, named: bool = False
    ) -> "Snapshot":
        """Without the documents of the numbers `gone`, and with new rows at the end.

        `named` has the names in glossaries read even where no glossary has changed.
        """
        left = self.flags.alive & np.isin(self.flags.document, list(gone))
        media = tuple(dict.fromkeys([*self.media, *(one.kind.media for one in new)]))
        versions = tuple(dict.fromkeys([*self.versions, *(one.kind.version for one in new)]))
        added = _flags(new, len(self.keys), media, versions)
        before = replace(self.flags, alive=self.flags.alive & ~left)
        words = self.words.without(left) if left.any() else self.words
        after = replace(
            self,
            words=words.plus(
                [one.terms.place for one in new], [one.terms.text for one in new], added.chinese
            ),
            keys=np.concatenate([self.keys, np.array([one.key for one in new], np.int64)]),
            flags=_joined(before, added),
            media=media,
            versions=versions,
        )
        if named or added.glossary.any() or (left & self.flags.glossary).any():
            return replace(after, glossary=after._names())
        return after

    def with_replaced(self, documents: Sequence[int]) -> "Snapshot":
        """With the documents of those numbers superseded, beside those that say so themselves."""
        replaced = self.flags.withdrawn | np.isin(self.flags.document, documents)
        return replace(self, flags=replace(self.flags, superseded=replaced))

    def chunks(self, rows: Sequence[int]) -> dict[int, Chunk]:
        """The passages in those rows; one that has gone in the meantime is missing."""
        keys = {int(self.keys[row]): row for row in rows}
        found = {keys[key]: chunk for key, chunk in self.sources.chunks(list(keys)).items()}
        return {
            row: chunk.model_copy(update={"superseded": True})
            if self.flags.superseded[row] and not chunk.superseded
            else chunk
            for row, chunk in found.items()
        }

    def cosines(self, query: str) -> Floats:
        """The likeness of each row to `query`; NaN where no vector is known (yet)."""
        return self.sources.cosines(query, self.keys)

    def mean_length(self, rows: Numbers) -> float | None:
        """The length of the mean of the vectors of `rows`; None where one is not known."""
        return self.sources.mean_length(self.keys[rows])

    @cached_property
    def place_weights(self) -> Floats:
        """What each row's title and headings count for; less where many documents share a title.

        Such as the paragraphs of one web page: the title tells which page, and not which of them.
        """
        _, first = np.unique(self.flags.document, return_index=True)
        _, title, count = np.unique(
            self.flags.title[first], return_inverse=True, return_counts=True
        )
        weights = np.zeros(int(self.flags.document.max(initial=0)) + 1, np.float32)
        weights[self.flags.document[first]] = _PLACE / np.sqrt(count[title])
        return weights[self.flags.document]

    def wanted(self, filters: Filters, documents: Iterable[int]) -> Booleans:
        """The rows within `filters`; `documents` are the numbers of `filters.doc_ids`."""
        flags = self.flags
        rows = flags.alive.copy()
        if filters.doc_ids is not None:
            rows &= np.isin(flags.document, list(documents))
        if filters.media is not None:
            kinds = [at for at, name in enumerate(self.media) if name in filters.media]
            rows &= np.isin(flags.media, kinds)
        if filters.lang is not None:
            rows &= flags.chinese == (filters.lang == "zh")
        if filters.after is not None:
            rows &= flags.date >= filters.after.toordinal()
        if filters.before is not None:
            rows &= (flags.date > 0) & (flags.date <= filters.before.toordinal())
        if filters.current_only:
            rows &= ~flags.superseded
        return rows

    def _names(self) -> Glossary:
        rows = np.flatnonzero(self.flags.glossary & self.flags.alive).tolist()
        chunks = self.chunks(rows)
        inside = pairs_in(chunks[row] for row in rows if row in chunks)
        return Glossary(chain(common_pairs(), self.sources.pairs, inside))


def _flags(rows: Sequence[Row], first: int, media: Sequence[str], versions: Sequence[str]) -> Flags:
    """The flags of rows that are numbered from `first` on."""
    kinds = [row.kind for row in rows]
    media_at = {name: at for at, name in enumerate(media)}
    version_at = {name: at for at, name in enumerate(versions)}
    return Flags(
        alive=np.ones(len(rows), np.bool_),
        chinese=np.array([kind.chinese for kind in kinds], np.bool_),
        superseded=np.array([kind.superseded for kind in kinds], np.bool_),
        withdrawn=np.array([kind.superseded for kind in kinds], np.bool_),
        glossary=np.array([kind.glossary for kind in kinds], np.bool_),
        date=np.array([kind.date for kind in kinds], np.int32),
        media=np.array([media_at[kind.media] for kind in kinds], np.int32),
        version=np.array([version_at[kind.version] for kind in kinds], np.int32),
        title=np.array([kind.title for kind in kinds], np.int64),
        document=np.array([row.document for row in rows], np.int32),
        opening=np.array(
            [first + at - row.ordinal + row.opening for at, row in enumerate(rows)], np.int32
        ),
    )


def _joined(one: Flags, other: Flags) -> Flags:
    return Flags(
        **{name: np.concatenate([vars(one)[name], vars(other)[name]]) for name in vars(one)}
    )
