"""Scenarios in order, beside the chart in which their points can be moved."""

from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import say
from page.icons import icon
from page.markup import Html, el
from page.quadrant_view import quadrant_view
from tools.decisions.scenarios.board import Placed
from tools.decisions.scenarios.markdown import number_said

if TYPE_CHECKING:
    from tools.score_scenarios import ScenariosArtifact


def scenarios_view(found: "ScenariosArtifact", lang: Lang) -> Html:
    """The whole answer as a picture."""
    order = found.order
    known = [one for one in order if one.value is not None]
    key = "title" if known else "title_none"
    name = {"name": known[0].scenario.name} if known else {}
    chart = quadrant_view(order, lang)
    return el(
        "article",
        el(
            "header",
            el("p", icon("chart"), say("scenarios.page.kind", lang), cls="kicker"),
            el("h2", say(f"scenarios.page.{key}", lang, count=len(order), **name)),
            cls="view-head",
        ),
        chart,
        el("p", say("scenarios.page.hint", lang), cls="faint") if chart else None,
        el("ol", [_item(one, found, lang) for one in order], cls="scenario-order"),
        cls="scenarios-view",
    )


def _item(one: Placed, found: "ScenariosArtifact", lang: Lang) -> Html:
    scenario = one.scenario
    numbers = [
        f"{say(f'scenarios.number.{name}', lang)} {number_said(number, lang)}"
        for name, number in (("pain", scenario.pain), ("difficulty", scenario.difficulty))
    ]
    share = found.first.get(scenario.name)
    return el(
        "li",
        el("b", scenario.name),
        el(
            "span",
            say(f"scenarios.quadrant.{one.quadrant}", lang),
            cls="tag",
            data_quadrant=one.quadrant,
        ),
        el(
            "p",
            [el("span", fact) for fact in numbers],
            el("span", f"#1 {share:.0%}") if share is not None else None,
            cls="facts",
        ),
        data_name=scenario.name,
        data_value=one.value if one.value is None else f"{one.value:g}",
    )
