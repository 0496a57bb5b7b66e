"""Two runs compared: the verdict, each metric's difference against zero, the examples behind it."""

from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import say
from page.difference_chart import difference_chart
from page.downloads import run_downloads
from page.icons import icon
from page.links import link
from page.markup import Html, el
from tools.compared_headline import headline
from tools.compared_parts import mattering, segment_value, verdict_with_need
from tools.evals.building.slicing import dimension_name
from tools.evals.comparing.comparison import Change, Comparison, Result, Way
from tools.evals.comparing.wording import (
    count_said,
    difference_said,
    few_changed_said,
    interval_said,
    metric_name,
    p_said,
    value_said,
)
from tools.evals.statistics.paired_tests import LEAST_CHANGED

if TYPE_CHECKING:
    from tools.compare_runs import ComparisonArtifact

_WAYS: tuple[Way, ...] = ("regression", "loss", "win")
_OPEN: Way = "regression"
_COLUMNS = ("n", "means", "difference", "interval", "verdict")


def comparison_view(found: "ComparisonArtifact", lang: Lang) -> Html:
    """The whole answer as a picture; every example opens its trace."""
    outcome = found.comparison
    segments = [one for one in outcome.segments if one.n]
    return el(
        "article",
        el(
            "header",
            el("p", icon("chart"), say("compare.page.kind", lang), cls="kicker"),
            el("h2", _title(found, lang)),
            el("p", [el("span", fact) for fact in _facts(found, lang)], cls="facts"),
            run_downloads([found.before.id, found.after.id], lang) if _are_runs(found) else None,
            cls="view-head",
        ),
        el("p", _plain(headline(found)), cls="comparison-headline", data_verdict=outcome.verdict),
        el("p", told, cls="comparison-matters") if (told := mattering(outcome, lang)) else None,
        _by_value(outcome, lang) if outcome.rows else None,
        el("ul", [_metric(one, found, lang) for one in outcome.results], cls="comparison-metrics"),
        el(
            "p",
            say("compare.page.legend", lang, least=LEAST_CHANGED),
            cls="faint comparison-legend",
        ),
        el("h3", say("compare.page.changes", lang)),
        [_changes(way, found, lang) for way in _WAYS]
        if outcome.changes
        else el("p", say("compare.page.none", lang), cls="faint"),
        _segments(segments, lang) if segments else None,
        cls="comparison-view",
    )


def _title(found: "ComparisonArtifact", lang: Lang) -> list[Html | str]:
    verdict = found.comparison.verdict
    return [
        f"{found.before.label} → {found.after.label} ",
        el("span", say(f"compare.verdict.{verdict}", lang), cls="verdict", data_verdict=verdict),
    ]


def _plain(markdown: str) -> list[Html | str]:
    """A sentence whose bold part is bold here, too; of its escapes only the signs remain."""
    parts = markdown.replace("\\", "").split("**")
    return [el("b", part) if at % 2 else part for at, part in enumerate(parts)]


def _facts(found: "ComparisonArtifact", lang: Lang) -> list[str]:
    """Which set, how many pairs, which segment, which two runs."""
    sets = dict.fromkeys(one.dataset for one in (found.before, found.after) if one.dataset)
    pairs = say("compare.page.pairs", lang, pairs=f"{found.comparison.pairs:,}")
    runs = f"{found.before.id} → {found.after.id}"
    return [fact for fact in (*sets, pairs, found.segment, runs) if fact]


def _are_runs(found: "ComparisonArtifact") -> bool:
    """Whether both sides are runs over a set, and not versions in the traffic."""
    return bool(found.before.dataset and found.after.dataset)


def _metric(one: Result, found: "ComparisonArtifact", lang: Lang) -> Html:
    metric = one.metric
    n = say("compare.page.n", lang, n=f"{one.n:,}")
    figures = [
        f"{value_said(one.before, metric, lang)} → {value_said(one.after, metric, lang)}",
        p_said(one.corrected) if one.corrected is not None else None,
        n,
        few_changed_said(one, lang),
    ]
    if one.smallest:
        smallest = difference_said(one.smallest, metric, lang, signed=False)
        figures.append(say("compare.text.shows_from", lang, smallest=smallest))
    if one.verdict == "cannot_tell" and one.needed:
        needed = count_said(max(one.needed, one.n + 1))
        figures.append(say("compare.page.needed", lang, needed=needed))
    return el(
        "li",
        el("b", metric_name(metric.name, lang), cls="comparison-name"),
        _chip(one, lang),
        el("span", difference_said(one.difference, metric, lang), cls="comparison-difference"),
        el("span", interval_said(one.interval, metric, lang), cls="comparison-interval")
        if one.interval
        else None,
        difference_chart(one, _told(one, lang)),
        el("p", [el("span", fact) for fact in figures if fact], cls="facts"),
        data_metric=metric.name,
        data_verdict=one.verdict,
        data_main=metric.name == found.comparison.main,
    )


