"""A run's journal: each call is noted before it is made, each answer the moment it comes.

An append that has returned survives the process's end by any signal; the database, which commits
many at a time, takes the answers over a moment later.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.records import Trace


@dataclass(frozen=True)
class Written:
    """What a journal holds."""

    answered: dict[str, tuple[Trace, int]] = field(default_factory=dict)
    """For an example its interaction and the calls that it took."""
    under_way: set[str] = field(default_factory=set)
    """The examples that were asked and whose answers never came to be written."""


class Journal:
    """The answers of one run, by example. Used by one process at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def read(self) -> "Written":
        """What is in it."""
        found = Written()
        for entry in self._entries():
            example_id = str(entry["id"])
            if "trace" in entry:
                answer = Trace.model_validate(entry["trace"]), int(entry["attempts"])
                found.answered[example_id] = answer
                found.under_way.discard(example_id)
            else:
                found.under_way.add(example_id)
        return found

    def sent(self, example_id: str) -> None:
        """Note that an example is about to be asked."""
        self._write(f'{{"id":{json.dumps(example_id)}}}')

    def append(self, example_id: str, trace: Trace, attempts: int) -> None:
        """Write one answer; it is there when this returns."""
        head = f'{{"id":{json.dumps(example_id)},"attempts":{attempts},"trace":'
        self._write(f"{head}{trace.model_dump_json()}}}")

    def _entries(self) -> Iterator[dict[str, Any]]:
        if self._path.exists():
            for line in self._path.read_bytes().split(b"\n"):
                if entry := _entry(line):
                    yield entry

    def _write(self, line: str) -> None:
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.write(self._file, b"\n")  # ends a line that a kill may have torn
        os.write(self._file, f"{line}\n".encode())

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def remove(self) -> None:
        """Drop the file: all of it has been taken over."""
        self.close()
        self._path.unlink(missing_ok=True)


def _entry(line: bytes) -> dict[str, Any] | None:
    """A line read; None for an empty or a torn one."""
    try:
        found = json.loads(line) if line else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
