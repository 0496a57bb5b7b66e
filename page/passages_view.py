"""What a search in the product docs found."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from knowledge.language import Lang
from knowledge.records import Hit
from knowledge.texts import say
from knowledge.tokens import terms
from page.conflicts_view import conflicts_view
from page.document_list import numbered, stale_badge
from page.document_text import document_words
from page.icons import icon
from page.links import link
from page.marked import marked_excerpt
from page.markup import Html, el


def passages_view(
    query: str,
    hits: Sequence[Hit],
    found: bool,
    lang: Lang,
    conflicts: Sequence[Mapping[str, Any]] = (),
) -> Html:
    """The hits of one search, best first; `found` says whether any of them answers it.

    `conflicts` are pairs of hits that say different things, as `conflicts_view` takes them.
    """
    asked = frozenset(terms(query))
    count = "page.passages.count" if found else "page.passages.weak"
    return el(
        "article",
        el(
            "header",
            el("p", icon("search"), say("page.passages.kind", lang), cls="kicker"),
            el("h2", query),
            el("p", say(count if hits else "page.passages.none", lang, count=len(hits))),
            cls="view-head",
        ),
        conflicts_view(conflicts, hits, asked, lang),
        passage_list(hits, lang, asked),
        cls="passages-view",
    )


def passage_list(hits: Sequence[Hit], lang: Lang, asked: Collection[str] = ()) -> Html:
    """Hits as cards that open the passage, the words of the terms `asked` marked."""
    return el(
        "ol", [_card(hit, number, asked, lang) for number, hit in enumerate(hits, 1)], cls="cards"
    )


def _card(hit: Hit, number: int, asked: Collection[str], lang: Lang) -> Html:
    chunk = hit.chunk
    facts = [
        chunk.version and numbered(chunk.version),
        chunk.date.isoformat() if chunk.date else None,
    ]
    return el(
        "li",
        link(
            "passage",
            chunk.id,
            el("span", str(number), cls="card-number"),
            el(
                "span",
                el("span", chunk.where(lang), cls="card-title"),
                stale_badge(lang) if chunk.superseded else None,
                cls="document-name",
            ),
            el(
                "span",
                marked_excerpt(document_words(chunk.text), asked),
                cls="card-text",
                lang=chunk.lang,
            ),
            el(
                "span",
                [el("span", fact) for fact in facts if fact],
                el("span", say("page.passages.coverage", lang, share=f"{hit.coverage:.0%}")),
                cls="facts",
            ),
            cls="card",
        ),
    )
