"""Parts of a comparison's answer: value by value, and what a difference that matters takes."""

from knowledge.language import Lang
from knowledge.texts import say
from tools.evals.building.slicing import dimension_name, value_name
from tools.evals.comparing.comparison import Comparison, Result
from tools.evals.comparing.wording import (
    count_said,
    difference_said,
    interval_said,
    metric_name,
    value_said,
)
from tools.inert import inert


def value_rows(outcome: Comparison, lang: Lang) -> str:
    """A row a value of the dimension that was asked for, and how to read the table."""
    if not outcome.by:
        return ""
    dimension = inert(dimension_name(outcome.by, lang))
    if not outcome.rows:
        return say("compare.by.none", lang, dimension=dimension)
    metric = metric_name(outcome.rows[0].metric.name, lang)
    lines = [
        say("compare.by.title", lang, dimension=dimension, metric=metric),
        "",
        say("compare.by.head", lang, dimension=dimension),
        "| --- " * 5 + "|",
        *(_row(one, lang) for one in outcome.rows),
        "",
        say("compare.by.method", lang, count=len(outcome.rows)),
    ]
    if outcome.without:
        lines.append(say("compare.by.without", lang, count=outcome.without, dimension=dimension))
    return "\n".join(lines)


def segment_value(one: Result, lang: Lang) -> str:
    """The value of a segment as people call it."""
    key, _, value = (one.segment or "").partition("=")
    return value_name(key, value, lang)


def verdict_with_need(one: Result, lang: Lang) -> str:
    """The verdict; where it cannot be told with how many examples it would take, if any would."""
    said = say(f"compare.verdict.{one.verdict}", lang)
    if one.verdict != "cannot_tell" or not one.needed:
        return said
    needed = count_said(max(one.needed, one.n + 1))
    return say("compare.by.needs", lang, verdict=said, needed=needed)


def within(said: str, lang: Lang) -> str:
    """Words in brackets, as each language sets them."""
    return f"（{said}）" if lang == "zh" else f" ({said})"


def _row(one: Result, lang: Lang) -> str:
    metric = one.metric
    interval = within(interval_said(one.interval, metric, lang), lang) if one.interval else ""
    cells = [
        inert(segment_value(one, lang)),
        str(one.n),
        f"{value_said(one.before, metric, lang)} → {value_said(one.after, metric, lang)}",
        difference_said(one.difference, metric, lang) + interval,
        verdict_with_need(one, lang),
    ]
    return f"| {' | '.join(cells)} |"


def mattering(outcome: Comparison, lang: Lang) -> str:
    """Whether so many examples would have shown the difference that matters, metric by metric."""
    if not outcome.margin:
        return ""
    told = [one for one in outcome.deciding if one.n and (one.enough or one.smallest)]
    one = next((one for one in told if one.metric.unit == "share"), None) or next(iter(told), None)
    if one is None:
        return ""
    values = {
        "margin": _margin(outcome.margin, one, lang),
        "metric": metric_name(one.metric.name, lang),
        "n": one.n,
    }
    if one.enough is None:
        return say("compare.matters.never", lang, **values)
    key = "enough" if one.enough <= one.n else "too_few"
    return say(f"compare.matters.{key}", lang, **values, enough=count_said(one.enough))


def _margin(margin: float, one: Result, lang: Lang) -> str:
    """The difference as it was said: 5 points, not 5.0."""
    if one.metric.unit == "share":
        return say("compare.number.points", lang, value=f"{100 * margin:g}")
    return difference_said(margin, one.metric, lang, signed=False)
