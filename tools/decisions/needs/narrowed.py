"""Which voices are meant: some documents, one way of hearing users, one group, one time."""

import datetime as dt
from dataclasses import dataclass

from knowledge.documents.summary import DocumentSummary
from knowledge.language import Lang
from knowledge.records import Voice
from knowledge.traffic import Scope
from tools.decisions.needs.sources import SourceKind

_ALL = Scope()


@dataclass(frozen=True)
class Narrowed:
    """What is looked at; the default is everything."""

    documents: frozenset[str] | None = None
    """Only these."""
    kinds: frozenset[str] | None = None
    """Only these of `interview`, `survey`, `review`, `feedback`."""
    lang: Lang | None = None
    """Only who speaks this language."""
    who: str | None = None
    """Only people whose name, or place in a document, has these words."""
    scope: Scope = _ALL
    """The part of the traffic whose feedback is read."""
    after: dt.date | None = None
    """Only what was said on this day or later; what has no date is left out then."""
    before: dt.date | None = None
    """Only what was said on this day or earlier."""

    @property
    def takes_feedback(self) -> bool:
        """Whether feedback is looked at."""
        return self.documents is None and (self.kinds is None or "feedback" in self.kinds)

    def takes(self, document: DocumentSummary, kind: SourceKind) -> bool:
        """Whether a document of users' voices is looked at."""
        # A segment of the traffic says nothing of who was interviewed.
        return (
            (self.documents is None or document.doc_id in self.documents)
            and (self.lang is None or document.lang == self.lang)
            and (self.kinds is None or kind in self.kinds)
            and self.scope.segment is None
        )

    def takes_voice(self, voice: Voice) -> bool:
        """Whether one voice is."""
        if self.lang is not None and voice.lang != self.lang:
            return False
        if self.who is not None:
            said = f"{voice.who or ''} {voice.place}".casefold()
            if voice.opens == "trace" or self.who.casefold() not in said:
                return False
        if voice.opens == "trace" or (self.after is None and self.before is None):
            return True
        if voice.date is None:
            return False
        return (self.after is None or voice.date >= self.after) and (
            self.before is None or voice.date <= self.before
        )


EVERYTHING = Narrowed()
