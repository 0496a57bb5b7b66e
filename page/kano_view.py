"""Better against Worse: where each scenario stands among Kano's classes."""

from collections.abc import Sequence

from knowledge.language import Lang
from knowledge.texts import say
from page.markup import Html, el
from page.quadrant_view import EDGE, SIZE, label_heights, point_name, x_of, y_of
from tools.decisions.scenarios.kano import Classified
from tools.decisions.scenarios.kano_markdown import class_said

_CORNERS = (
    ("attractive", EDGE + 6, EDGE + 14, "left"),
    ("performance", SIZE - EDGE - 6, EDGE + 14, "right"),
    ("indifferent", EDGE + 6, SIZE - EDGE - 7, "left"),
    ("must_be", SIZE - EDGE - 6, SIZE - EDGE - 7, "right"),
)


def kano_view(found: Sequence[Classified], lang: Lang) -> Html | None:
    """The picture; None where no scenario has answers to place it by."""
    at = {
        one.name: (10 * one.worse.value, 10 * one.better.value)
        for one in found
        if one.better and one.worse and one.better.value is not None and one.worse.value is not None
    }
    if not at:
        return None
    middle = SIZE // 2
    heights = label_heights(at)
    return el(
        "svg",
        el("path", d=f"M{middle} {EDGE}V{SIZE - EDGE}M{EDGE} {middle}H{SIZE - EDGE}", cls="cross"),
        el("path", d=f"M{EDGE} {EDGE}V{SIZE - EDGE}H{SIZE - EDGE}", cls="axis"),
        [
            el("text", say(f"scenarios.kano.{name}", lang), x=x, y=y, cls=f"corner {side}")
            for name, x, y, side in _CORNERS
        ],
        el("text", say("scenarios.page.axis_better", lang), x=EDGE, y=14, cls="axis-name"),
        el(
            "text",
            say("scenarios.page.axis_worse", lang),
            x=SIZE - EDGE,
            y=SIZE - 8,
            cls="axis-name right",
        ),
        [_point(one, *at[one.name], heights[one.name], lang) for one in found if one.name in at],
        viewBox=f"0 0 {SIZE} {SIZE}",
        cls="quadrant kano",
        role="img",
        aria_label=say("scenarios.page.kano_hint", lang),
    )


def _point(one: Classified, worse: float, better: float, height: float, lang: Lang) -> Html:
    x, y = x_of(worse), y_of(better)
    return el(
        "g",
        el("title", f"{one.name}: {class_said(one, lang)}"),
        el("circle", r=6, cls="dot"),
        point_name(one.name, x, height - y),
        transform=f"translate({x:.1f} {y:.1f})",
        cls="kano-point",
    )
