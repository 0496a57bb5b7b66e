"""What happens in the knowledge view: listing, searching, removing and putting back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import gradio as gr

from knowledge.conversations import local_now
from knowledge.records import Hit
from knowledge.texts import say
from page.act import Act
from page.components import Components
from page.conversing import Updates
from page.document_list import Found
from page.knowledge_view import knowledge_view
from page.toast import toast

if TYPE_CHECKING:
    from knowledge.docs import DocStore
    from knowledge.intake.uploads import Uploads

HITS = 12
"""Passages that a search in the view shows."""
_LIKE = 0.4
"""The likeness in meaning from which a passage is shown without a word in common."""
_UNDOABLE = 20


@dataclass(frozen=True)
class Cataloguing:
    """The handlers of the knowledge view."""

    docs: "DocStore"
    """The documents."""
    uploads: "Uploads"
    """The files that were handed over in the page."""
    parts: Components
    """What is filled."""
    removed: dict[str, Any] = field(default_factory=dict)
    """What brings a removed document back, the last ones of this process."""

    def show(self, event: gr.EventData) -> Updates:
        """The list for what the reader looks for, and the passages that speak of it."""
        return self._drawn(Act.of(event))

    def remove(self, event: gr.EventData) -> Updates:
        """Take a document out, with its file if it came through the page; offer the way back."""
        act = Act.of(event)
        doc_id = act.id or ""
        origin = next((one.origin for one in self.docs.documents() if one.doc_id == doc_id), None)
        self.removed[doc_id] = (self.docs.remove([doc_id]), origin)
        while len(self.removed) > _UNDOABLE:
            del self.removed[next(iter(self.removed))]
        self.uploads.set_aside(origin)
        said = say("page.knowledge.removed", act.lang, title=act.title)
        message = toast(said, act.lang, restore=doc_id, act="put_back")
        return {**self._drawn(act), self.parts.toast: message}

    def put_back(self, event: gr.EventData) -> Updates:
        """Undo `remove`."""
        act = Act.of(event)
        token, origin = self.removed.pop(act.id or "", (None, None))
        if token is not None:
            self.docs.restore(token)
            self.uploads.bring_back(origin)
        return {**self._drawn(act), self.parts.toast: ""}

    def _drawn(self, act: Act) -> dict[Any, Any]:
        find, now = act.find, local_now()
        query = find.query.strip()
        hits = self.docs.search(query, HITS, find.filters(now.date())) if query else []
        asked = self.docs.asked_terms(query) if query else frozenset[str]()
        found = Found(self.docs.documents(), find, worth_a_look(hits), asked, now)
        return {self.parts.knowledge: knowledge_view(found, act.lang)}


def worth_a_look(hits: Sequence[Hit]) -> list[Hit]:
    """The passages that share words with the query, or are near it in meaning."""
    return [
        hit
        for hit in hits
        if hit.coverage > 0 or ((hit.cosine or 0) >= _LIKE and hit.score >= hits[0].score / 2)
    ]
