"""Pain against difficulty: a point for each scenario, to be dragged or moved by keys."""

from collections.abc import Mapping, Sequence

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.texts import say
from page.markup import Html, el
from tools.decisions.scenarios.board import Placed
from tools.decisions.scenarios.wording import number_said

SIZE, EDGE = 340, 26
"""The drawing's side, and the margin in which the axes are named; the drawing tells the script."""
_INNER = SIZE - 2 * EDGE
_LINE = 11.0
"""How far apart two labels have to be, in the drawing's units."""


def quadrant_view(order: Sequence[Placed], lang: Lang) -> Html | None:
    """The chart; None where no scenario has both numbers."""
    known = [one for one in order if one.value is not None]
    if not known:
        return None
    middle = EDGE + _INNER // 2
    heights = label_heights(
        {
            one.scenario.name: (
                one.scenario.difficulty.value or 0.0,
                one.scenario.pain.value or 0.0,
            )
            for one in known
        }
    )
    return el(
        "svg",
        el("rect", x=EDGE, y=EDGE, width=_INNER // 2, height=_INNER // 2, cls="do-first"),
        el("path", d=f"M{middle} {EDGE}V{SIZE - EDGE}M{EDGE} {middle}H{SIZE - EDGE}", cls="cross"),
        el("path", d=f"M{EDGE} {EDGE}V{SIZE - EDGE}H{SIZE - EDGE}", cls="axis"),
        [
            el("text", say(f"scenarios.quadrant.{name}", lang), x=x, y=y, cls=f"corner {side}")
            for name, x, y, side in (
                ("first", EDGE + 6, EDGE + 14, "left"),
                ("plan", SIZE - EDGE - 6, EDGE + 14, "right"),
                ("fill", EDGE + 6, SIZE - EDGE - 7, "left"),
                ("not_now", SIZE - EDGE - 6, SIZE - EDGE - 7, "right"),
            )
        ],
        el("text", say("scenarios.page.axis_pain", lang), x=EDGE, y=14, cls="axis-name"),
        el(
            "text",
            say("scenarios.page.axis_difficulty", lang),
            x=SIZE - EDGE,
            y=SIZE - 8,
            cls="axis-name right",
        ),
        [_point(one, heights[one.scenario.name], lang) for one in known],
        viewBox=f"0 0 {SIZE} {SIZE}",
        cls="quadrant",
        data_edge=EDGE,
        data_ask_both=say("scenarios.page.ask_both", lang),
        data_ask_pain=say("scenarios.page.ask_pain", lang),
        data_ask_difficulty=say("scenarios.page.ask_difficulty", lang),
        role="group",
        aria_label=say("scenarios.page.hint", lang),
    )


def x_of(difficulty: float) -> float:
    """Where a difficulty stands."""
    return EDGE + difficulty / 10 * _INNER


def y_of(pain: float) -> float:
    """Where a pain stands; up is more."""
    return SIZE - EDGE - pain / 10 * _INNER


def point_name(name: str, x: float, above: float) -> Html:
    """The name beside a point at `x`, raised or lowered to be clear of the others."""
    on_right = x > SIZE * 0.6
    return el(
        "text",
        short(name),
        x=-10 if on_right else 10,
        y=f"{above + 4:.1f}",
        cls="point-name right" if on_right else "point-name",
    )


def _point(one: Placed, height: float, lang: Lang) -> Html:
    scenario = one.scenario
    pain, hard = scenario.pain.value or 0.0, scenario.difficulty.value or 0.0
    x, y = x_of(hard), y_of(pain)
    is_given = scenario.pain.origin == scenario.difficulty.origin == "given"
    said = {
        "pain": number_said(scenario.pain, lang),
        "difficulty": number_said(scenario.difficulty, lang),
    }
    told = say("scenarios.page.point", lang, name=scenario.name, **said)
    return el(
        "g",
        el("title", told),
        el("circle", r=13, cls="grip"),
        el("circle", r=6, cls="dot"),
        point_name(scenario.name, x, height - y),
        transform=f"translate({x:.1f} {y:.1f})",
        cls="scenario-point",
        tabindex=0,
        role="slider",
        aria_label=scenario.name,
        aria_valuetext=told,
        aria_valuenow=f"{pain:g}",
        aria_valuemin=0,
        aria_valuemax=10,
        data_name=scenario.name,
        data_pain=f"{pain:g}",
        data_difficulty=f"{hard:g}",
        data_given=is_given,
    )


def label_heights(at: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """Where each label goes, pushed down where it would lie on another of the same half.

    `at` has for each name its place across and its height, both 0 to 10.
    """
    taken: list[tuple[bool, float]] = []
    heights: dict[str, float] = {}
    for name, (across, up) in sorted(at.items(), key=lambda one: -one[1][1]):
        on_right = x_of(across) > SIZE * 0.6
        height = y_of(up)
        while any(side == on_right and abs(height - other) < _LINE for side, other in taken):
            height += _LINE / 2
        taken.append((on_right, height))
        heights[name] = height
    return heights


def short(name: str) -> str:
    """A name that fits beside its point."""
    return beginning(name, 22)
