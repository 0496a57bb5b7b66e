"""A file on its way into the knowledge base, and what became of it."""

from dataclasses import dataclass, replace
from typing import Literal

from knowledge.documents.ingest_report import Outcome
from knowledge.errors import CasebookError
from knowledge.records import Remark

Stage = Literal["announced", "uploading", "waiting", "reading", "done", "refused", "stopped"]
OVER: frozenset[Stage] = frozenset({"done", "refused", "stopped"})
"""The stages that nothing follows."""

MOST_OUTCOMES = 50
"""Outcomes that are told one by one; of a file with more documents the rest is counted."""

MOST_REMARKS = 5
"""Remarks that are told."""


@dataclass(frozen=True)
class IntakeItem:
    """One file, as it stands now."""

    id: str
    """What it was announced as."""
    batch: str
    """The files that came with it have the same."""
    name: str
    """Its name, with the folders it was dropped in."""
    size: int
    """Bytes, as the browser told."""
    stage: Stage = "announced"
    """How far it has come: told of, on its way, in the queue, being read, and the end of it."""
    received: int = 0
    """Bytes that have arrived."""
    documents: int = 0
    """Documents that were found in it so far."""
    title: str | None = None
    """The title of the only document in it; None for a file with several, or none."""
    outcomes: tuple[Outcome, ...] = ()
    """What became of its documents; the failed ones first, at most `MOST_OUTCOMES`."""
    counts: tuple[tuple[str, int], ...] = ()
    """How many documents ended in each status."""
    chunks: int = 0
    """Passages of the documents that are in now."""
    remarks: tuple[Remark, ...] = ()
    """What was left out of its documents; at most `MOST_REMARKS`."""
    problem: CasebookError | None = None
    """Why nothing of it is in."""
    data: bool = False
    """Whether it is kept as rows or records that work can start from."""
    traces: bool = False
    """Whether there may be traces in it."""
    stopping: bool = False
    """Whether the reader has asked to stop it."""

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.stage in OVER

    def count(self, status: str) -> int:
        """How many of its documents ended so."""
        return dict(self.counts).get(status, 0)

    def refused(self, reason: CasebookError) -> "IntakeItem":
        """The same, with nothing of it in."""
        return replace(self, stage="refused", problem=reason)

    @property
    def taken(self) -> int:
        """How many of its documents are in."""
        return self.count("added") + self.count("updated") + self.count("unchanged")
