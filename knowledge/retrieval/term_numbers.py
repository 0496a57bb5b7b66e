"""Search terms as numbers: a chunk's terms are kept as an array, each term once as a word."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # an index in memory needs no database, nor the time that it takes to load
    from sqlalchemy import Connection

Numbers = NDArray[np.int32]

UNKNOWN = -1
"""The number of a term that no chunk has."""


class TermNumbers:
    """Numbers of search terms, given once and for good. One writer; readers need no lock."""

    def __init__(self, known: Iterable[tuple[int, str]] = ()) -> None:
        """`known` are the numbers that were given before."""
        self._numbers = {term: number for number, term in known}
        self._next = max(self._numbers.values(), default=UNKNOWN) + 1
        self._unsaved: list[tuple[int, str]] = []

    @classmethod
    def load(cls, connection: "Connection") -> "TermNumbers":
        """Those that a database holds."""
        rows = connection.exec_driver_sql("SELECT number, term FROM terms")
        return cls((number, term) for number, term in rows)

    def __len__(self) -> int:
        """How many terms have a number; all numbers are below."""
        return self._next

    def number(self, term: str) -> int:
        """The number of a term, or UNKNOWN."""
        return self._numbers.get(term, UNKNOWN)

    def add(self, terms: Sequence[str]) -> Numbers:
        """The numbers of `terms`, in order; new terms get new ones."""
        numbers = self._numbers
        found = np.empty(len(terms), dtype=np.int32)
        for at, term in enumerate(terms):
            number = numbers.get(term)
            if number is None:
                number = numbers[term] = self._next
                self._next += 1
                self._unsaved.append((number, term))
            found[at] = number
        return found

    def save(self, connection: "Connection") -> None:
        """Write what is new. Call `saved` when that is committed; until then it stays new."""
        if self._unsaved:
            connection.exec_driver_sql("INSERT INTO terms VALUES (?, ?)", self._unsaved)

    def saved(self) -> None:
        """What was new is in the database."""
        self._unsaved = []
