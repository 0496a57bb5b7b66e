"""Competitors side by side: what is said of each, with who says it and when."""

from collections.abc import Sequence

from knowledge.language import Lang
from knowledge.records import Competitor, Point
from knowledge.texts import say
from page.document_tags import stale_badge
from page.links import link
from page.markup import Html, el

_FACETS = ("strengths", "weaknesses", "prices", "unknown")


def competitors_view(competitors: Sequence[Competitor], lang: Lang) -> Html:
    """A card for each; every line opens the passage that says it."""
    if not competitors:
        return el("p", say("needs.text.no_competitors", lang), cls="faint")
    return el("section", [_competitor(one, lang) for one in competitors], cls="competitors")


def _competitor(one: Competitor, lang: Lang) -> Html:
    return el(
        "article",
        el(
            "h3",
            one.name,
            el("span", ", ".join(one.aliases), cls="faint") if one.aliases else None,
            el("time", one.date.isoformat(), cls="faint") if one.date else None,
        ),
        el("div", [_facet(one, facet, lang) for facet in _FACETS], cls="competitor-facets"),
        cls="competitor",
        data_competitor=one.name,
    )


def _facet(one: Competitor, facet: str, lang: Lang) -> Html:
    points: Sequence[Point] = getattr(one, facet)
    empty = el("p", say("needs.text.unknown", lang), cls="faint competitor-unknown")
    return el(
        "section",
        el("h4", say(f"needs.text.column.{facet}", lang)),
        el("ul", [_point(point, facet, lang) for point in points]) if points else empty,
        data_facet=facet,
    )


def _point(point: Point, facet: str, lang: Lang) -> Html:
    dated = point.date and (facet == "prices" or point.who or point.is_old)
    beside = [point.who, point.date.isoformat() if point.date and dated else None]
    facts = [el("span", one) for one in beside if one]
    return el(
        "li",
        link(
            "passage",
            point.source,
            el("span", point.quote, cls="voice-quote", lang=point.lang),
            el("span", facts, stale_badge(lang) if point.is_old else None, cls="voice-source")
            if facts
            else None,
            cls="competitor-point",
        ),
    )
