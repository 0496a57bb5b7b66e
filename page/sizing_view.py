"""How many examples show a difference: what it takes beside what is planned."""

from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import say
from page.icons import icon
from page.markup import Html, el
from tools.evals.comparing.wording import count_said
from tools.sizing import case_said, points_said

if TYPE_CHECKING:
    from tools.evals.comparing.sizes import Size
    from tools.sizing import SizesArtifact


def sizing_view(found: "SizesArtifact", lang: Lang) -> Html:
    """Each case with the examples that it takes, as a bar against those that are planned."""
    most = max((one.needed or 0 for one in found.sizes), default=0)
    full = max(most, found.planned or 0) or 1
    facts = []
    if found.planned:
        facts.append(say("compare.sizes.count", lang, count=found.planned))
    facts += [f for f in (found.dataset, " → ".join(found.runs) if found.runs else None) if f]
    return el(
        "article",
        el(
            "header",
            el("p", icon("chart"), say("compare.sizes.kind", lang), cls="kicker"),
            el("h2", say("compare.sizes.title", lang, points=points_said(found.points, lang))),
            el("p", [el("span", fact) for fact in facts], cls="facts"),
            cls="view-head",
        ),
        el("ul", [_case(one, found, full, lang) for one in found.sizes], cls="metrics"),
        el("p", say("compare.sizes.method", lang), cls="faint"),
        cls="sizing-view",
    )


def _case(one: "Size", found: "SizesArtifact", full: int, lang: Lang) -> Html:
    enough = bool(one.needed and found.planned and found.planned >= one.needed)
    shown = (
        say("compare.text.shows_from", lang, smallest=points_said(round(100 * one.shown, 1), lang))
        if one.shown
        else None
    )
    return el(
        "li",
        el("p", el("b", case_said(one, lang)), cls="metric-name"),
        el(
            "div",
            el(
                "span",
                el(
                    "i", cls="mean", style=f"width:{100 * min((one.needed or full) / full, 1):.1f}%"
                ),
                cls="track",
                aria_hidden="true",
            ),
            el("span", f"n ≥ {count_said(one.needed)}" if one.needed else "–", cls="figure"),
            el("span", shown, cls="faint") if shown else None,
            cls="metric-bar",
            data_run="0",
        ),
        data_enough=enough,
    )
