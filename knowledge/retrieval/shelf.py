"""One moment of the document store, as retrieval sees it.

Passages are numbered by rows. Whatever is asked about all of them is an array over the rows;
texts are fetched for the few that matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.records import Chunk
from knowledge.retrieval.concept import Concept
from knowledge.retrieval.glossary import Glossary
from knowledge.retrieval.lexical import Floats, Matches

Booleans = NDArray[np.bool_]
Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class Flags:
    """What is known about each passage, an array over the rows each."""

    alive: Booleans
    """False for a passage that has been removed or replaced since; it must not be shown."""
    chinese: Booleans
    """Whether its document is Chinese; English otherwise."""
    superseded: Booleans
    """Whether a newer document has taken the place of its own."""
    withdrawn: Booleans
    """Whether its own document says so."""
    glossary: Booleans
    """Whether its document calls itself a glossary."""
    date: Numbers
    """Its document's date as `date.toordinal()`; 0 where unknown."""
    media: Numbers
    """The kind of file that it is from, as an index into `Shelf.media`."""
    version: Numbers
    """Its document's version, as an index into `Shelf.versions`."""
    title: NDArray[np.int64]
    """A number that the documents of the same title share."""
    document: Numbers
    """The number of its document: equal for passages of the same one."""
    opening: Numbers
    """The row of the passage that opens its section; its own where it does so itself."""


class Words(Protocol):
    """The lexical index over all rows, and the search terms of single ones."""

    def match(
        self,
        query: Sequence[Concept],
        *,
        by_language: bool = False,
        place_weights: Floats | None = None,
    ) -> Matches:
        """How well each row matches; see `WordIndex.match`."""
        ...

    def number(self, term: str) -> int:
        """The number of a search term; -1 for one that no passage has."""
        ...

    def terms(self, row: int) -> Numbers:
        """The numbers of the search terms of a passage's text, in order."""
        ...

    def place_terms(self, row: int) -> Numbers:
        """The numbers of the search terms of its title and headings; its own heading twice."""
        ...


class Shelf(Protocol):
    """One moment of the document store."""

    @property
    def flags(self) -> Flags:
        """What is known about each passage."""
        ...

    @property
    def media(self) -> Sequence[str]:
        """The kinds of file, for `flags.media`."""
        ...

    @property
    def versions(self) -> Sequence[str]:
        """The versions of documents, in lower case, for `flags.version`; "" where unknown."""
        ...

    @property
    def words(self) -> Words:
        """The lexical side."""
        ...

    @property
    def place_weights(self) -> Floats:
        """What each row's title and headings count for beside its text."""
        ...

    @property
    def glossary(self) -> Glossary:
        """Common names, the given ones, and those of the ingested glossary documents."""
        ...

    def chunks(self, rows: Sequence[int]) -> dict[int, Chunk]:
        """The passages in those rows; one that has gone in the meantime is missing."""
        ...

    def mean_length(self, rows: Numbers) -> float | None:
        """The length of the mean of the vectors of `rows`; None where one is not known."""
        ...

    def cosines(self, query: str) -> Floats:
        """The likeness of each row to `query`; NaN where no vector is known (yet)."""
        ...
