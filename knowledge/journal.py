"""A run's journal: each call is noted before it is made, each answer the moment it comes.

An append that has returned survives the process's end by any signal; the database, which commits
many at a time, takes the answers over a moment later.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge.records import Trace


class Journal:
    """The answers of one run, by example. Used by one process at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def read(self) -> dict[str, tuple[Trace, int]]:
        """What is in it: for an example its interaction and the calls that it took."""
        if not self._path.exists():
            return {}
        return {
            str(entry["id"]): (Trace.model_validate(entry["trace"]), int(entry["attempts"]))
            for entry in self._entries()
            if "trace" in entry
        }

    def under_way(self) -> set[str]:
        """The examples that were asked and whose answers never came to be written."""
        sent: set[str] = set()
        for entry in self._entries():
            if "trace" in entry:
                sent.discard(str(entry["id"]))
            else:
                sent.add(str(entry["id"]))
        return sent

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
