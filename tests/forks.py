"""Starts a command as a fork of a process that has imported it: see `forking.py`.

For tests that start it again and again; what the start itself does is tested as people start it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


class Forks:
    """The process that has imported a module, whose `main` the forks call."""

    def __init__(self, process: subprocess.Popen[str], errors: Path) -> None:
        self._process = process
        self.errors = errors
        """What the newest fork has written to its standard error."""

    def start(self, arguments: Sequence[str], environ: Mapping[str, str]) -> "Fork":
        """A fork that calls `main(arguments)` in that environment; its output goes nowhere."""
        start = {"arguments": [*arguments], "environ": {**environ}, "errors": str(self.errors)}
        return Fork(self.ask("start", start), self)

    def ask(self, what: str, of: Any) -> int:
        """What the process answers."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({what: of}) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@dataclass(frozen=True)
class Fork:
    """A process that was started."""

    pid: int
    forks: Forks

    def runs(self) -> bool:
        """Whether it has not ended yet."""
        return self.forks.ask("runs", self.pid) == 1

    def kill(self) -> None:
        """End it without a word, and wait until it is gone."""
        self.forks.ask("kill", self.pid)


@contextmanager
def forks_of(module: str, errors: Path) -> Iterator[Forks]:
    """Import the module; `errors` is a file for what a fork writes to its standard error."""
    with subprocess.Popen(
        [sys.executable, str(HERE / "forking.py"), module],
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Forks(process, errors)
