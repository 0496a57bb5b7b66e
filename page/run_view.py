"""Evaluation runs side by side: every metric with its interval, weak segments, worst examples."""

from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import say
from page.ask_button import ask_button
from page.downloads import run_downloads
from page.icons import icon
from page.links import link
from page.markup import Html, el
from page.run_metrics_view import metric_group, part
from page.run_users_view import HUES, periods_view, users_view
from page.runs_list_view import runs_list
from tools.evals.building.slicing import dimension_name, value_name
from tools.evals.comparing.wording import metric_name
from tools.evals.scorecard import Scorecard, Weak
from tools.run_eval_text import amount, is_weak, judge_note

if TYPE_CHECKING:
    from tools.run_eval import RunArtifact
    from tools.run_report import RunReport


def run_view(found: "RunArtifact", lang: Lang) -> Html:
    """The whole answer as a picture."""
    reports = found.reports
    if not reports:
        return runs_list(found.runs, lang)
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
        [metric_group(kind, reports, lang) for kind in ("business", "technical", "running")],
        [periods_view(one, lang) for one in reports]
        if any(one.periods for one in reports)
        else users_view(reports, lang),
        [_of_one(one, at, lang) for at, one in enumerate(reports)],
        cls="run-view",
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
            el("span", el("i", style=f"width:{part(one.mean, 1.0)}"), cls="slice-track"),
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
