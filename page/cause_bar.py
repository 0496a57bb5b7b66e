"""What became of all cases that were diagnosed: one bar, a part for each cause."""

from collections.abc import Mapping

from knowledge.language import Lang
from knowledge.records import CAUSES
from knowledge.texts import say
from page.markup import Html, el


def cause_bar(causes: Mapping[str, int], lang: Lang) -> Html | None:
    """The bar with its legend; None where nothing was diagnosed."""
    shown = [cause for cause in CAUSES if causes.get(cause)]
    if not shown:
        return None
    parts = [el("span", data_cause=cause, style=f"flex-grow:{causes[cause]}") for cause in shown]
    return el(
        "figure",
        el("div", parts, cls="cause-parts", aria_hidden="true"),
        el("ul", [_entry(cause, causes[cause], lang) for cause in shown], cls="cause-legend"),
        cls="cause-bar",
    )


def _entry(cause: str, count: int, lang: Lang) -> Html:
    return el(
        "li",
        el("i", cls="swatch", data_cause=cause),
        el("span", say(f"page.clusters.cause.{cause}", lang)),
        el("b", f"{count:,}"),
    )
