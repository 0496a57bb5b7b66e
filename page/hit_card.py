"""A passage that a search found, as a card that opens it."""

from collections.abc import Collection, Sequence

from knowledge.language import Lang
from knowledge.records import Hit
from page.document_tags import numbered, stale_badge
from page.document_text import document_words
from page.links import link
from page.marked import marked_excerpt
from page.markup import Html, el


def hit_card(
    hit: Hit,
    lead: Html,
    title: Html | str,
    asked: Collection[str],
    lang: Lang,
    *,
    facts: Sequence[str] = (),
    cls: str = "card",
) -> Html:
    """The card, the words of the terms `asked` marked in its text; `facts` come after its own."""
    chunk = hit.chunk
    known = [
        chunk.version and numbered(chunk.version),
        chunk.date.isoformat() if chunk.date else None,
        *facts,
    ]
    return link(
        "passage",
        chunk.id,
        lead,
        el(
            "span",
            el("span", title, cls="card-title"),
            stale_badge(lang) if chunk.superseded else None,
            cls="document-name",
        ),
        el(
            "span",
            marked_excerpt(document_words(chunk.text), asked),
            cls="card-text",
            lang=chunk.lang,
        ),
        el("span", [el("span", fact) for fact in known if fact], cls="facts"),
        cls=cls,
    )
