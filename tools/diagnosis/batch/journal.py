"""The output while it is being made, and the journal by which it goes on after a kill.

Beside OUT lie OUT.partial, the diagnoses so far, and OUT.journal: what the diagnoses depend on,
then a line for each chunk of the input that is done. A line is written after the diagnoses that
it stands for, so whatever a kill leaves beyond the last whole line is cut off and made again.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

from knowledge.errors import BadInput
from knowledge.logs.notes import Notes
from knowledge.output import destination
from tools.diagnosis.batch.job import Done
from tools.diagnosis.batch.lines import Chunk

Basis = dict[str, str | None]
"""What the diagnoses depend on besides the input: code, documents, language."""


class Entry(BaseModel):
    """How far the output is, after one more chunk."""

    digest: str = ""
    """Which lines the chunk held."""
    taken: int = 0
    """Bytes of the input so far."""
    output: int = 0
    """Bytes of the output so far."""
    diagnosed: int = 0
    """Traces diagnosed so far."""
    unreadable: int = 0
    """Lines so far that are no traces."""
    notes: Notes = Notes()
    """What of the lines so far was not read."""

    def then(self, chunk: Chunk, done: Done) -> "Entry":
        """How far it is after this chunk as well."""
        return Entry(
            digest=chunk.digest,
            taken=self.taken + chunk.size,
            output=self.output + len(done.output),
            diagnosed=self.diagnosed + done.diagnosed,
            unreadable=self.unreadable + len(done.unreadable),
            notes=self.notes.plus(done.notes),
        )


class Journal:
    """One output file in the making; made by `journal`."""

    def __init__(self, out: BinaryIO, log: BinaryIO, basis: Basis) -> None:
        self.at = Entry()
        """How far it is."""
        self.resumed = 0
        """Traces that an earlier run had diagnosed."""
        self.changed: int | None = None
        """The first line from which the input differs from that of the earlier run."""
        self._out, self._log = out, log
        head = (json.dumps(basis, sort_keys=True) + "\n").encode()
        self.outdated = _differing(log.readline(), basis)
        """What else has changed since the earlier run, whose work was dropped for it."""
        self._before = [] if self.outdated else _entries(log, len(head), _size(out))
        if not self._before:
            log.seek(0)
            log.write(head)
        self._log_end = len(head)

    def left(self, given: Iterable[Chunk]) -> Iterator[Chunk]:
        """Those chunks that are still to be done: what the earlier run did is passed over."""
        before = iter(self._before)
        known = next(before, None)
        for chunk in given:
            if known and known[0].digest == chunk.digest:
                self.at, self._log_end = known
                self.resumed = self.at.diagnosed
                known = next(before, None)
                continue
            if known:
                self.changed, known = chunk.first, None
            yield chunk

    def add(self, chunk: Chunk, done: Done) -> None:
        """Take in what became of the next chunk that was left."""
        self._cut()
        self._out.write(done.output)
        self._out.flush()
        self.at = self.at.then(chunk, done)
        line = (self.at.model_dump_json() + "\n").encode()
        self._log.write(line)
        self._log.flush()
        self._log_end += len(line)

    def close(self) -> None:
        """Leave in the output what belongs there and nothing more."""
        self._cut()
        self._out.flush()
        self._log.flush()

    def _cut(self) -> None:
        for file, end in ((self._out, self.at.output), (self._log, self._log_end)):
            file.seek(end)
            file.truncate()


@contextmanager
def journal(path: Path, basis: Basis) -> Iterator[Journal]:
    """Make the file at `path`, going on where an earlier run with the same basis was ended.

    It appears under its name when the block ends well. Raises BadInput when it cannot be written,
    or when another process is making it.
    """
    place = destination(path)
    partial, log, lock = (place.with_name(f"{place.name}.{end}") for end in _SUFFIXES)
    with ExitStack() as stack:
        try:
            lock.touch()  # a place that cannot be written to would look like a lock that is held
            stack.enter_context(FileLock(lock, timeout=0))
            for file in (partial, log):
                file.touch()
            out = stack.enter_context(partial.open("r+b"))
            made = Journal(out, stack.enter_context(log.open("r+b")), basis)
        except Timeout as error:
            raise BadInput("diagnosis.batch.busy", path=path) from error
        except OSError as error:
            raise unwritable(path, error) from error
        try:
            yield made
        except BaseException:
            if not made.at.diagnosed + made.at.unreadable:  # nothing to go on from
                _remove(partial, log, lock)
            raise
        try:
            made.close()
            partial.replace(place)
            _remove(log, lock)
        except OSError as error:
            raise unwritable(path, error) from error


def unwritable(path: Path | str, error: OSError) -> BadInput:
    """What to tell where the output cannot be written: the name, the reason, the remedy."""
    reason = error.strerror or str(error)
    return BadInput("diagnosis.file.unwritable", path=path, reason=reason)


_SUFFIXES = ("partial", "journal", "lock")


def _remove(*files: Path) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _differing(head: bytes, basis: Basis) -> list[str]:
    """What of the basis an earlier run had otherwise; empty when there was none."""
    if not head:
        return []
    try:
        earlier = json.loads(head)
        return [name for name, value in basis.items() if earlier.get(name, "") != value]
    except (ValueError, AttributeError):
        return list(basis)


def _entries(log: BinaryIO, start: int, written: int) -> list[tuple[Entry, int]]:
    """The chunks that are done and whose output is there, each with where its line ends."""
    found = []
    for line in log:
        start += len(line)
        try:
            entry = Entry.model_validate_json(line)
        except ValidationError:
            break
        if not line.endswith(b"\n") or entry.output > written:
            break
        found.append((entry, start))
    return found


def _size(file: BinaryIO) -> int:
    return file.seek(0, 2)
