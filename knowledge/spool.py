"""A run's spool: the reply to each of its calls, a line each, written by whoever makes the calls.

The calls that are under way when a run's process is killed are seen through by another, and what
they bring is found here. A lock of the operating system tells whether anybody may still write: it
belongs to the open file, which its holder can hand on to another process, and it is free when all
who have that file are gone, however they end.
"""

import json
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

END = b'{"end":true}\n'
"""Written last by who has seen all calls through."""


@dataclass(frozen=True)
class Spooled:
    """What became of calls."""

    replies: dict[str, dict[str, Any]]
    """By their keys the newest replies that say success."""
    lost: set[str]
    """The keys of those that may have been made, and whose replies nobody has."""


class Spool:
    """The spool of one run."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.file: int | None = None
        """The file, open for appending, while this process holds it."""

    def hold(self, *, regardless: bool = False) -> bool:
        """Open it with its lock; whether that could be had, or `regardless` of the lock."""
        import fcntl  # noqa: PLC0415 - not on every system

        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not regardless:
                os.close(file)
                return False
        self.file = file
        return True

    def read(self, keys: Collection[str]) -> Spooled:
        """What became of the calls with these keys; a torn line is no reply."""
        replies, seen, ended = dict[str, dict[str, Any]](), set[str](), False
        for entry in self._entries():
            ended = "end" in entry
            if (key := str(entry.get("key"))) in keys:
                seen.add(key)
                if 200 <= entry.get("status", 0) < 300:
                    replies[key] = entry
        return Spooled(replies, set() if ended else set(keys) - seen)

    def _entries(self) -> Iterator[dict[str, Any]]:
        if not self._path.exists():
            return
        with self._path.open("rb") as lines:
            for line in lines:
                try:
                    entry = json.loads(line)
                except ValueError:
                    continue
                if isinstance(entry, dict):
                    yield entry

    def close(self) -> None:
        """Let go of the file; the lock stays with those whom it was handed on to."""
        if self.file is not None:
            os.close(self.file)
            self.file = None

    def remove(self) -> None:
        """Drop the file: all of it has been taken over, or nobody waits for it any more."""
        self.close()
        self._path.unlink(missing_ok=True)
