"""Output that goes straight on to somebody else, and so cannot be gone back over."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from tools.diagnosis.batch.job import Done
from tools.diagnosis.batch.journal import Entry
from tools.diagnosis.batch.lines import Chunk


class Straight:
    """Stdout, used like a `Journal` that knows of no earlier run."""

    resumed = 0
    changed: int | None = None

    def __init__(self, out: TextIO) -> None:
        self.at = Entry()
        """How far it is."""
        self._out = out

    def left(self, given: Iterable[Chunk]) -> Iterator[Chunk]:
        """All chunks."""
        return iter(given)

    def add(self, chunk: Chunk, done: Done) -> None:
        """Pass on what became of a chunk."""
        self._out.write(done.output.decode())
        self._out.flush()
        self.at = self.at.then(chunk, done)
