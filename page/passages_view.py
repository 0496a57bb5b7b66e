"""What a search in the product docs found."""

from collections.abc import Sequence

from knowledge.language import Lang
from knowledge.records import Hit
from knowledge.texts import say
from page.document_text import document_words
from page.icons import icon
from page.links import link
from page.markup import Html, el

EXCERPT = 220
"""Characters of a passage that a list shows; a click opens the whole."""


def passages_view(query: str, hits: Sequence[Hit], found: bool, lang: Lang) -> Html:
    """The hits of one search, best first; `found` says whether any of them answers it."""
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
        passage_list(hits, lang),
        cls="passages-view",
    )


def passage_list(hits: Sequence[Hit], lang: Lang) -> Html:
    """Hits as cards that open the passage."""
    return el("ol", [_card(hit, number, lang) for number, hit in enumerate(hits, 1)], cls="cards")


def _card(hit: Hit, number: int, lang: Lang) -> Html:
    chunk = hit.chunk
    facts = [chunk.version, chunk.date.isoformat() if chunk.date else None]
    return el(
        "li",
        link(
            "passage",
            chunk.id,
            el("span", str(number), cls="card-number"),
            el("span", chunk.place, cls="card-title"),
            el("span", _excerpt(chunk.text), cls="card-text", lang=chunk.lang),
            el(
                "span",
                [el("span", fact) for fact in facts if fact],
                el("span", say("page.passages.coverage", lang, share=f"{hit.coverage:.0%}")),
                cls="facts",
            ),
            cls="card",
        ),
    )


def _excerpt(text: str) -> str:
    line = document_words(text)
    return line if len(line) <= EXCERPT else line[:EXCERPT].rstrip() + "…"
