"""Starts a command as a fork of a process that has imported it: see `forking.py`.

For tests that start it again and again; what the start itself does is tested as people start it.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent


class Fork:
    """A process that was started; its output goes nowhere."""

    def __init__(self, pid: int, errors: Path) -> None:
        self._pid = pid
        self.errors = errors
        """What it has written to its standard error."""

    def runs(self) -> bool:
        """Whether it has not ended yet."""
        try:
            os.kill(self._pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        """End it without a word, and wait until it is gone."""
        if self.runs():
            os.kill(self._pid, signal.SIGKILL)
        while self.runs():
            time.sleep(0.01)


class Forks:
    """The process that has imported a module, whose `main` the forks call."""

    def __init__(self, process: subprocess.Popen[str], errors: Path) -> None:
        self._process, self._errors = process, errors

    def start(self, arguments: Sequence[str], environ: Mapping[str, str]) -> Fork:
        """A fork that calls `main(arguments)` in that environment."""
        asked = {"arguments": list(arguments), "environ": dict(environ)}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({**asked, "errors": str(self._errors)}) + "\n")
        self._process.stdin.flush()
        return Fork(int(self._process.stdout.readline()), self._errors)


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
