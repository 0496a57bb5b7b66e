"""Scenarios in order, beside the chart in which their points can be moved."""

import json
from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import say, series
from page.icons import icon
from page.kano_view import kano_view
from page.markup import Html, el
from page.quadrant_view import quadrant_view
from tools.decisions.scenarios.available import Available
from tools.decisions.scenarios.board import Placed
from tools.decisions.scenarios.kano import Classified
from tools.decisions.scenarios.kano_markdown import class_said
from tools.decisions.scenarios.methods import Ranked
from tools.decisions.scenarios.wording import available_said, formula_said, number_said

if TYPE_CHECKING:
    from tools.score_scenarios import ScenariosArtifact


def scenarios_view(found: "ScenariosArtifact", lang: Lang) -> Html:
    """The whole answer as a picture: the chart that goes with its method, and the order."""
    data = {one.name: one for one in found.data}
    if found.method == "kano":
        chart, hint = kano_view(found.kano, lang), "kano_hint"
        items = [_class_item(one, lang) for one in found.kano]
    elif found.ranked:
        chart, hint = None, ""
        items = [_ranked_item(one, data.get(one.name), lang) for one in found.ranked]
    else:
        chart, hint = quadrant_view(found.order, lang), "hint"
        items = [_item(one, data.get(one.scenario.name), found, lang) for one in found.order]
    return el(
        "article",
        el(
            "header",
            el("p", icon("chart"), say("scenarios.page.kind", lang), cls="kicker"),
            el("h2", _title(found, lang)),
            cls="view-head",
        ),
        chart,
        el("p", say(f"scenarios.page.{hint}", lang), cls="faint") if chart else None,
        el("ol", items, cls="scenario-order"),
        cls="scenarios-view",
    )


def _title(found: "ScenariosArtifact", lang: Lang) -> str:
    if found.method == "kano":
        count = len(found.kano)
        first = next((one for one in found.kano if one.kind), None)
        if first:
            kind = class_said(first, lang)
            return say("scenarios.page.title_kano", lang, count=count, name=first.name, kind=kind)
        return say("scenarios.page.title_none", lang, count=count)
    count = len(found.order)
    scored = (
        any(one.score is not None for one in found.ranked)
        if found.ranked
        else any(one.value is not None for one in found.order)
    )
    if not scored:
        return say("scenarios.page.title_none", lang, count=count)
    return say("scenarios.page.title", lang, count=count, name=found.listed[0])


def _item(one: Placed, data: Available | None, found: "ScenariosArtifact", lang: Lang) -> Html:
    scenario = one.scenario
    numbers = [
        f"{say(f'scenarios.number.{name}', lang)} {number_said(number, lang)}"
        for name, number in (("pain", scenario.pain), ("difficulty", scenario.difficulty))
    ]
    share = found.first.get(scenario.name)
    depends = say("scenarios.page.depends", lang, on=series(one.after, lang)) if one.after else None
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
            el("span", depends) if depends else None,
            cls="facts",
        ),
        _data(data, lang),
        data_name=scenario.name,
        data_after=json.dumps(one.after, ensure_ascii=False) if one.after else None,
        data_value=one.value if one.value is None else f"{one.value:g}",
    )


def _ranked_item(one: Ranked, data: Available | None, lang: Lang) -> Html:
    missing = series((say(f"scenarios.number.{key}", lang) for key in one.missing), lang)
    lacks = say("scenarios.page.lacks", lang, missing=missing)
    return el(
        "li",
        el("b", one.name),
        el("span", "–" if one.score is None else f"{one.score:g}", cls="tag"),
        el("p", el("span", formula_said(one, lang) or lacks), cls="facts"),
        _data(data, lang),
        data_name=one.name,
    )


def _class_item(one: Classified, lang: Lang) -> Html:
    facts = [
        f"{name} {sign if share.value else ''}{share.value:.2f}"
        for name, sign, share in (("Better", "", one.better), ("Worse", "−", one.worse))
        if share and share.value is not None
    ]
    return el(
        "li",
        el("b", one.name),
        el("span", class_said(one, lang), cls="tag", data_class=one.kind),
        el("p", [el("span", fact) for fact in facts], cls="facts") if facts else None,
        data_name=one.name,
    )


def _data(data: Available | None, lang: Lang) -> Html | None:
    if data is None:
        return None
    return el("p", say("scenarios.page.data", lang, said=available_said(data, lang)), cls="facts")
