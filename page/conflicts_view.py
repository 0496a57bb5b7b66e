"""Passages that say different things, side by side with their dates."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from knowledge.language import Lang
from knowledge.records import Chunk, Hit
from knowledge.texts import say
from page.document_tags import numbered, stale_badge
from page.document_text import document_words
from page.icons import icon
from page.links import link
from page.marked import marked_excerpt
from page.markup import Html, el

_ROOM = 160


def conflicts_view(
    conflicts: Sequence[Mapping[str, Any]], hits: Sequence[Hit], asked: Collection[str], lang: Lang
) -> Html | None:
    """Each conflict of a search's artifact: `first` and `second` among `hits`, and either `sides`,
    the statement of each, or `what` they differ in.
    """
    pairs = [one for one in conflicts if max(one["first"], one["second"]) < len(hits)]
    if not pairs:
        return None
    return el(
        "section",
        el("h3", icon("warn"), say("page.conflicts.title", lang)),
        [_pair(one, hits, asked, lang) for one in pairs],
        cls="conflicts",
    )


def _pair(
    conflict: Mapping[str, Any], hits: Sequence[Hit], asked: Collection[str], lang: Lang
) -> Html:
    first, second = hits[conflict["first"]].chunk, hits[conflict["second"]].chunk
    sides = conflict.get("sides") or (None, None)
    what = None if all(sides) else str(conflict["what"])
    return el(
        "div",
        el("p", what, cls="conflict-what") if what else None,
        el(
            "div",
            _side(first, second, sides[0] or _excerpt(first, asked), lang),
            _side(second, first, sides[1] or _excerpt(second, asked), lang),
            cls="conflict-sides",
        ),
        cls="conflict",
    )


def _excerpt(chunk: Chunk, asked: Collection[str]) -> Html:
    return marked_excerpt(document_words(chunk.text), asked, _ROOM)


def _side(chunk: Chunk, other: Chunk, statement: Html | str, lang: Lang) -> Html:
    newer = bool(chunk.date and other.date and chunk.date > other.date) and not chunk.superseded
    date = chunk.date.isoformat() if chunk.date else say("page.conflicts.no_date", lang)
    version = numbered(chunk.version) if chunk.version else None
    return link(
        "passage",
        chunk.id,
        el(
            "span",
            el("b", date),
            el("span", version, cls="faint") if version else None,
            el("span", say("page.conflicts.newer", lang), cls="fresh") if newer else None,
            stale_badge(lang) if chunk.superseded else None,
            cls="conflict-date",
        ),
        el("span", statement, cls="conflict-said", lang=chunk.lang),
        el("span", chunk.where(lang), cls="facts"),
        cls="conflict-side",
    )
