"""How the causes moved between two parts of the traffic: two bars a cause, and what changed."""

from collections.abc import Sequence

from knowledge.language import Lang
from knowledge.records import Share
from knowledge.texts import say
from page.markup import Html, el
from tools.cause_shifts import CauseShift, change_of


def shifts_view(
    shifts: Sequence[CauseShift], before: str, now: str, lang: Lang, note: str | None = None
) -> Html | None:
    """The bars, what moved most first, below a `note` on filters; None without a comparison."""
    if not shifts:
        return None
    most = max(one.value or 0.0 for shift in shifts for one in (shift.before, shift.now)) or 1.0
    return el(
        "section",
        el("h3", say("page.clusters.shifts", lang, before=before, now=now)),
        el("p", note, cls="faint") if note else None,
        el("ul", [_cause(one, before, now, most, lang) for one in shifts], cls="shifts"),
        cls="block",
    )


def _cause(one: CauseShift, before: str, now: str, most: float, lang: Lang) -> Html:
    return el(
        "li",
        el(
            "p",
            el("b", say(f"page.clusters.cause.{one.cause}", lang)),
            el("span", change_of(one, lang), cls="shift-change"),
        ),
        _bar(before, one.before, most, is_now=False),
        _bar(now, one.now, most, is_now=True),
        data_cause=one.cause,
        data_shift=one.verdict,
    )


def _bar(name: str, share: Share, most: float, *, is_now: bool) -> Html:
    value = share.value or 0.0
    return el(
        "div",
        el("span", name),
        el("i", el("i", style=f"width:{100 * value / most:.1f}%")),
        el("span", f"{value:.1%}"),
        cls="shift-bar",
        data_now=is_now,
    )
