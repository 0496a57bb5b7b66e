"""What the reader looks for in the knowledge view."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.documents.summary import DocumentSummary
from knowledge.language import Lang
from knowledge.records import Filters

Sort = Literal["added", "date", "title"]


class Find(BaseModel):
    """The form above the list, as the browser sends it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    query: str = Field(default="", max_length=1000)
    """Words to look for, in titles and in passages."""
    media: str | None = Field(default=None, max_length=20)
    """Only this kind of file."""
    lang: Lang | None = None
    """Only documents of this language."""
    within: int | None = Field(default=None, ge=1, le=36_500)
    """Only documents whose own date lies within so many days."""
    current: bool = False
    """Leave out documents whose place a newer one has taken."""
    sort: Sort = "added"
    """The order of the list: newest here first, newest date first, or by title."""
    shown: int = Field(default=100, ge=1, le=100_000)
    """How many documents the list shows."""

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.query.strip() or self.media or self.lang or self.within or self.current)

    def filters(self, today: dt.date) -> Filters:
        """The same for a search in the passages."""
        return Filters(
            media=frozenset({self.media}) if self.media else None,
            lang=self.lang,
            after=self._after(today),
            current_only=self.current,
        )

    def listed(self, documents: Iterable[DocumentSummary], today: dt.date) -> list[DocumentSummary]:
        """The documents that it asks for, in its order; a query is looked for in names."""
        words = self.query.casefold().split()
        after = self._after(today)
        found = [
            one
            for one in documents
            if (self.media is None or one.media == self.media)
            and (self.lang is None or one.lang == self.lang)
            and (after is None or (one.date is not None and one.date >= after))
            and not (self.current and one.superseded)
            and all(word in f"{one.title} {one.doc_id}".casefold() for word in words)
        ]
        found.sort(key=lambda one: (one.title.casefold(), one.doc_id))
        if self.sort == "date":
            found.sort(key=lambda one: one.date or dt.date.min, reverse=True)
        elif self.sort == "added":
            found.sort(key=lambda one: one.added, reverse=True)
        return found

    def _after(self, today: dt.date) -> dt.date | None:
        return today - dt.timedelta(days=self.within) if self.within else None
