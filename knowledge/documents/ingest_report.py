"""What an ingest did."""

from dataclasses import dataclass
from typing import Literal

from knowledge.errors import CasebookError

Status = Literal["added", "updated", "unchanged", "removed", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What became of one document."""

    doc_id: str
    """The document."""
    status: Status
    """What was done."""
    chunks: int
    """How many chunks it has in the store now."""
    reason: CasebookError | None = None
    """Why it failed."""


@dataclass(frozen=True)
class IngestReport:
    """What an ingest did, document by document, in the order given."""

    outcomes: tuple[Outcome, ...]

    def ids(self, status: Status) -> list[str]:
        """Ids of the documents that ended so."""
        return [outcome.doc_id for outcome in self.outcomes if outcome.status == status]

    @property
    def changed(self) -> bool:
        """Whether anything was written or removed."""
        return any(one.status in {"added", "updated", "removed"} for one in self.outcomes)

    @property
    def added(self) -> list[str]:
        """Ids of new documents."""
        return self.ids("added")

    @property
    def updated(self) -> list[str]:
        """Ids of documents whose chunks were replaced."""
        return self.ids("updated")

    @property
    def unchanged(self) -> list[str]:
        """Ids of documents that were here already, word for word."""
        return self.ids("unchanged")

    @property
    def removed(self) -> list[str]:
        """Ids of documents whose files have gone."""
        return self.ids("removed")

    @property
    def failed(self) -> dict[str, CasebookError]:
        """Reasons by document."""
        return {one.doc_id: one.reason for one in self.outcomes if one.reason is not None}
