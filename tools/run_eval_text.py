"""Runs as Markdown that stands alone: the scorecard, the weakest segments, the worst examples."""

from typing import TYPE_CHECKING, Any

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.texts import clauses, say, series
from tools.diagnosis.markdown import trace_link
from tools.evals.beside_humans import JUDGE
from tools.evals.building.slicing import dimension_name, value_name
from tools.evals.comparing.wording import metric_name
from tools.evals.scorecard import Result, Scorecard
from tools.evals.segments import LEAST, Slice
from tools.evals.statistics.intervals import share_interval
from tools.inert import inert
from tools.judging import in_scorecard
from tools.run_periods_text import periods_text
from tools.run_rates import rates

if TYPE_CHECKING:
    from tools.run_eval import RunArtifact
    from tools.run_report import RunReport

_SHOWN = 3
_CUT = 60


def run_text(found: "RunArtifact") -> str:
    """Each run with its head, its table and what is worst; runs side by side in one table."""
    lang, reports = found.lang, found.reports
    if found.asked.by:
        return "\n\n".join(
            part for one in reports for part in (_head(one, lang), _by(one, found.asked.by, lang))
        )
    said = [_head(one, lang) for one in reports]
    parts = [_table(reports, lang)], [_users(one, lang) for one in reports]
    # Where a stretch of time was asked for, that is the answer, and the scores come behind it.
    asked_first = parts[::-1] if found.asked.periods else parts
    said += [one for part in asked_first for one in part]
    for one in reports:
        said += [_slices(one, lang), _worst(one, lang)]
    said.append(_kept(reports, lang))
    return "\n\n".join(filter(None, said))


def value_said(result: Result) -> str:
    """A mean in its unit, with its interval where there is one."""
    if result.mean is None:
        return "–"
    told = amount(result, result.mean)
    if result.low is None or result.high is None:
        return told
    return f"{told} [{amount(result, result.low)}–{amount(result, result.high)}]"


def amount(result: Result, value: float) -> str:
    """A value in the scorer's unit: 83%, 2.3 s, $0.0004."""
    match result.unit:
        case "share":
            return f"{value:.0%}"
        case "milliseconds":
            return f"{value / 1_000:.2f} s" if value >= 1_000 else f"{value:.0f} ms"
        case "seconds":
            return f"{value:.1f} s"
        case "dollars":
            return f"${value:.5f}"
        case None:
            return f"{value:.3g}"
        case _:
            return f"{value:,.0f}"


def _head(report: "RunReport", lang: Lang) -> str:
    run, card = report.run, report.card
    main = card.deciding
    values: dict[str, Any] = {
        "target": inert(run.spec.target.name),
        "dataset": inert(run.spec.dataset),
        "version": run.spec.dataset_version,
        "done": f"{card.examples:,}",
        "total": f"{run.spec.examples:,}",
        "answered": f"{card.answered:,}",
    }
    said = [_say(f"head_{run.status}", lang, **values)]
    if main is not None:
        score = f"{metric_name(main.name, lang)} {value_said(main)}"
        said.append(_say("main", lang, score=score, scored=main.scored, of=main.of))
    if card.overall is not None:
        said.append(_say("overall", lang, value=f"{card.overall:.0%}"))
    if card.failed:
        whys = [
            _say("failed_why", lang, why=say(f"runs.failure.{why}", lang), count=count)
            for why, count in sorted(card.failed.items(), key=lambda one: -one[1])
        ]
        said.append(_say("failed", lang, count=sum(card.failed.values()), why=clauses(whys, lang)))
    if report.spent is not None:
        said.append(_say("spent", lang, spent=f"${report.spent:.4f}"))
    elif report.paid is not None:
        said.append(_say("paid", lang, spent=f"${report.paid:.4f}"))
    if report.again:
        said.append(_say("again", lang, count=report.again))
    if report.from_cache:
        said.append(_say("from_cache", lang, count=report.from_cache))
    return "".join(said) if lang == "zh" else " ".join(said)


