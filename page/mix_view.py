"""A mix of models: who serves which segment, and where it stands among cost and quality."""

import math
from collections.abc import Mapping, Sequence

from knowledge.language import Lang
from knowledge.texts import say
from page.cost_quality import EDGE, HIGH, WIDE, axes
from page.markup import Html, el
from tools.decisions.mix.markdown import dollars, served_said, short_names
from tools.decisions.mix.outcome import Mix, NoMix, Point, Served

_LEAST_COST = 1e-7
"""Dollars a call; what costs less is drawn as if it cost this, for the axis is a logarithm."""
_LETTER = 5.2
"""About the width of a letter of a label."""


def mix_view(mix: Mix | NoMix, lang: Lang) -> Html | None:
    """The front of mixes among the single models, and the segments with their models."""
    if isinstance(mix, NoMix):
        return None  # the text says why, and what to do
    title, names = _title(mix, lang), short_names(one.model for one in mix.priced)
    return el(
        "section",
        el("header", el("h2", title), cls="view-head"),
        el("p", say("mix.demo", lang).replace("**", ""), cls="faint") if mix.is_demo else None,
        _chart(mix, names, title, lang),
        el("ol", [_served(one, names[one.model], lang) for one in mix.served], cls="mix-served"),
        cls="mix-view",
    )


def _title(mix: Mix, lang: Lang) -> str:
    if mix.floor is None:
        return say("mix.title_budget", lang, budget=dollars(mix.budget or 0.0))
    if mix.saving <= 0:
        return say("mix.title_single", lang)
    return say("mix.title", lang, saving=f"{mix.saving:.0%}")


def _served(one: Served, name: str, lang: Lang) -> Html:
    return el(
        "li",
        el("span", served_said(one, lang)),
        el("b", name),
        el("span", f"{one.quality:.3f} · n={one.n}", cls="facts"),
        el("i", style=f"width:{one.share * 100:.1f}%", aria_hidden="true"),
    )


def _chart(mix: Mix, names: Mapping[str, str], title: str, lang: Lang) -> Html:
    """Cost to the right on a logarithm, quality upwards; the mix that is proposed is ringed."""
    place = _Scale([(one.cost, one.quality) for one in mix.points] + [(mix.cost, mix.quality)])
    singles = [
        one.model_copy(update={"name": names[one.name]}) for one in mix.points if one.is_single
    ]
    mixes = [one for one in mix.points if not one.is_single]
    at = [(f"{place.x(one.cost):.1f}", f"{place.y(one.quality):.1f}") for one in mixes]
    line = "".join([f"M{x} {y}" for x, y in at[:1]] + [f"H{x}V{y}" for x, y in at[1:]])
    named = _named(singles, place)
    return el(
        "svg",
        el("path", d=line, cls="front"),
        [_point(one, place, named=one.name in named) for one in [*mixes, *singles]],
        el(
            "circle",
            cx=f"{place.x(mix.cost):.1f}",
            cy=f"{place.y(mix.quality):.1f}",
            r=7,
            cls="mix-chosen",
        ),
        axes(
            say("mix.axis_cost", lang),
            say("mix.axis_quality", lang),
            [(place.x(tick), tick) for tick in place.ticks()],
        ),
        viewBox=f"0 0 {WIDE} {HIGH}",
        cls="cost-quality mix-chart",
        role="img",
        aria_label=title,
    )


class _Scale:
    """Where a cost and a score stand in the drawing."""

    def __init__(self, known: Sequence[tuple[float, float]]) -> None:
        costs = [math.log10(max(cost, _LEAST_COST)) for cost, _ in known]
        scores = [score for _, score in known]
        self._from, self._to = min(costs), max(*costs, min(costs) + 0.1)
        self._low, self._high = min(scores), max(*scores, min(scores) + 0.01)

    def x(self, cost: float) -> float:
        share = (math.log10(max(cost, _LEAST_COST)) - self._from) / (self._to - self._from)
        return EDGE + 12 + share * (WIDE - 2 * EDGE - 20)

    def y(self, score: float) -> float:
        share = (score - self._low) / (self._high - self._low)
        return HIGH - EDGE - 14 - share * (HIGH - 2 * EDGE - 14)

    def ticks(self) -> list[float]:
        """Round costs: 1, 2 and 5 of each power of ten, over a wide range the powers alone."""
        low, high = math.floor(self._from), math.ceil(self._to)
        steps = (1, 2, 5) if self._to - self._from < 2 else (1,)
        costs = [step * 10.0**power for power in range(low, high + 1) for step in steps]
        return [cost for cost in costs if self._from <= math.log10(cost) <= self._to]


def _named(singles: Sequence[Point], place: _Scale) -> set[str]:
    """Those whose names fit without lying on one another, the best ones first."""
    taken: list[tuple[float, float, float]] = []
    kept: set[str] = set()
    for one in sorted(singles, key=lambda point: -point.quality):
        start, y = _label_at(one, place)
        end = start + _LETTER * len(one.name)
        if all(abs(y - other) > 11 or start > to or end < at for at, to, other in taken):
            taken.append((start, end, y))
            kept.add(one.name)
    return kept


def _label_at(one: Point, place: _Scale) -> tuple[float, float]:
    """Where a label starts: right of its point, or left and above the line for want of room."""
    x, y = place.x(one.cost), place.y(one.quality)
    width = _LETTER * len(one.name)
    return (x + 8, y + 3.5) if x + 8 + width < WIDE else (x - 2 - width, y - 8)


def _point(one: Point, place: _Scale, *, named: bool) -> Html:
    x, y = place.x(one.cost), place.y(one.quality)
    start, label_y = _label_at(one, place)
    is_left = start < x
    label = el(
        "text",
        one.name,
        x=f"{x - 2 if is_left else x + 8:.1f}",
        y=f"{label_y:.1f}",
        cls="right" if is_left else None,
    )
    return el(
        "g",
        el("title", f"{one.name} · {one.quality:.3f} · ${one.cost:.6f}"),
        el("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=4 if one.is_single else 3),
        label if named else None,
        cls="mix-point",
        data_single=one.is_single,
    )
