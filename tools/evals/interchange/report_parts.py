"""The report's summary: metrics with their intervals, segments, failures, the worst examples."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.markup import Html, el
from knowledge.records import Example, Outcome, Run
from knowledge.texts import clauses, say
from tools.evals.comparing.wording import metric_name
from tools.evals.scorecard import Result, Scorecard, Weak
from tools.evals.scorers.named import SCORERS
from tools.run_eval_text import amount, value_said

HUES = 4
"""Colours that runs are told apart by; further runs begin again."""
_KINDS = ("business", "technical", "running")
_MOST = 200
"""Failures that are listed apart; all of them stand in the table."""
_CUT = 160


def name_of(scorer: str, lang: Lang) -> str:
    """What people call a scorer; of another tool's the name that it has there."""
    return metric_name(scorer, lang) if scorer in SCORERS else scorer


def anchor(run: int, example: str) -> str:
    """What the row of an example is linked by; any id makes a plain one."""
    return f"e{run}-{example.encode().hex()}"


def metrics_part(cards: Sequence[Scorecard], lang: Lang) -> Html:
    """Each metric with a bar for each run."""
    names = dict.fromkeys(one.name for card in cards for one in card.results)
    each = {
        name: [
            (at, one) for at, card in enumerate(cards) for one in card.results if one.name == name
        ]
        for name in names
    }
    groups = []
    for kind in _KINDS:
        of_kind = [found for found in each.values() if found[0][1].kind == kind]
        if of_kind:
            metrics = [_metric(found, lang) for found in of_kind]
            groups.append(el("h3", say(f"runs.page.{kind}", lang)))
            groups.append(el("ul", metrics, cls="metrics"))
    return el(
        "section",
        el("h2", say("interchange.report.scorecard", lang)),
        el("p", say("interchange.report.interval", lang), cls="faint"),
        groups,
    )


def slices_part(at: int, run: Run, card: Scorecard, lang: Lang) -> Html | None:
    """The segments by the main scorer, the weakest first."""
    result = card.deciding
    if result is None or len(card.slices) < 2:
        return None
    rows = [
        el(
            "li",
            el("span", f"{one.key} = {one.value}"),
            _svg(one.mean, None, None, 1.0),
            el("b", amount(result, one.mean)),
            el(
                "span",
                f"n={one.scored}",
                f" · {say('interchange.report.slice_failed', lang, count=one.failed)}"
                if one.failed
                else None,
                cls="faint",
            ),
            cls="bar",
        )
        for one in card.slices
    ]
    head = say("interchange.report.slices", lang, name=name_of(result.name, lang))
    return el(
        "section",
        el("h2", head),
        _whose(at, run),
        el("ul", rows, cls="slices", data_run=str(at % HUES)),
    )


def failures_part(
    at: int, run: Run, outcomes: Iterable[Outcome], examples: Mapping[str, Example], lang: Lang
) -> Html:
    """Examples without an answer, by why and one by one."""
    failed = [one for one in outcomes if one.failure]
    kinds = Counter(one.failure.kind for one in failed if one.failure)
    told = [f"{say(f'runs.failure.{kind}', lang)} {n}" for kind, n in kinds.most_common()]
    listed = []
    for one in failed[:_MOST]:
        if one.failure is None:
            continue
        example = examples.get(one.example_id)
        why = say(f"runs.failure.{one.failure.kind}", lang)
        note = f"{why} · {one.failure.message}" if one.failure.message else why
        asked = beginning(example.query, _CUT) if example else one.example_id
        link = el("a", asked, href=f"#{anchor(at, one.example_id)}")
        listed.append(el("li", link, el("p", note, cls="faint")))
    return el(
        "section",
        el("h2", say("interchange.report.failures", lang)),
        _whose(at, run),
        el("p", clauses(told, lang)) if told else None,
        el(
            "p",
            say(f"interchange.report.{'failed_not_wrong' if failed else 'no_failure'}", lang),
            cls="faint",
        ),
        el("ol", listed, cls="listed") if listed else None,
    )


def worst_part(at: int, run: Run, card: Scorecard, outcomes: Iterable[Outcome], lang: Lang) -> Html:
    """The examples that lost most, with the scorer that was hardest on them."""
    # A trace's id need not tell the example's: only an outcome names both.
    wanted = {one.trace_id for one in card.worst}
    ids = {one.trace.id: one.example_id for one in outcomes if one.trace and one.trace.id in wanted}
    listed = [_weak(at, one, ids[one.trace_id], lang) for one in card.worst]
    return el(
        "section",
        el("h2", say("interchange.report.worst", lang)),
        _whose(at, run),
        el("ol", listed, cls="listed")
        if listed
        else el("p", say("interchange.report.no_worst", lang), cls="faint"),
    )


def _metric(found: Sequence[tuple[int, Result]], lang: Lang) -> Html:
    first = found[0][1]
    most = max(one.high or one.mean or 0.0 for _, one in found)
    full = 1.0 if first.unit == "share" else most or 1.0
    lower = say("runs.page.lower", lang) if first.better == "lower" else None
    return el(
        "li",
        el("p", el("b", name_of(first.name, lang)), " ", el("span", lower, cls="faint")),
        [
            el(
                "div",
                _svg(one.mean, one.low, one.high, full),
                el("b", value_said(one)),
                el("span", f"n={one.scored}/{one.of}", cls="faint"),
                cls="bar",
                data_run=str(at % HUES),
            )
            for at, one in found
        ],
    )


def _svg(mean: float | None, low: float | None, high: float | None, full: float) -> Html:
    """A bar to the mean, and the interval as a thin line over it; empty for an unknown mean."""
    parts = [el("rect", cls="track", y="2", width="100", height="6")]
    if mean is not None:
        parts.append(el("rect", cls="mean", y="2", width=_part(mean, full), height="6"))
    if low is not None and high is not None:
        start, end = _share(low, full), _share(high, full)
        width = f"{max(end - start, 0.4):.2f}"
        parts.append(el("rect", cls="interval", x=f"{start:.2f}", y="4", width=width, height="2"))
    return el("svg", parts, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")


def _part(value: float, full: float) -> str:
    return f"{_share(value, full):.2f}"


def _share(value: float, full: float) -> float:
    return 100 * min(max(value / full, 0.0), 1.0)


def _weak(at: int, one: Weak, example: str, lang: Lang) -> Html:
    value = f"{name_of(one.scorer, lang)} {one.value:.0%}"
    return el(
        "li",
        el("a", beginning(one.query, _CUT) or "–", href=f"#{anchor(at, example)}"),
        el("p", f"{value} · {one.reason}" if one.reason else value, cls="faint"),
    )


def _whose(at: int, run: Run) -> Html:
    return el("p", run.spec.target.name, cls="key faint", data_run=str(at % HUES))
