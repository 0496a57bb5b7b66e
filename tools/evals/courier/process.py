"""The courier's process as ours sees it: it is started when it is first needed, and kept."""

import atexit
import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3]
POSSIBLE = hasattr(socket, "send_fds")
"""Whether an open file can be handed on to another process here."""
_PATIENCE = 1.0
"""Seconds for a courier that has nothing to do to end."""


class Process:
    """A courier. It ends when we do, however that is."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def start(self) -> int:
        """Have it get ready; its process id."""
        with self._lock:
            self._running()
            assert self._process
            return self._process.pid

    def line(self, spool: int) -> socket.socket:
        """A new line to it, for a run with this spool; to a new courier if the last one is gone."""
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            files = [spool, theirs.fileno()]
            try:
                socket.send_fds(self._running(), [b"r"], files)
            except OSError:  # it has just gone
                self._let_go()
                socket.send_fds(self._running(), [b"r"], files)
        return ours

    def end(self) -> None:
        """Let it end when it has nothing more to do."""
        with self._lock:
            self._let_go()

    def _running(self) -> socket.socket:
        if self._control and self._process and self._process.poll() is None:
            return self._control
        self._let_go()
        path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "tools.evals.courier"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
                start_new_session=True,
            )
        return self._control

    def _let_go(self) -> None:
        if self._control:
            self._control.close()
            self._control = None
        if self._process:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
            self._process = None


@cache
def courier() -> Process:
    """The one of this process."""
    made = Process()
    atexit.register(made.end)
    return made
