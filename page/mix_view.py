"""A mix of models: who serves which segment, and where it stands among cost and quality."""

from knowledge.language import Lang
from knowledge.texts import say
from page.markup import Html, el
from tools.decisions.mix.outcome import Mix, Point, Served

_WIDE, _HIGH, _EDGE = 360, 180, 30


def mix_view(mix: Mix, lang: Lang) -> Html:
    """The front of mixes among the single models, and the segments with their models."""
    return el(
        "section",
        el("header", el("h2", say("mix.title", lang, saving=f"{mix.saving:.0%}")), cls="view-head"),
        _chart(mix, lang),
        el("ol", [_served(one, lang) for one in mix.served], cls="mix-served"),
        cls="mix-view",
    )


def _served(one: Served, lang: Lang) -> Html:
    return el(
        "li",
        el("span", one.segment or say("mix.whole", lang)),
        el("b", one.model),
        el("span", f"{one.quality:.3f} · n={one.n}", cls="facts"),
        el("i", style=f"width:{one.share * 100:.1f}%", aria_hidden="true"),
    )


def _chart(mix: Mix, lang: Lang) -> Html:
    points = mix.points
    costs, scores = [one.cost for one in points], [one.quality for one in points]
    wide = max(*costs, 0.0) or 1.0
    low, high = min(*scores, mix.quality), max(*scores, mix.quality)
    span = (high - low) or 1.0

    def x(cost: float) -> float:
        return _EDGE + cost / wide * (_WIDE - 2 * _EDGE)

    def y(score: float) -> float:
        return _HIGH - _EDGE - (score - low) / span * (_HIGH - 2 * _EDGE)

    def point(one: Point) -> Html:
        told = f"{one.name} · {one.quality:.3f} · ${one.cost:.6f}"
        side = "right" if x(one.cost) > _WIDE * 0.75 else None
        label = el(
            "text", one.name, x=f"{x(one.cost):.1f}", y=f"{y(one.quality) - 7:.1f}", cls=side
        )
        return el(
            "g",
            el("title", told),
            el("circle", cx=f"{x(one.cost):.1f}", cy=f"{y(one.quality):.1f}", r=4),
            label if one.is_single else None,
            cls="mix-point",
            data_single=one.is_single,
        )

    mixes = [one for one in points if not one.is_single]
    line = " ".join(f"{x(one.cost):.1f},{y(one.quality):.1f}" for one in mixes)
    return el(
        "svg",
        el("path", d=f"M{_EDGE} 8V{_HIGH - _EDGE + 8}H{_WIDE - 8}", cls="axis"),
        el("polyline", points=line, cls="front"),
        [point(one) for one in points],
        el(
            "circle",
            cx=f"{x(mix.cost):.1f}",
            cy=f"{y(mix.quality):.1f}",
            r=6,
            cls="mix-chosen",
        ),
        viewBox=f"0 0 {_WIDE} {_HIGH}",
        cls="cost-quality mix-chart",
        role="img",
        aria_label=say("mix.title", lang, saving=f"{mix.saving:.0%}"),
    )
