"""A difference with its interval against zero, and how large it must be to be seen at all."""

from page.markup import Html, el
from tools.evals.comparing.comparison import Result

_WIDE, _HIGH = 320, 26
_EDGE = 8
_MIDDLE = _WIDE / 2


def difference_chart(one: Result, told: str) -> Html | None:
    """The drawing, right for better; `told` says the same in words. None without a difference.

    Each metric has a scale of its own, as wide as its interval and its band, for their units
    differ; what can be compared from row to row is where they stand to the upright line.
    """
    if one.difference is None:
        return None
    ends = one.interval or (one.difference, one.difference)
    sign = 1 if one.metric.better == "higher" else -1
    reach = max(abs(one.difference), *map(abs, ends), one.smallest or 0.0)
    if not reach:
        return None

    def place(value: float) -> float:
        return _MIDDLE + sign * value / reach * (_MIDDLE - _EDGE)

    left, right = sorted(map(place, ends))
    half = (one.smallest or 0.0) / reach * (_MIDDLE - _EDGE)
    middle = _HIGH / 2
    return el(
        "svg",
        el("title", told),
        el("rect", x=f"{_MIDDLE - half:.1f}", y=3, width=f"{2 * half:.1f}", height=_HIGH - 6,
           cls="unseen") if half else None,
        el("path", d=f"M{_MIDDLE:g} 0V{_HIGH}", cls="zero"),
        el("path", d=f"M{left:.1f} {middle:g}H{right:.1f}M{left:.1f} {middle - 4:g}v8"
           f"M{right:.1f} {middle - 4:g}v8", cls="interval") if one.interval else None,
        el("circle", cx=f"{place(one.difference):.1f}", cy=f"{middle:g}", r=4, cls="dot"),
        viewBox=f"0 0 {_WIDE} {_HIGH}",
        cls="difference-chart",
        role="img",
        aria_label=told,
    )  # fmt: skip
