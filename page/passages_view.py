"""What a search in the product docs found."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.records import Hit
from knowledge.texts import say
from knowledge.tokens import terms
from page.conflicts_view import conflicts_view
from page.hit_card import hit_card
from page.icons import icon
from page.markup import Html, el

TITLE = 160
"""Characters of a question that head the panel."""


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
            el("h2", beginning(query, TITLE)),
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
    coverage = say("page.passages.coverage", lang, share=f"{hit.coverage:.0%}")
    number_ = el("span", str(number), cls="card-number")
    return el("li", hit_card(hit, number_, hit.chunk.where(lang), asked, lang, facts=[coverage]))
