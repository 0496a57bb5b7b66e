"""What a comparison of two runs found, as Markdown that stands alone."""

from typing import Any

from pydantic import BaseModel

from knowledge.language import Lang
from knowledge.texts import clauses, say, series
from tools.compared_parts import mattering, value_rows, within
from tools.diagnosis.markdown import trace_link
from tools.evals.comparing.compared import ComparedRun
from tools.evals.comparing.comparison import Change, Comparison, Result, Way
from tools.evals.comparing.wording import (
    count_said,
    difference_said,
    figures,
    interval_said,
    metric_name,
    p_bare,
    p_said,
    value_said,
)
from tools.evals.statistics.levels import CLAIM
from tools.evals.statistics.paired_tests import could_show
from tools.inert import inert

_FEW = 3
_MANY = 20
_SHOWN = 160
"""Characters of an answer or a query that are shown."""


class Compared(BaseModel):
    """Two runs compared, and what of it is to be told."""

    lang: Lang
    """The language of the answer."""
    before: ComparedRun
    """The baseline."""
    after: ComparedRun
    """What is compared with it."""
    segment: str | None = None
    """The segment that it is narrowed to; None for all."""
    comparison: Comparison
    """What was found."""
    show: str | None = None
    """What is asked for beyond the verdict: worse, better, or an example's id."""
    example: str | None = None
    """That one example's two answers, as Markdown."""


def text_of(found: Compared) -> str:
    """The verdict first; then the figures, what was left out, and the examples one by one."""
    lang, outcome = found.lang, found.comparison
    said = [headline(found)]
    if found.show in {"worse", "better"}:
        ways: tuple[Way, ...] = ("regression", "loss") if found.show == "worse" else ("win",)
        lists = [_list(found, way, _MANY) for way in ways]
        said += lists if any(lists) else [_say(f"none_{found.show}", lang)]
        return "\n\n".join(filter(None, said))
    if found.example:
        return "\n\n".join([*said, found.example])
    said.append(mattering(outcome, lang))
    if outcome.by:
        return "\n\n".join(filter(None, [*said, value_rows(outcome, lang), _method(outcome, lang)]))
    said += [_beside(found), _table(found), *_caveats(found), _segments(outcome, lang)]
    said += [_counts(outcome, lang), _list(found, "regression", _FEW)]
    if not outcome.of("regression"):
        said.append(_list(found, "loss", _FEW))
    said.append(_method(outcome, lang))
    return "\n\n".join(filter(None, said))


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"compare.text.{key}", lang, **values)


def headline(found: Compared) -> str:
    """The verdict in one sentence, with the figures that it rests on."""
    lang, outcome = found.lang, found.comparison
    runs = {"before": inert(found.before.label), "after": inert(found.after.label)}
    result = outcome.result(outcome.decided_by)
    if outcome.verdict == "cannot_tell":
        return _undecided(result, runs, lang)
    named = {
        verdict: series(
            [
                metric_name(one.metric.name, lang)
                for one in outcome.deciding
                if one.verdict == verdict
            ],
            lang,
        )
        for verdict in ("better", "worse")
    }
    margin: dict[str, str] = {}
    if outcome.verdict == "equivalent":
        metric = outcome.deciding[0].metric
        margin["margin"] = difference_said(outcome.margin, metric, lang, signed=False)
    if outcome.verdict == "mixed":
        return say("compare.headline.mixed", lang, **runs, **named)
    if result is None:
        return say(f"compare.headline.{outcome.verdict}_several", lang, **runs, **named, **margin)
    told = figures(result, lang)
    return say(f"compare.headline.{outcome.verdict}", lang, **runs, figures=told, **margin)


