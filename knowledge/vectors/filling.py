"""Vectors are filled in behind: a thread makes what is missing, while words serve already."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from knowledge.documents.table import DocumentTable
from knowledge.errors import CasebookError
from knowledge.vectors.kept import KeptVectors, Served
from knowledge.vectors.memory import Keys
from knowledge.vectors.pace import Pace
from knowledge.vectors.progress import VectorProgress

log = logging.getLogger(__name__)

_WINDOW = 512
"""Chunks that are sorted by length together: texts of a batch are padded to the longest."""
_BATCH = 32
"""Chunks that are embedded together; the thread can end, and be killed, between batches."""
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 15.0
_IDLE = 60.0
"""Seconds without work after which the vectors of chunks that have gone are cleared away; until
then an undone removal finds them again."""


class VectorFilling:
    """Keeps one vector for each chunk. All traffic with Chroma is this thread's."""

    def __init__(
        self,
        table: DocumentTable,
        kept: KeptVectors,
        *,
        fills: bool = True,
    ) -> None:
        """Without `fills` it only reads what is kept."""
        self._table, self._kept, self._fills = table, kept, fills
        self._state = threading.Condition()
        self._closing = False
        self._asked, self._answered = 1, 0
        self._progress = VectorProgress(0, 0, model=kept.model)
        self._loaded = threading.Event()
        self._thread = threading.Thread(target=self._run, name="vectors", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Look for new chunks."""
        with self._state:
            self._asked += 1
            self._state.notify_all()

    def close(self, patience: float = 15.0) -> None:
        """End after the batch at hand; what is missing is made after the next start."""
        with self._state:
            self._closing = True
            self._state.notify_all()
        self._loaded.set()
        if self._thread.is_alive():
            self._thread.join(patience)

    def progress(self, keys: Keys) -> VectorProgress:
        """How far it is with the chunks of those keys, the newest included."""
        progress, served = self._progress, self._kept.served
        if progress.replacing is None:
            done = served.memory.count(keys) if served is not None else 0
        else:
            done = min(progress.done, len(keys))
        return replace(progress, done=done, total=len(keys))

    def served(self, patience: float) -> Served | None:
        """What searches can use now; waits until what was there at the start has been read."""
        self._loaded.wait(patience)
        return self._kept.served

    def wait_for_kept(self, timeout: float | None) -> bool:
        """Wait until what was there at the start has been read, or cannot be."""
        return self._loaded.wait(timeout)

    def wait(self, timeout: float | None, on_wait: Callable[[], None] | None = None) -> bool:
        """Wait until all is done; False when time is up, or when something stands in the way."""
        end = None if timeout is None else time.monotonic() + timeout
        with self._state:
            asked = self._asked
        while True:
            with self._state:
                left = 1.0 if end is None else min(1.0, end - time.monotonic())
                done = self._state.wait_for(
                    lambda: self._answered >= asked or self._progress.problem or self._closing,
                    timeout=max(left, 0),
                )
            if on_wait:
                on_wait()
            if done or (end is not None and time.monotonic() >= end):
                return self._answered >= asked

    def _run(self) -> None:
        wait = _FIRST_WAIT
        while not self._closing:
            asked = self._asked
            try:
                self._kept.connect()
                target = self._kept.choose()
                served = self._kept.served
                if served is not None and served is not target:
                    self._tell(replacing=served.collection.embedder)
                self._loaded.set()
                self._kept.read(target)
                if self._fills:
                    self._fill(target)
                else:
                    self._sleep()
                if not self._closing:
                    self._settle(target, asked)
                    wait = _FIRST_WAIT
                    self._rest(asked)
            except CasebookError as error:
                self._stumble(error, wait)
                wait = min(wait * 2, _LONGEST_WAIT)
            except Exception as error:  # a thread that ends in silence would be worse
                log.exception("vectors cannot be made")
                self._stumble(CasebookError("vectors.defect", kind=type(error).__name__), wait)
                wait = min(wait * 2, _LONGEST_WAIT)
        self._kept.close()

    def _stumble(self, error: CasebookError, wait: float) -> None:
        """Note what is in the way, and wait before the next attempt."""
        if self._progress.problem is None:
            log.warning("%s", error)
        self._tell(problem=error, per_second=None, seconds_left=None)
        self._loaded.set()
        with self._state:
            self._state.wait_for(lambda: self._closing, timeout=wait)

    def _sleep(self) -> None:
        with self._state:
            self._state.wait_for(lambda: self._closing)

    def _rest(self, asked: int) -> None:
        """Wait for new work; clear up when none comes."""
        with self._state:
            busy = self._state.wait_for(lambda: self._closing or self._asked > asked, timeout=_IDLE)
        if not busy:
            self._kept.clear()
            with self._state:
                self._state.wait_for(lambda: self._closing or self._asked > asked)

    def _fill(self, target: Served) -> None:
        """Make the vectors that are missing."""
        missing = self._kept.missing(target)
        total = self._table.count()
        self._tell(done=total - len(missing), total=total)
        pace = Pace(missing)
        for start in range(0, len(missing), _WINDOW):
            window = sorted(missing[start : start + _WINDOW], key=lambda one: one.length)
            for at in range(0, len(window), _BATCH):
                if self._closing:
                    return
                part = window[at : at + _BATCH]
                self._kept.make(target, self._table.chunks([one.key for one in part]))
                pace.step(part)
                self._tell(
                    done=total - pace.left,
                    problem=None,
                    per_second=pace.per_second,
                    seconds_left=pace.seconds_left,
                )

    def _settle(self, target: Served, asked: int) -> None:
        """All is there: let it serve, and drop what served before."""
        self._kept.settle(target)
        total = self._table.count()
        self._tell(
            done=total,
            total=total,
            per_second=None,
            seconds_left=None,
            replacing=None,
            problem=None,
        )
        with self._state:
            self._answered = asked
            self._state.notify_all()

    def _tell(self, **changes: object) -> None:
        with self._state:
            self._progress = replace(self._progress, **changes)  # type: ignore[arg-type]
            self._state.notify_all()
