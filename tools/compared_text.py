"""What a comparison of two runs found, as Markdown that stands alone."""

from typing import Any

from knowledge.language import Lang
from knowledge.texts import clauses, say, series
from tools.compared_changes import changed_list
from tools.compared_headline import Compared, headline
from tools.compared_parts import mattering, value_rows, within
from tools.evals.comparing.comparison import Comparison, Result, Way
from tools.evals.comparing.wording import (
    difference_said,
    few_changed_said,
    interval_said,
    metric_name,
    p_bare,
    p_said,
    value_said,
)
from tools.evals.statistics.levels import CLAIM
from tools.evals.statistics.paired_tests import LEAST_CHANGED
from tools.inert import inert

_FEW = 3
_MANY = 20
_SHOWN = 160
"""Characters of an answer or a query that are shown."""


def text_of(found: Compared) -> str:
    """The verdict first; then the figures, what was left out, and the examples one by one."""
    lang, outcome = found.lang, found.comparison
    said = [headline(found)]
    if found.show in {"worse", "better"}:
        ways: tuple[Way, ...] = ("regression", "loss") if found.show == "worse" else ("win",)
        lists = [changed_list(found, way, _MANY) for way in ways]
        said += lists if any(lists) else [_say(f"none_{found.show}", lang)]
        return "\n\n".join(filter(None, said))
    if found.example:
        return "\n\n".join([*said, found.example])
    said.append(mattering(outcome, lang))
    if outcome.by:
        return "\n\n".join(filter(None, [*said, value_rows(outcome, lang), _method(outcome, lang)]))
    said += [_beside(found), _table(found), *_caveats(found), _segments(outcome, lang)]
    said += [_counts(outcome, lang), changed_list(found, "regression", _FEW)]
    if not outcome.of("regression"):
        said.append(changed_list(found, "loss", _FEW))
    said.append(_method(outcome, lang))
    return "\n\n".join(filter(None, said))


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"compare.text.{key}", lang, **values)


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
    if few := few_changed_said(one, lang):
        verdict.append(few)
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


def _method(outcome: Comparison, lang: Lang) -> str:
    """How it was computed, for whoever wants to check."""
    if outcome.main:
        correction = _say("sequence", lang, main=metric_name(outcome.main, lang))
    else:
        correction = _say("holm", lang, count=len(outcome.results))
    return _say("method", lang, correction=correction, claim=CLAIM, least=LEAST_CHANGED)
