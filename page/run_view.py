"""Evaluation runs side by side: every metric with its interval, weak segments, worst examples."""

from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import say
from page.ask_button import ask_button
from page.downloads import run_downloads
from page.icons import icon
from page.links import link
from page.markup import Html, el
from page.run_users_view import HUES, periods_view, users_view
from tools.evals.building.slicing import dimension_name, value_name
from tools.evals.comparing.wording import metric_name
from tools.evals.scorecard import Result, Scorecard, Weak
from tools.evals.scorers.named import SCORERS
from tools.run_eval_text import amount, is_weak, judge_note, value_said
from tools.runs_kept import RunLine, scored_said, status_said

if TYPE_CHECKING:
    from tools.run_eval import RunArtifact
    from tools.run_report import RunReport


def run_view(found: "RunArtifact", lang: Lang) -> Html:
    """The whole answer as a picture."""
    reports = found.reports
    if not reports:
        return _list(found.runs, lang)
    spec = reports[0].run.spec
    title = say(
        "runs.page.title",
        lang,
        dataset=spec.dataset,
        version=spec.dataset_version,
        count=f"{spec.examples:,}",
    )
    return el(
        "article",
        el(
            "header",
            el("p", icon("check"), say("runs.page.kind", lang), cls="kicker"),
            el("h2", title),
            el("ul", [_key(one, at, lang) for at, one in enumerate(reports)], cls="run-keys"),
            run_downloads([one.run.id for one in reports], lang),
            cls="view-head",
        ),
        _judge(reports, lang),
        [_group(kind, reports, lang) for kind in ("business", "technical", "running")],
        [periods_view(one, lang) for one in reports]
        if any(one.periods for one in reports)
        else users_view(reports, lang),
        [_of_one(one, at, lang) for at, one in enumerate(reports)],
        cls="run-view",
    )


def _list(runs: list[RunLine], lang: Lang) -> Html:
    """The runs there are, each of which opens by a click."""
    return el(
        "article",
        el(
            "header",
            el("p", icon("check"), say("runs.page.kind", lang), cls="kicker"),
            el("h2", say("runs.list.title", lang, count=len(runs))),
            cls="view-head",
        ),
        el("ol", [_line(one, lang) for one in runs], cls="set-versions"),
        cls="run-view",
    )


def _line(one: RunLine, lang: Lang) -> Html:
    return el(
        "li",
        el("b", f"{one.target} · {one.dataset} v{one.version}"),
        el("span", f"{one.answered:,}/{one.examples:,} · {status_said(one, lang)}", cls="faint"),
        el("span", f"{scored_said(one, lang)} · {one.started:%Y-%m-%d %H:%M}", cls="faint"),
        ask_button(say("runs.list.open", lang, id=one.id), one.id, cls="button quiet text mono"),
    )


def _key(report: "RunReport", at: int, lang: Lang) -> Html:
    card, run = report.card, report.run
    facts = [
        say("runs.page.answered", lang, count=f"{card.answered:,}", of=f"{run.spec.examples:,}"),
        *(
            f"{say(f'runs.failure.{why}', lang)} {count}"
            for why, count in sorted(card.failed.items(), key=lambda one: -one[1])
        ),
    ]
    if report.spent is not None:
        facts.append(f"${report.spent:.4f}")
    if card.overall is not None:
        facts.append(say("runs.page.overall", lang, value=f"{card.overall:.0%}"))
    return el(
        "li",
        el("b", run.spec.target.name, data_run=str(at % HUES)),
        el("span", say(f"runs.status.{run.status}", lang), cls="tag")
        if run.status != "done"
        else None,
        el("p", [el("span", fact) for fact in facts], cls="facts"),
    )


def _judge(reports: list["RunReport"], lang: Lang) -> Html | None:
    """Whether the judge's grades were held against people, and the way to do so."""
    note = judge_note(reports, lang)
    if not note:
        return None
    ask = say("compare.judge.ask", lang)
    return el(
        "p",
        note,
        " ",
        ask_button(ask),
        cls="faint",
        data_judge=True,
    )


def _group(kind: str, reports: list["RunReport"], lang: Lang) -> Html | None:
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
            el("i", cls="mean", style=f"width:{_part(mean, full)}"),
            el(
                "i",
                cls="interval",
                style=f"left:{_part(low, full)};width:{_part(high - low, full)}",
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


def _part(value: float, full: float) -> str:
    return f"{100 * min(max(value / full, 0.0), 1.0):.1f}%"


def _of_one(report: "RunReport", at: int, lang: Lang) -> Html | None:
    """A run's weakest segments and worst examples."""
    card = report.card
    if not card.worst and len(card.slices) < 2:
        return None
    return el(
        "section",
        el("h3", report.run.spec.target.name, data_run=str(at % HUES)),
        _slices(card, lang),
        el("h4", say("runs.page.worst", lang)) if card.worst else None,
        el("ol", [_weak(one, lang) for one in card.worst], cls="worst") if card.worst else None,
        el("p", report.run.id, cls="faint mono"),
        cls="run-part",
    )


def _slices(card: Scorecard, lang: Lang) -> Html | None:
    result = card.deciding
    if result is None or len(card.slices) < 2:
        return None
    weak = [one for one in card.slices if is_weak(one, result)]
    if not weak:
        return None
    rows = [
        el(
            "li",
            el(
                "span",
                el("span", dimension_name(one.key, lang), cls="chip-key"),
                value_name(one.key, one.value, lang),
            ),
            el("span", el("i", style=f"width:{_part(one.mean, 1.0)}"), cls="slice-track"),
            el("b", amount(result, one.mean)),
            el("span", f"n={one.scored}", cls="faint"),
        )
        for one in weak[:8]
    ]
    head = say("runs.page.slices", lang, name=metric_name(result.name, lang))
    return el("div", el("h4", head), el("ul", rows, cls="slices"))


def _weak(one: Weak, lang: Lang) -> Html:
    return el(
        "li",
        link(
            "trace",
            one.trace_id,
            el("span", one.query or "–", cls="example-query"),
            el("span", f"{metric_name(one.scorer, lang)} · {one.reason}", cls="example-note"),
            cls="example-of",
        ),
    )
