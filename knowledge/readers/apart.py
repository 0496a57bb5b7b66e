"""Parsers run apart from us: a file that makes one hang, crash or eat memory stops nothing else.

It also leaves this process free to answer while a long PDF is being read.
"""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from knowledge.errors import BadInput
from knowledge.readers.limits import MEMORY_BYTES, SILENCE_SECONDS, TOTAL_SECONDS
from knowledge.readers.reading import Reading

_ROOT = Path(__file__).resolve().parents[2]


class Apart:
    """A process that reads one file after the other; it starts when the first one comes."""

    def __init__(
        self,
        *,
        silence: float = SILENCE_SECONDS,
        total: float = TOTAL_SECONDS,
        memory: int = MEMORY_BYTES,
    ) -> None:
        """How much a file may take.

        `silence` and `total` are seconds without and with progress, `memory` is in bytes.
        """
        self._silence = silence
        self._total = total
        self._memory = memory
        self._process: subprocess.Popen[str] | None = None
        self._said: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._listener: threading.Thread | None = None

    def __enter__(self) -> "Apart":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def read(self, path: Path, kind: str, shown: str) -> Reading:
        """Read a file; raises BadInput with the reason when that cannot be done."""
        process = self._process or self._start()
        assert process.stdin is not None
        request = {"path": str(path), "kind": kind, "shown": shown}
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
        except OSError:  # it ended by itself since the last file
            answer = None
        else:
            answer = self._wait(shown)
        if answer is None:
            self._stop()
            raise BadInput("documents.crashed", file=shown, kind=kind)
        if answer.startswith('{"key"'):
            error = json.loads(answer)
            raise BadInput(error["key"], **error["values"])
        return Reading.model_validate_json(answer)

    def _wait(self, shown: str) -> str | None:
        """The answer; None when the process ended instead."""
        begun = time.monotonic()
        while True:
            left = begun + self._total - time.monotonic()
            try:
                line = self._said.get(timeout=max(min(self._silence, left), 0.01))
            except queue.Empty:
                self._stop()
                raise BadInput("documents.slow", file=shown) from None
            if line.strip() != ".":
                return line or None

    def _start(self) -> "subprocess.Popen[str]":
        path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        process = subprocess.Popen(  # noqa: S603 our own module
            [sys.executable, "-P", "-m", "knowledge.readers.worker", str(self._memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        )
        said: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._process, self._said = process, said

        def listen() -> None:
            assert process.stdout is not None
            for line in process.stdout:
                said.put(line)
            said.put("")  # the end

        self._listener = threading.Thread(target=listen, daemon=True, name="casebook-reader")
        self._listener.start()
        return process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            if self._listener is not None:
                self._listener.join()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what was not sent yet has no reader any more
                        pipe.close()
