"""Models that fit a scenario: cost against quality, the short list, what ruled out what."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import say
from page.cost_quality import EDGE, HIGH, WIDE, axes
from page.icons import icon
from page.markup import Html, el
from page.mix_view import mix_view
from tools.decisions.models.choose import Chosen
from tools.decisions.models.requirements import Requirements
from tools.decisions.models.shortlist import Choice, Shortlist, efficient
from tools.decisions.models.wording import constraint_said, money, part_name, score_value

if TYPE_CHECKING:
    from tools.recommend_models import ModelsArtifact

_LEAST_COST = 0.001
"""Dollars; what costs less is drawn as if it cost this, for the axis is a logarithm."""
_LABELS = 5


def models_view(found: "ModelsArtifact", lang: Lang) -> Html:
    """The whole answer as a picture, one part for each kind of model."""
    parts = found.found.parts if found.found else ()
    return el(
        "article",
        el(
            "header",
            el("p", icon("chart"), say("models.page.kind", lang), cls="kicker"),
            cls="view-head",
        ),
        mix_view(found.mix, lang) if found.mix else None,
        [_part(one, found.found.needs, lang) for one in parts if found.found],
        el("p", say("models.text.ask", lang).replace("**", ""), cls="faint") if not parts else None,
        cls="models-view",
    )


def _part(one: Chosen, needs: Requirements, lang: Lang) -> Html:
    name = part_name(one.part, lang)
    if one.listed is None:
        head = say("models.page.title_none", lang, part=name)
    else:
        head = say("models.page.title", lang, part=name, count=f"{one.listed.models:,}")
    return el(
        "section",
        el("header", el("h2", head), cls="view-head"),
        _chart(one.listed, lang) if one.listed else None,
        el("ol", [_choice(choice, lang) for choice in one.listed.choices], cls="choices")
        if one.listed
        else None,
        _funnel(one, needs, lang),
        cls="models-part",
    )


def _choice(choice: Choice, lang: Lang) -> Html:
    offer = choice.offer
    score = choice.score.value if choice.score else None
    unknown = say("models.page.unknown", lang)
    context = (
        say("models.page.context", lang, tokens=f"{offer.context:,}") if offer.context else None
    )
    facts = [offer.provider_name, context, str(offer.as_of) if offer.as_of else None]
    facts += [say("models.text.kind_open", lang)] if offer.open_weights else []
    return el(
        "li",
        el(
            "div",
            el("b", offer.name),
            el("span", say(f"models.role.{choice.role}", lang), cls="tag", data_role=choice.role),
            cls="choice-head",
        ),
        el("p", [el("span", fact) for fact in facts if fact], cls="facts"),
        el(
            "p",
            el("span", money(choice.cost) or unknown, cls="choice-cost"),
            el("span", score_value(choice) if choice.score else unknown, cls="choice-score"),
            cls="choice-figures",
        ),
        el(
            "div",
            el("i", style=f"width:{max(0.0, min(score, 100.0)):.1f}%"),
            cls="choice-bar",
            aria_hidden="true",
        )
        if score is not None
        else None,
        cls="choice",
        data_offer=offer.id,
    )


def _chart(listed: Shortlist, lang: Lang) -> Html | None:
    """Cost to the right on a logarithm, quality upwards; None with fewer than two to compare."""
    known = listed.drawn
    if len(known) < 2:
        return None
    place = _Scale(known)
    front = efficient(known)
    labelled = _labelled(listed.choices[:_LABELS], place)
    pick = listed.choices[0]
    return el(
        "figure",
        el("figcaption", say("models.page.chart", lang)),
        el(
            "svg",
            el("path", d=place.line(front), cls="front"),
            [
                _point(one, place, pick, named=False)
                for one in known
                if one.offer.id not in labelled
            ],
            [_point(one, place, pick, named=True) for one in known if one.offer.id in labelled],
            axes(
                say("models.page.axis_cost", lang),
                say("models.page.axis_quality", lang),
                [(place.x(tick), tick) for tick in place.ticks()],
            ),
            viewBox=f"0 0 {WIDE} {HIGH}",
            cls="cost-quality",
            role="img",
            aria_label=say("models.page.chart_told", lang, count=len(known), name=pick.offer.name),
        ),
        cls="models-chart",
    )


def _labelled(choices: Sequence[Choice], place: "_Scale") -> set[str]:
    """Those whose names fit without lying on one another, the first ones first."""
    taken: list[tuple[float, float, float]] = []
    kept: set[str] = set()
    for one in choices:
        if one.score is None or one.comparable is None:
            continue
        x, y = place.x(_cost(one)), place.y(_score(one))
        width = 5.2 * len(one.offer.name) + 8
        start = x - width if _on_right(x) else x
        if all(abs(y - other) > 10 or start > to or start + width < at for at, to, other in taken):
            taken.append((start, start + width, y))
            kept.add(one.offer.id)
    return kept


def _on_right(x: float) -> bool:
    """Whether a label stands to the left of its point, for want of room."""
    return x > WIDE * 0.55


class _Scale:
    """Where a cost and a score stand in the drawing."""

    def __init__(self, known: Sequence[Choice]) -> None:
        costs = [math.log10(_cost(one)) for one in known]
        scores = [_score(one) for one in known]
        self._from, self._to = min(costs), max(*costs, min(costs) + 0.1)
        self._low, self._high = min(scores), max(*scores, min(scores) + 1)

    def x(self, cost: float) -> float:
        share = (math.log10(max(cost, _LEAST_COST)) - self._from) / (self._to - self._from)
        return EDGE + 8 + share * (WIDE - 2 * EDGE - 16)

    def y(self, score: float) -> float:
        share = (score - self._low) / (self._high - self._low)
        return HIGH - EDGE - 10 - share * (HIGH - 2 * EDGE - 4)

    def line(self, front: Sequence[Choice]) -> str:
        """Steps: until the next dearer one nothing better is to be had."""
        steps = [f"M{self.x(_cost(front[0])):.1f} {self.y(_score(front[0])):.1f}"]
        steps += [f"H{self.x(_cost(one)):.1f}V{self.y(_score(one)):.1f}" for one in front[1:]]
        return "".join(steps)

    def ticks(self) -> list[float]:
        """Powers of ten within the costs."""
        low, high = math.ceil(self._from), math.floor(self._to)
        return [10.0**power for power in range(low, high + 1)]


def _point(one: Choice, place: _Scale, pick: Choice, *, named: bool) -> Html:
    x, y = place.x(_cost(one)), place.y(_score(one))
    told = f"{one.offer.name} · {money(one.cost)} · {score_value(one)}"
    is_right = _on_right(x)
    label = el(
        "text",
        one.offer.name,
        x=f"{x - 7 if is_right else x + 7:.1f}",
        y=f"{y + 3.5:.1f}",
        cls="point-name right" if is_right else "point-name",
    )
    return el(
        "g",
        el("title", told),
        el("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=5 if one.offer.id == pick.offer.id else 3),
        label if named else None,
        cls="point",
        data_named=named,
        data_pick=one.offer.id == pick.offer.id,
    )


def _funnel(one: Chosen, needs: Requirements, lang: Lang) -> Html:
    most = max((step.left for step in one.ruled_out), default=1) or 1
    rows = [
        el(
            "li",
            el("span", constraint_said(step.name, needs, lang)),
            el("i", style=f"width:{step.left / most * 100:.1f}%", aria_hidden="true"),
            el("b", f"{step.left:,}"),
        )
        for step in one.ruled_out
    ]
    return el(
        "section",
        el("h3", say("models.page.funnel", lang)),
        el("ol", rows, cls="funnel-steps"),
        cls="models-funnel",
    )


def _cost(one: Choice) -> float:
    return max(one.comparable or 0.0, _LEAST_COST)


def _score(one: Choice) -> float:
    return one.score.value if one.score else 0.0
