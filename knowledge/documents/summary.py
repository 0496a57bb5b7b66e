"""What is known of a document at a glance."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.language import Lang


@dataclass(frozen=True)
class DocumentSummary:
    """One line of the list of documents."""

    doc_id: str
    """The document."""
    title: str
    """Its title."""
    chunks: int
    """How many passages it has."""
    origin: str | None
    """Where it was read from; see `Document.origin`."""
    media: str
    """The kind of file; see `Document.media`."""
    lang: Lang
    """The language it is mostly written in."""
    version: str | None
    """Its own version, if it states one."""
    date: dt.date | None
    """Its own date, if it states one."""
    superseded: bool
    """Whether a newer one has taken its place, by its own account or by their names."""
    added: dt.datetime
    """When it was taken in as it is now."""
    superseded_by: str | None = None
    """The document that has, where that can be told."""
    number: int = 0
    """Another one each time that its content is written, as long as a store is open."""


def summary_of(fields: Mapping[Any, Any]) -> DocumentSummary:
    """That of a row of the table."""
    return DocumentSummary(
        doc_id=fields["doc_id"],
        title=fields["title"],
        chunks=fields["chunks"],
        origin=fields["origin"],
        media=fields["media"],
        lang=fields["lang"],
        version=fields["version"],
        date=dt.date.fromisoformat(fields["date"]) if fields["date"] else None,
        superseded=bool(fields["superseded"]),
        added=dt.datetime.fromisoformat(fields["added"]),
        number=fields["number"],
    )