def _undecided(result: Result | None, runs: dict[str, str], lang: Lang) -> str:
    if result is None or not result.n:
        return say("compare.headline.nothing", lang, **runs)
    told = {**runs, "n": result.n, "figures": figures(result, lang)}
    if result.needed:
        needed = count_said(max(result.needed, result.n + 1))
        return say("compare.headline.cannot_tell", lang, **told, needed=needed)
    if result.difference:
        most = say("compare.headline.far", lang)
    elif result.smallest is None:
        # Of shares it is known how far a pair can move, of grades only from those that did.
        unknown = result.test == "sign_flip" and could_show(result.n)
        most = say(f"compare.headline.{'few_changed' if unknown else 'too_few'}", lang)
    else:
        smallest = difference_said(result.smallest, result.metric, lang, signed=False)
        most = say("compare.headline.same", lang, smallest=smallest)
    return say("compare.headline.cannot_tell_none", lang, **told, most=most)


def _beside(found: Compared) -> str:
    """What else differs, of the metrics on which the verdict does not rest."""
    lang, outcome = found.lang, found.comparison
    deciding = {one.metric.name for one in outcome.deciding}
    parts = [
        _say(
            "beside_one",
            lang,
            metric=metric_name(one.metric.name, lang),
            verdict=say(f"compare.verdict.{one.verdict}", lang),
            a=value_said(one.before, one.metric, lang),
            b=value_said(one.after, one.metric, lang),
            difference=difference_said(one.difference, one.metric, lang),
        )
        for one in outcome.results
        if one.metric.name not in deciding and one.verdict in {"better", "worse"}
    ]
    return _say("beside", lang, said=clauses(parts, lang)) if parts else ""


def _table(found: Compared) -> str:
    lang = found.lang
    head = _say("head", lang, before=inert(found.before.label), after=inert(found.after.label))
    rows = [_row(one, lang) for one in found.comparison.results]
    return "\n".join([head, "| --- " * 6 + "|", *rows]) if rows else ""


def _row(one: Result, lang: Lang) -> str:
    metric = one.metric
    interval = within(interval_said(one.interval, metric, lang), lang) if one.interval else ""
    verdict = [say(f"compare.verdict.{one.verdict}", lang)]
    if one.verdict == "cannot_tell" and one.smallest:
        smallest = difference_said(one.smallest, metric, lang, signed=False)
        verdict.append(_say("shows_from", lang, smallest=smallest))
    cells = [
        metric_name(metric.name, lang),
        f"{value_said(one.before, metric, lang)} → {value_said(one.after, metric, lang)}",
        difference_said(one.difference, metric, lang) + interval,
        p_bare(one.corrected),
        f"{one.wins} / {one.losses}",
        clauses(verdict, lang),
    ]
    return f"| {' | '.join(cells)} |"


def _caveats(found: Compared) -> list[str]:
    """What limits the verdict: other sets, unfinished runs, examples and scorers left out."""
    lang, outcome = found.lang, found.comparison
    runs = {"before": inert(found.before.label), "after": inert(found.after.label)}
    said = []
    if found.segment:
        said.append(_say("only_segment", lang, segment=inert(found.segment)))
    if found.before.dataset != found.after.dataset:
        sets = [inert(one.dataset or one.id) for one in (found.before, found.after)]
        said.append(_say("other_set", lang, one=sets[0], other=sets[1]))
    said += [
        _say("partial", lang, run=inert(one.label), done=one.done, total=one.total)
        for one in (found.before, found.after)
        if one.done < one.total
    ]
    left = {key: count for key, count in outcome.left_out.model_dump().items() if count}
    parts = [
        _say(f"left.{key}", lang, count=count, **_named(key, runs)) for key, count in left.items()
    ]
    said.append(_say("paired", lang, pairs=outcome.pairs))
    if parts:
        said[-1] += ("" if lang == "zh" else " ") + _say(
            "left_out", lang, said=clauses(parts, lang)
        )
    unscored = [
        f"{metric_name(one.metric.name, lang)} {one.unscored}"
        for one in outcome.results
        if one.unscored
    ]
    if unscored:
        said.append(_say("unscored", lang, said=series(unscored, lang)))
    versions = [
        f"{metric_name(name, lang)} (v{one}, v{other})"
        for name, (one, other) in outcome.versions.items()
    ]
    lists = {
        "versions": versions,
        "missing": [metric_name(name, lang) for name in outcome.missing],
        "assumed": [metric_name(o.metric.name, lang) for o in outcome.results if o.metric.assumed],
    }
    said += [_say(key, lang, said=series(names, lang)) for key, names in lists.items() if names]
    return said