def _chip(one: Result, lang: Lang) -> Html:
    said = say(f"compare.verdict.{one.verdict}", lang)
    return el("span", said, cls="verdict", data_verdict=one.verdict)


def _told(one: Result, lang: Lang) -> str:
    """What the chart shows, in words."""
    return say(
        "compare.page.chart",
        lang,
        metric=metric_name(one.metric.name, lang),
        difference=difference_said(one.difference, one.metric, lang),
        interval=interval_said(one.interval, one.metric, lang),
        smallest=difference_said(one.smallest, one.metric, lang, signed=False),
        verdict=say(f"compare.verdict.{one.verdict}", lang),
    )


def _changes(way: Way, found: "ComparisonArtifact", lang: Lang) -> Html | None:
    """The examples that changed one way, folded but for the regressions."""
    changes, total = found.comparison.of(way), found.comparison.totals.get(way, 0)
    if not changes:
        return None
    more = total - len(changes)
    return el(
        "details",
        el(
            "summary",
            el("span", say(f"compare.way.{way}", lang), cls="change-way", data_way=way),
            el("b", f"{total:,}"),
            icon("chevron"),
        ),
        el("ol", [_change(one, found, lang) for one in changes], cls="examples-of"),
        el("p", say("compare.text.more_kept", lang, count=more), cls="faint") if more else None,
        cls="comparison-changes",
        open=way == _OPEN or not found.comparison.of(_OPEN),
        data_fold=way,
    )


def _change(one: Change, found: "ComparisonArtifact", lang: Lang) -> Html:
    metrics = {result.metric.name: result.metric for result in found.comparison.results}
    scores = [
        f"{metric_name(name, lang)} {value_said(a, metrics[name], lang)} →"
        f" {value_said(b, metrics[name], lang)}"
        for name, (a, b) in one.metrics.items()
    ]
    answers = [
        el("span", el("b", run.label), " ", answer, cls="example-note")
        for run, answer in ((found.before, one.before), (found.after, one.after))
        if answer is not None
    ]
    body = [
        el("span", one.query or one.example_id, cls="example-query"),
        *answers,
        el("span", [el("span", fact) for fact in (one.example_id, *scores)], cls="facts mono"),
    ]
    if one.after is None:
        return el("li", el("span", body, cls="example-of"))
    trace = found.after.trace(one.example_id)
    return el("li", link("trace", trace, *body, cls="example-of"))


def _by_value(outcome: Comparison, lang: Lang) -> Html:
    """A row a value of the dimension that was asked for: n, difference, interval, verdict."""
    dimension = dimension_name(outcome.by or "", lang)
    metric = outcome.rows[0].metric
    heads = [dimension, *(say(f"compare.page.by_{one}", lang) for one in _COLUMNS)]
    return el(
        "section",
        el("h3", say("compare.page.by", lang, dimension=dimension)),
        el("p", metric_name(metric.name, lang), cls="faint"),
        el(
            "table",
            el("thead", el("tr", [el("th", one, scope="col") for one in heads])),
            el("tbody", [_value_row(one, lang) for one in outcome.rows]),
            cls="by-value",
        ),
        el("p", say("compare.by.method", lang, count=len(outcome.rows)), cls="faint"),
        data_by=outcome.by,
    )


def _value_row(one: Result, lang: Lang) -> Html:
    metric = one.metric
    verdict = verdict_with_need(one, lang)
    return el(
        "tr",
        el("th", segment_value(one, lang), scope="row"),
        el("td", f"{one.n:,}"),
        el("td", f"{value_said(one.before, metric, lang)} → {value_said(one.after, metric, lang)}"),
        el("td", difference_said(one.difference, metric, lang)),
        el("td", interval_said(one.interval, metric, lang) if one.interval else "–"),
        el("td", el("span", verdict, cls="verdict", data_verdict=one.verdict)),
        data_segment=one.segment,
        data_verdict=one.verdict,
    )


def _segments(segments: list[Result], lang: Lang) -> Html:
    """Each segment's difference, metric by metric."""
    return el(
        "section",
        el("h3", say("compare.text.segments", lang)),
        el(
            "ul",
            [
                el(
                    "li",
                    el("span", one.segment or "", cls="mono comparison-segment"),
                    el("span", metric_name(one.metric.name, lang)),
                    el("span", difference_said(one.difference, one.metric, lang)),
                    el("span", say("compare.page.n", lang, n=one.n), cls="faint"),
                    _chip(one, lang),
                    data_verdict=one.verdict,
                )
                for one in segments
            ],
            cls="comparison-segments",
        ),
    )
