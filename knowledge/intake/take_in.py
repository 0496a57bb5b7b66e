"""Takes in one file that was handed over: reads it, stores its documents, gives it its place."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from knowledge.docs import DocStore
from knowledge.documents.ingest_report import Outcome
from knowledge.errors import BadInput, CasebookError
from knowledge.intake.data_files import is_data, is_log, may_be_data, may_hold_traces
from knowledge.intake.item import MOST_OUTCOMES, MOST_REMARKS, IntakeItem
from knowledge.intake.uploads import Uploads
from knowledge.jsonl import Unreadable
from knowledge.records import Document, Remark

Read = Callable[[Path, str], Iterable[Document | Unreadable]]
"""What reads the documents of a file, and what to call it in ids and messages."""

_SLICE = 200  # documents stored in one go: memory stays small, and the store is free in between


class Stopped(Exception):
    """The file is not to be read to its end."""


class TakeIn:
    """The reading of one file, from its waiting place into the store."""

    def __init__(
        self,
        item: IntakeItem,
        store: DocStore,
        uploads: Uploads,
        read: Read,
        tell: Callable[..., None],
    ) -> None:
        """`tell` takes the item's id and what has changed, and raises Stopped to end it."""
        self._item = item
        self._store = store
        self._uploads = uploads
        self._read = read
        self._tell = tell
        self._staged = uploads.staged(item.id, item.name)
        self._found = 0
        self._counts: Counter[str] = Counter()
        self._ids: set[str] = set()
        self._chunks = 0
        self._title: str | None = None
        self._remarks: tuple[Remark, ...] = ()
        self._failed: list[Outcome] = []
        self._taken: list[Outcome] = []
        self._data = False
        self._traces = False

    def run(self) -> None:
        """Read all of it, store it in slices, and keep the file if anything of it is in."""
        waiting: list[Document] = []
        # What a product answered is no document: a search would cite its mistakes.
        is_read = not is_log(self._staged)
        for found in self._read(self._staged, self._item.name) if is_read else ():
            if isinstance(found, Unreadable):
                source = self._named(found.source)
                self._note(Outcome(source, "failed", 0, self._told_by_name(found.reason)))
                continue
            self._found += 1
            self._title = found.title if self._found == 1 else None
            self._remarks += found.remarks[: MOST_REMARKS - len(self._remarks)]
            waiting.append(self._settled(found))
            self._tell(self._item.id, documents=self._found)
            if len(waiting) == _SLICE:
                self._put(waiting)
                waiting = []
        self._put(waiting)
        self.settle()
        self._forget_what_is_gone()

    def settle(self) -> None:
        """Give the file its place if anything of it is in, or if it is data to work with."""
        if not self._staged.exists():
            return
        self._data = may_be_data(self._item.name) if self._ids else is_data(self._staged)
        self._traces = self._data and may_hold_traces(self._staged)
        if self._ids or self._data:
            self._uploads.keep(self._item.id, self._item.name)

    def fail(self, reason: CasebookError) -> None:
        """Note what ended the reading before its time."""
        self._note(Outcome(self._item.name, "failed", 0, reason))

    def problem(self) -> CasebookError | None:
        """Why nothing is in; None when something is, or when the file is kept as data."""
        if self._ids or self._data:
            return None
        reasons = [one.reason for one in self._failed if one.reason is not None]
        return reasons[0] if reasons else BadInput("intake.nothing_in_it", name=self._item.name)

    def told(self) -> dict[str, Any]:
        """What became of its documents, as the item tells it."""
        return {
            "documents": self._found,
            "title": self._title,
            "outcomes": tuple([*self._failed, *self._taken][:MOST_OUTCOMES]),
            "counts": tuple(sorted(self._counts.items())),
            "chunks": self._chunks,
            "remarks": self._remarks,
            "data": self._data,
            "traces": self._traces,
        }

    def _put(self, documents: list[Document]) -> None:
        if documents:
            self._store.ingest(documents, on_outcome=self._note)
            self._tell(self._item.id, **self.told())

    def _note(self, outcome: Outcome) -> None:
        if outcome.status == "removed":
            return
        self._counts[outcome.status] += 1
        if outcome.status == "failed":
            told = self._told_by_name(outcome.reason) if outcome.reason else None
            self._failed.append(replace(outcome, reason=told))
            return
        self._ids.add(outcome.doc_id)
        self._chunks += outcome.chunks
        if len(self._taken) < MOST_OUTCOMES:
            self._taken.append(outcome)

    def _settled(self, document: Document) -> Document:
        """The document as a part of the kept file, whatever the way that it came by."""
        if document.origin is None or not document.origin.startswith(self._staged.as_posix()):
            return document
        inner = document.origin.removeprefix(self._staged.as_posix())
        origin = self._uploads.place(self._item.name).as_posix() + inner
        return document.model_copy(update={"origin": origin})

    def _forget_what_is_gone(self) -> None:
        """Documents of the file's older version that the new one does not have."""
        place = self._uploads.place(self._item.name).as_posix()
        gone = [
            one.doc_id
            for one in self._store.documents()
            if one.origin is not None
            and (one.origin == place or one.origin.startswith(f"{place}/"))
            and one.doc_id not in self._ids
        ]
        if gone and self._ids:
            self._store.remove(gone)

    def _named(self, source: str) -> str:
        return source.replace(self._staged.as_posix(), self._item.name)

    def _told_by_name(self, reason: CasebookError) -> CasebookError:
        """The same reason with the file's name where the place of its waiting stands."""
        values = {
            key: self._named(str(value)) if isinstance(value, str | Path) else value
            for key, value in reason.values.items()
        }
        return type(reason)(reason.key, **values)