def _named(key: str, runs: dict[str, str]) -> dict[str, str]:
    """The run that a count is of, where it is of one."""
    side = {"first": "before", "second": "after"}.get(key.rpartition("_")[2])
    return {side: runs[side]} if side else {}


def _segments(outcome: Comparison, lang: Lang) -> str:
    if not outcome.segments:
        return ""
    sure = [one for one in outcome.segments if one.verdict != "cannot_tell"]
    if not sure:
        return _say("segments_none", lang, count=len(outcome.segments))
    lines = [
        _say(
            "segment_line",
            lang,
            segment=inert(one.segment or ""),
            metric=metric_name(one.metric.name, lang),
            verdict=say(f"compare.verdict.{one.verdict}", lang),
            a=value_said(one.before, one.metric, lang),
            b=value_said(one.after, one.metric, lang),
            difference=difference_said(one.difference, one.metric, lang),
            p=p_said(one.corrected),
            n=one.n,
        )
        for one in sure
    ]
    return "\n".join([f"**{_say('segments', lang)}**", "", *lines])


def _counts(outcome: Comparison, lang: Lang) -> str:
    return _say("changes", lang, **outcome.totals) if any(outcome.totals.values()) else ""


def _list(found: Compared, way: Way, most: int) -> str:
    """Examples that changed one way, numbered as they are listed, with both answers."""
    lang, changes = found.lang, found.comparison.of(way)
    if not changes:
        return ""
    before = len(found.comparison.of("regression")) if way == "loss" else 0
    lines = [f"**{_say(f'list_{way}', lang)}**", ""]
    for number, one in enumerate(changes[:most], before + 1):
        lines += _item(number, one, found)
    if (more := found.comparison.totals[way] - most) > 0:
        lines += ["", _say("more", lang, count=more)]
    return "\n".join(lines)


def _item(number: int, one: Change, found: Compared) -> list[str]:
    lang = found.lang
    metrics = {result.metric.name: result.metric for result in found.comparison.results}
    scores = [
        f"{metric_name(name, lang)} {value_said(a, metrics[name], lang)} →"
        f" {value_said(b, metrics[name], lang)}"
        for name, (a, b) in one.metrics.items()
    ]
    lines = [
        _say(
            "item",
            lang,
            number=number,
            id=_linked(one.example_id, found.after),
            query=shortened(one.query) if one.query else "",
            scores=series(scores, lang),
        )
    ]
    for run, answer in ((found.before, one.before), (found.after, one.after)):
        if answer is not None:
            lines.append(_answer_line(run, answer, lang))
    if one.reason:
        lines.append(_say("item_reason", lang, reason=shortened(one.reason)))
    return lines


def _linked(example_id: str, run: ComparedRun) -> str:
    """The example's id, which opens its trace where there is one to open."""
    said = inert(example_id)
    return f"[{said}]({trace_link(run.trace(example_id))})" if run.is_stored else said


def _answer_line(run: ComparedRun, answer: str, lang: Lang) -> str:
    said = shortened(answer) or _say("no_answer", lang)
    return _say("item_answer", lang, run=inert(run.label), answer=said)


def shortened(text: str, most: int = _SHOWN) -> str:
    """The beginning of a text, as one inert line."""
    line = " ".join(text.split())
    return inert(line if len(line) <= most else f"{line[:most].rstrip()}…")


def _method(outcome: Comparison, lang: Lang) -> str:
    """How it was computed, for whoever wants to check."""
    if outcome.main:
        correction = _say("sequence", lang, main=metric_name(outcome.main, lang))
    else:
        correction = _say("holm", lang, count=len(outcome.results))
    return _say("method", lang, correction=correction, claim=CLAIM)