def _table(reports: list["RunReport"], lang: Lang) -> str:
    if not any(report.card.answered for report in reports):
        return ""
    names = [inert(report.run.spec.target.name) for report in reports]
    rows = [
        f"| {_say('metric', lang)} | {' | '.join(names)} | {_say('scored', lang)} |",
        f"|---|{'---|' * len(names)}---|",
    ]
    for at, result in enumerate(reports[0].card.results):
        each = [report.card.results[at] for report in reports]
        if not any(one.scored for one in each):
            continue
        cells = " | ".join(map(value_said, each))
        counts = [f"{one.scored}/{one.of}" for one in each]
        # Where the runs differ each has its count, in the order of the columns.
        scored = (
            counts[0] if len(counts) == 1 else "; ".join(f"{one.scored}/{one.of}" for one in each)
        )
        rows.append(f"| {metric_name(result.name, lang)} | {cells} | {scored} |")
    unscored = [
        metric_name(result.name, lang)
        for at, result in enumerate(reports[0].card.results)
        if result.name != JUDGE and not any(report.card.results[at].scored for report in reports)
    ]
    table = "\n".join(rows)
    if note := judge_note(reports, lang):
        table += f"\n\n{note}"
    if unscored:
        table += "\n\n" + _say("unscored", lang, names=clauses(unscored, lang))
    return table


def judge_note(reports: list["RunReport"], lang: Lang) -> str:
    """Beside a judge's grades whether it was held against people; empty where it graded nothing.

    Where no model is set to be the judge, that is the reason why.
    """
    graded = [
        (report, one) for report in reports for one in report.card.results if one.name == JUDGE
    ]
    if not graded:
        return ""
    if not any(one.scored for _, one in graded):
        return say("compare.judge.no_model", lang)
    return in_scorecard(graded[0][0].judge, lang)


def _users(report: "RunReport", lang: Lang) -> str:
    """What the version's users did, from the workspace's own events."""
    if report.periods:
        return periods_text(report, lang)
    if report.reception is None:
        return ""
    said = []
    for name, count, of in rates(report.reception):
        if interval := share_interval(count, of):
            low, high = interval
            label = say(f"runs.rate.{name}", lang)
            said.append(f"{label} {count / of:.0%} [{low:.0%}–{high:.0%}] ({count}/{of})")
    version = inert(report.reception.version or "")
    return _say("users", lang, version=version, rates=clauses(said, lang)) if said else ""


def _slices(report: "RunReport", lang: Lang) -> str:
    card = report.card
    result = card.deciding
    if result is None or len(card.slices) < 2:
        return ""
    weak = [
        f"{inert(dimension_name(one.key, lang))}={inert(value_name(one.key, one.value, lang))}"
        f" {amount(result, one.mean)} (n={one.scored})"
        for one in card.slices[:_SHOWN]
        if is_weak(one, result)
    ]
    if not weak:
        return ""
    name, target = metric_name(result.name, lang), inert(report.run.spec.target.name)
    return _say("slices", lang, target=target, name=name, slices=clauses(weak, lang))


def is_weak(one: Slice, result: Result) -> bool:
    """Whether a segment came out worse than the whole: where all are perfect, none is weak."""
    if result.mean is None:
        return False
    return one.mean > result.mean if result.better == "lower" else one.mean < result.mean


def _by(report: "RunReport", key: str, lang: Lang) -> str:
    """The main scorer for each value of a dimension; which dimensions there are without any."""
    card = report.card
    result = card.deciding
    name = dimension_name(key, lang)
    found = [one for one in card.slices if one.key == key]
    if result is None or not found:
        known = list(dict.fromkeys(dimension_name(one.key, lang) for one in card.slices))
        listed = series(map(inert, known), lang) or "–"
        return _say("by_none", lang, name=inert(name), known=listed, least=LEAST)
    lines = [
        f"| {inert(name)} | {metric_name(result.name, lang)} | {_say('scored', lang)} |",
        "|---|---|---|",
    ]
    for one in found:
        figures = result.model_copy(update={"mean": one.mean, "low": one.low, "high": one.high})
        value = inert(value_name(one.key, one.value, lang))
        lines.append(f"| {value} | {value_said(figures)} | {one.scored} |")
    return "\n".join([*lines, "", _say("by_note", lang, least=LEAST)])


def _worst(report: "RunReport", lang: Lang) -> str:
    card: Scorecard = report.card
    if not card.worst:
        return ""
    lines = [
        f"{at}. [{inert(beginning(one.query, _CUT))}]({trace_link(one.trace_id)})"
        f" · {metric_name(one.scorer, lang)} {one.value:.0%} · {inert(one.reason)}"
        for at, one in enumerate(card.worst[:_SHOWN], 1)
    ]
    head = _say("worst", lang, target=inert(report.run.spec.target.name))
    return "\n".join([head, "", *lines])


def _kept(reports: list["RunReport"], lang: Lang) -> str:
    ids = ", ".join(f"`{report.run.id}`" for report in reports)
    return _say("kept", lang, ids=ids)


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"runs.text.{key}", lang, **values)
