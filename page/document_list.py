"""The list in the knowledge view: documents by name, and passages that speak of a query."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from knowledge.documents.summary import DocumentSummary
from knowledge.language import Lang
from knowledge.records import Hit
from knowledge.texts import say
from page.counted import counted
from page.document_tags import numbered, stale_badge
from page.find import Find
from page.hit_card import hit_card
from page.icon_button import icon_button
from page.icons import icon
from page.links import link
from page.marked import marked
from page.markup import Html, el
from page.media import media_tag

LANGUAGES: Mapping[Lang, str] = MappingProxyType({"zh": "chinese", "en": "english"})
"""A document's language, and the name of its text."""

_BY_NAME = 5
"""Documents found by name that stand before the passages; more would push those out of sight."""
_RECENT = 30


@dataclass(frozen=True)
class Found:
    """What there is to show."""

    documents: Sequence[DocumentSummary]
    """All documents."""
    find: Find
    """What the reader looks for."""
    hits: Sequence[Hit]
    """The passages that the query found."""
    asked: Collection[str]
    """The search terms of the query."""
    now: datetime
    """The time now."""


def found_documents(found: Found, lang: Lang) -> Html:
    """Without a query the list; with one the documents of such a name, then the passages."""
    listed = found.find.listed(found.documents, found.now.date())
    parts = [
        _documents(listed, found, lang) if listed else None,
        _passages(found, lang) if found.hits else None,
    ]
    shown = parts if any(parts) else [_nothing(lang)]
    return el("div", shown, cls="found-documents")


def _documents(listed: Sequence[DocumentSummary], found: Found, lang: Lang) -> Html:
    find = found.find
    by_name = bool(find.query.strip())
    room = _BY_NAME if by_name and find.shown == Find().shown else find.shown
    heading = None
    if by_name:
        heading = el("h3", say("page.knowledge.by_name", lang, count=len(listed)))
    elif find.narrowed:
        heading = el("h3", counted("page.knowledge.documents", len(listed), lang))
    left = len(listed) - room
    more = el(
        "button",
        say("page.knowledge.more", lang, count=f"{left:,}"),
        type="button",
        cls="button more",
        data_act="more_documents",
    )
    rows = [_row(one, found, lang) for one in listed[:room]]
    return el("section", heading, el("ul", rows, cls="documents"), more if left > 0 else None)


def _row(one: DocumentSummary, found: Found, lang: Lang) -> Html:
    facts = [
        say(f"page.knowledge.{LANGUAGES[one.lang]}", lang),
        one.version and numbered(one.version),
        one.date.isoformat() if one.date else None,
        counted("page.knowledge.passages", one.chunks, lang),
        _since(one.added, found.now, lang),
    ]
    label = say("page.knowledge.remove", lang)
    return el(
        "li",
        link(
            "document",
            one.doc_id,
            media_tag(one.media),
            el(
                "span",
                el("span", marked(one.title, found.asked), cls="document-title", lang=one.lang),
                stale_badge(lang) if one.superseded else None,
                cls="document-name",
            ),
            el("span", [el("span", fact) for fact in facts if fact], cls="facts"),
            cls="document-row",
        ),
        icon_button(
            "trash",
            label,
            "remove",
            told=f"{label}: {one.title}",
            data_id=one.doc_id,
            data_title=one.title,
        ),
        data_document=one.doc_id,
        data_superseded=one.superseded,
    )


def _since(added: datetime, now: datetime, lang: Lang) -> str:
    days = (now.date() - added.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return say("page.knowledge.added_today", lang)
    if days <= _RECENT:
        return say("page.knowledge.added_days", lang, days=days)
    return say("page.knowledge.added_on", lang, date=added.date().isoformat())


def _passages(found: Found, lang: Lang) -> Html:
    return el(
        "section",
        el("h3", say("page.knowledge.in_text", lang, count=len(found.hits))),
        el("ol", [_hit(hit, found.asked, lang) for hit in found.hits], cls="cards"),
    )


def _hit(hit: Hit, asked: Collection[str], lang: Lang) -> Html:
    title = marked(hit.chunk.where(lang), asked)
    card = hit_card(hit, media_tag(hit.chunk.media), title, asked, lang, cls="card found-card")
    return el("li", card)


def _nothing(lang: Lang) -> Html:
    clear = el(
        "button",
        say("page.knowledge.clear", lang),
        type="button",
        cls="button",
        data_act="clear_find",
    )
    return el(
        "div",
        icon("search"),
        el("p", say("page.knowledge.nothing", lang)),
        clear,
        cls="panel-empty",
    )
