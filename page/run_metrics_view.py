"""The metrics of evaluation runs side by side: each mean as a bar with its interval."""

from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import say
from page.markup import Html, el
from page.run_users_view import HUES
from tools.evals.comparing.wording import metric_name
from tools.evals.scorecard import Result
from tools.evals.scorers.named import SCORERS
from tools.run_eval_text import value_said

if TYPE_CHECKING:
    from tools.run_report import RunReport


def metric_group(kind: str, reports: list["RunReport"], lang: Lang) -> Html | None:
    """The metrics of one kind that any run has a value of."""
    first = reports[0].card.results
    places = [
        at
        for at, one in enumerate(first)
        if one.kind == kind and any(report.card.results[at].scored for report in reports)
    ]
    if not places:
        return None
    return el(
        "section",
        el("h3", say(f"runs.page.{kind}", lang)),
        el(
            "ul",
            [_metric([report.card.results[at] for report in reports], lang) for at in places],
            cls="metrics",
        ),
        cls="metric-group",
    )


def _metric(each: list[Result], lang: Lang) -> Html:
    most = max((one.high or one.mean or 0.0 for one in each), default=0.0)
    full = 1.0 if each[0].unit == "share" else most or 1.0
    return el(
        "li",
        el(
            "p",
            el("b", metric_name(each[0].name, lang)),
            el(
                "span",
                say("runs.page.lower", lang) if each[0].better == "lower" else None,
                cls="faint",
            ),
            cls="metric-name",
            title=_about(each[0].name, lang),
        ),
        [_bar(one, at, full) for at, one in enumerate(each)],
        data_metric=each[0].name,
    )


def _about(name: str, lang: Lang) -> str | None:
    """What a scorer of ours measures; nothing is known of another tool's."""
    return say(f"evals.scorer.{name}.about", lang) if name in SCORERS else None


def _bar(result: Result, at: int, full: float) -> Html:
    """The mean as a bar, its interval as a line over it, and both in figures."""
    mean, low, high = result.mean, result.low, result.high
    track = None
    if mean is not None:
        track = el(
            "span",
            el("i", cls="mean", style=f"width:{part(mean, full)}"),
            el(
                "i",
                cls="interval",
                style=f"left:{part(low, full)};width:{part(high - low, full)}",
            )
            if low is not None and high is not None
            else None,
            cls="track",
            aria_hidden="true",
        )
    return el(
        "div",
        track,
        el("span", value_said(result), cls="figure"),
        el("span", f"n={result.scored}/{result.of}", cls="faint"),
        cls="metric-bar",
        data_run=str(at % HUES),
    )


def part(value: float, full: float) -> str:
    """A width or a place on a track, of the full one, as CSS has it."""
    return f"{100 * min(max(value / full, 0.0), 1.0):.1f}%"
