"""The failures that a search found: where they come from, and their clusters in order."""

from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import say
from page.cause_bar import cause_bar
from page.cluster_item import cluster_item
from page.downloads import case_downloads
from page.icons import icon
from page.markup import Html, el
from page.shifts_view import shifts_view
from tools.bad_cases_text import filters_of
from tools.cause_shifts import part_names

if TYPE_CHECKING:
    from tools.bad_cases import BadCasesArtifact


def clusters_view(found: "BadCasesArtifact", lang: Lang) -> Html:
    """The whole answer as a picture; every cluster unfolds, every example opens its trace."""
    failures = [one for one in found.clusters if one.priority]
    largest = max((one.size for one in found.clusters), default=1)
    listed = [
        el("li", cluster_item(one, number, largest, found.traffic.releases, lang))
        for number, one in enumerate(found.clusters, 1)
    ]
    return el(
        "article",
        el(
            "header",
            el("p", icon("chart"), say("page.clusters.kind", lang), cls="kicker"),
            el(
                "h2",
                say(
                    "page.clusters.title",
                    lang,
                    cases=sum(one.size for one in failures),
                    kinds=len(failures),
                ),
            ),
            el("p", [el("span", fact) for fact in _facts(found, lang)], cls="facts"),
            case_downloads(found, lang) if found.clusters else None,
            cls="view-head",
        ),
        _shifts(found, lang),
        cause_bar(found.causes, lang),
        el("ol", listed, cls="clusters")
        if listed
        else el("p", say("page.clusters.none", lang), cls="faint"),
        el("p", say("page.clusters.legend", lang), cls="faint clusters-legend")
        if failures
        else None,
        cls="clusters-view",
    )


def _shifts(found: "BadCasesArtifact", lang: Lang) -> Html | None:
    asked = found.asked
    if not asked.against:
        return None
    before, now = part_names(asked.period, asked.version, asked.against, lang)
    filters = " · ".join(filters_of(asked, lang))
    key = "unfiltered" if found.unfiltered else "only"
    note = say(f"clusters.shifts.{key}", lang, filters=filters, name=before) if filters else None
    return shifts_view(found.shifts, before, now, lang, note)


def _facts(found: "BadCasesArtifact", lang: Lang) -> list[str]:
    """In which part of the traffic, by which signal, how many of how many."""
    traffic, asked = found.traffic, found.asked
    dates = (
        f"{traffic.first:%Y-%m-%d} – {traffic.last:%Y-%m-%d}"
        if traffic.first and traffic.last
        else asked.period
    )
    stage = say(f"page.clusters.cause.{asked.cause}", lang) if asked.cause else None
    counted = say(
        "page.clusters.counted",
        lang,
        diagnosed=f"{found.diagnosed:,}",
        flagged=f"{found.flagged:,}",
        traces=f"{traffic.traces:,}",
    )
    signal = say(f"clusters.signal.{asked.signal}", lang)
    narrowed = [asked.version, asked.feature, asked.segment, asked.about]
    given = [dates, signal, *narrowed, stage, counted]
    return [fact for fact in given if fact]
