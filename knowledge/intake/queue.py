"""Files that are handed over in the page: received, queued, read and stored, one after another.

The page announces a batch, sends each file, and asks for `items` as often as it likes. Reading
is done by a thread of its own, so nothing waits for it; what arrived whole is read even when
the process is killed in between, by the next one.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from queue import SimpleQueue
from typing import Any
from uuid import uuid4

from knowledge.docs import DocStore
from knowledge.documents.read import read_documents
from knowledge.errors import BadInput, CasebookError, NotFound
from knowledge.intake.admission import LARGEST, MOST, Announced, admitted
from knowledge.intake.item import IntakeItem
from knowledge.intake.take_in import Read, Stopped, TakeIn
from knowledge.intake.uploads import Uploads

log = logging.getLogger(__name__)

SILENCE = 60.0
"""Seconds without a byte of any file, after which what was announced is not coming any more."""


class Intake:
    """The queue of files and the thread that reads them. Safe to use from several threads."""

    def __init__(
        self,
        store: DocStore,
        uploads: Uploads,
        *,
        read: Read = read_documents,
        clock: Callable[[], float] = time.monotonic,
        largest: int = LARGEST,
    ) -> None:
        """Files go to `uploads` and their documents to `store`; both outlive this."""
        self._store = store
        self._uploads = uploads
        self._read = read
        self._clock = clock
        self._largest = largest
        self._lock = threading.Lock()
        self._items: dict[str, IntakeItem] = {}
        self._heard = clock()
        self._queue: SimpleQueue[str | None] = SimpleQueue()
        self._closing = False
        self._worker = threading.Thread(target=self._work, name="intake", daemon=True)

    def start(self) -> None:
        """Begin to read; first what an earlier process has left."""
        self._uploads.forget_aside()
        for left in self._uploads.leftovers():
            item = IntakeItem(left.id, "leftover", left.name, 0)
            if left.whole:
                self._put(replace(item, stage="waiting"))
                self._queue.put(item.id)
            else:
                self._uploads.discard(left.id)
                self._put(item.refused(BadInput("intake.cut_off", name=left.name)))
        self._worker.start()

    def close(self) -> None:
        """Stop reading; what has arrived is read after the next start."""
        self._closing = True
        self._queue.put(None)
        if self._worker.is_alive():
            self._worker.join(timeout=10)
        self._uploads.forget_aside()  # nobody can undo a removal any more

    @property
    def uploads(self) -> Uploads:
        """The folder of files."""
        return self._uploads

    # What the page does.

    def announce(self, files: Sequence[Announced]) -> list[IntakeItem]:
        """Put files on the list, in order; what cannot be taken is refused before it is sent."""
        batch = uuid4().hex
        with self._lock:
            room = MOST - sum(not item.over for item in self._items.values())
            free = self._uploads.free()
            items = []
            for file in files:
                item = admitted(file, batch, largest=self._largest, room=room, free=free)
                room, free = (room, free) if item.over else (room - 1, free - item.size)
                items.append(item)
            self._items.update({item.id: item for item in items})
            self._heard = self._clock()
        return items

    @contextmanager
    def receive(self, item_id: str) -> Iterator[Callable[[bytes], None]]:
        """Take in one announced file: yields what writes its bytes, and queues it at the end.

        Raises NotFound for a file that was not announced or is not wanted any more, and BadInput
        when it is not of the size that was told or cannot be written. Whatever ends it early
        leaves nothing behind.
        """
        item = self._expected(item_id)
        received = 0
        try:
            with self._uploads.begin(item_id, item.name).open("wb") as file:

                def write(data: bytes) -> None:
                    nonlocal received
                    received += len(data)
                    if received > item.size:
                        raise BadInput("intake.cut_off", name=item.name)
                    self._came(item_id, received)
                    file.write(data)

                yield write
            if received != item.size:
                raise BadInput("intake.cut_off", name=item.name)
            self._uploads.arrived(item_id)
            self._came(item_id, received, stage="waiting")
        except OSError as error:
            reason = error.strerror or str(error)
            problem = BadInput("intake.unwritable", name=item.name, reason=reason)
            self._lost(item_id, problem)
            raise problem from error
        except BaseException:
            self._lost(item_id, BadInput("intake.cut_off", name=item.name))
            raise
        self._queue.put(item_id)

    def lose(self, item_ids: Iterable[str]) -> None:
        """The browser says that these files are not coming: its page was closed, or it failed."""
        for item_id in item_ids:
            if item := self._items.get(item_id):
                self._lost(item_id, BadInput("intake.cut_off", name=item.name))

    def stop(self, item_ids: Iterable[str] | None = None) -> None:
        """Stop these files, or all; what is already in stays, and older versions stay as well."""
        with self._lock:
            for item_id in self._items if item_ids is None else item_ids:
                item = self._items.get(item_id)
                if item is not None and not item.over:
                    at_work = item.stage in ("reading", "uploading")
                    stage = item.stage if at_work else "stopped"
                    self._items[item_id] = replace(item, stage=stage, stopping=True)

    def dismiss(self, item_ids: Iterable[str] | None = None) -> None:
        """Take what is over off the list: these files, or all."""
        with self._lock:
            for item_id in list(self._items) if item_ids is None else item_ids:
                if item_id in self._items and self._items[item_id].over:
                    del self._items[item_id]

    def items(self) -> list[IntakeItem]:
        """All files on the list as they stand, in the order in which they were announced."""
        with self._lock:
            silent = self._clock() - self._heard > SILENCE
            for item in list(self._items.values()):
                if item.stage == "announced" and silent:
                    reason = BadInput("intake.cut_off", name=item.name)
                    self._items[item.id] = item.refused(reason)
            return list(self._items.values())

    # Reading, in the thread.

    def _work(self) -> None:
        while (item_id := self._queue.get()) is not None and not self._closing:
            with self._lock:
                item = self._items.get(item_id)
                if item is not None and item.stage == "waiting":
                    item = replace(item, stage="reading")
                    self._items[item_id] = item
            if item is None or item.over:
                self._uploads.discard(item_id)
            elif not self._take_in(item):
                return

    def _take_in(self, item: IntakeItem) -> bool:
        """Read one file to its end; False when the process ends before, and the file waits."""
        taking = TakeIn(item, self._store, self._uploads, self._read, self._told)
        stopped = False
        try:
            taking.run()
        except Stopped:
            if self._closing:
                return False
            stopped = True
        except CasebookError as error:
            taking.fail(error)
        except Exception as error:
            # One file's defect must not end the others' reading; it is logged in full.
            log.exception("%s could not be taken in", item.name)
            reason = f"{type(error).__name__}: {error}"[:200]
            taking.fail(BadInput("intake.broken", name=item.name, reason=reason))
        taking.settle()
        self._uploads.discard(item.id)
        problem = None if stopped else taking.problem()
        stage = "stopped" if stopped else "refused" if problem else "done"
        self._change(item.id, stage=stage, problem=problem, **taking.told())
        return True

    def _told(self, item_id: str, **changes: Any) -> None:
        """Progress of the file that is being read; raises Stopped when it is to end."""
        if self._closing or self._change(item_id, **changes).stopping:
            raise Stopped

    # The list.

    def _expected(self, item_id: str) -> IntakeItem:
        """The announced file, from now on under way."""
        with self._lock:
            item = self._items.get(item_id)
            if item is None or item.stage != "announced":
                raise NotFound("intake.cut_off", name=item.name if item else item_id)
            self._items[item_id] = replace(item, stage="uploading")
            return item

    def _came(self, item_id: str, received: int, **changes: Any) -> None:
        """Note the bytes that have arrived; raises NotFound once the file is not wanted."""
        with self._lock:
            item = self._items.get(item_id)
            if item is None or item.stage != "uploading" or item.stopping:
                raise NotFound("intake.cut_off", name=item.name if item else item_id)
            self._heard = self._clock()
            self._items[item_id] = replace(item, received=received, **changes)

    def _lost(self, item_id: str, reason: CasebookError) -> None:
        self._uploads.discard(item_id)
        with self._lock:
            item = self._items.get(item_id)
            if item is not None and item.stage in ("announced", "uploading"):
                ended = replace(item, stage="stopped") if item.stopping else item.refused(reason)
                self._items[item_id] = ended

    def _put(self, item: IntakeItem) -> None:
        with self._lock:
            self._items[item.id] = item

    def _change(self, item_id: str, **changes: Any) -> IntakeItem:
        with self._lock:
            self._items[item_id] = replace(self._items[item_id], **changes)
            return self._items[item_id]


@contextmanager
def open_intake(store: DocStore, uploads: Uploads) -> Iterator[Intake]:
    """An intake at work, until the block ends."""
    intake = Intake(store, uploads)
    intake.start()
    try:
        yield intake
    finally:
        intake.close()
