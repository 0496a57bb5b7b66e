"""Metrics and their numbers as people read them, for the answer and the panel alike."""

from typing import Any

from knowledge.language import Lang
from knowledge.texts import catalogue, say
from tools.evals.comparing.comparison import Result
from tools.evals.comparing.metric import ANSWERED, Metric
from tools.evals.statistics.intervals import Interval
from tools.evals.statistics.paired_tests import LEAST_CHANGED
from tools.inert import inert

_MINUS = "−"


def metric_name(name: str, lang: Lang) -> str:
    """What people call the metric; the name itself for one that we do not know."""
    if name == ANSWERED:
        return say("compare.metric.answered", lang)
    known: dict[str, Any] = catalogue("evals")["scorer"]
    return say(f"evals.scorer.{name}.name", lang) if name in known else inert(name)


def value_said(value: float | None, metric: Metric, lang: Lang) -> str:
    """A value in its unit: 81.5%, 1,240 ms, $0.0021; "unknown" for None."""
    if value is None:
        return say("compare.number.unknown", lang)
    if metric.unit == "share":
        return say("compare.number.percent", lang, value=f"{100 * value:.1f}")
    return _with_unit(_digits(abs(value)), value < 0, metric, lang)


def difference_said(value: float | None, metric: Metric, lang: Lang, *, signed: bool = True) -> str:
    """A difference in the metric's unit, of shares in points: +9.0 points, −120 ms."""
    if value is None:
        return say("compare.number.unknown", lang)
    if metric.unit == "share":
        said = say("compare.number.points", lang, value=f"{abs(100 * value):.1f}")
    else:
        said = _with_unit(_digits(abs(value)), False, metric, lang)
    sign = _MINUS if value < 0 else "+" if value > 0 else ""
    return sign + said if signed else said


def interval_said(interval: Interval | None, metric: Metric, lang: Lang) -> str:
    """Both ends, the unit at the second: +3.1 to +14.8 points."""
    if interval is None:
        return say("compare.number.unknown", lang)
    low, high = (difference_said(end, metric, lang) for end in interval)
    # The unit once, at the end, where it stands behind the number.
    unit = high.lstrip(f"+{_MINUS}0123456789.,")
    return say("compare.number.range", lang, low=low.removesuffix(unit), high=high)


def p_bare(p: float | None) -> str:
    """A p with three decimals; – where nothing could be tested."""
    if p is None:
        return "–"
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def p_said(p: float | None) -> str:
    """The same as a part of a sentence: p = 0.012, p < 0.001."""
    bare = p_bare(p)
    return f"p {bare}" if bare.startswith("<") else f"p = {bare}"


def count_said(count: int | None) -> str:
    """How many examples, no more exact than it is meant: two digits from a hundred on."""
    if count is None:
        return "–"
    if count < 100:
        return str(count)
    step: int = 10 ** (len(str(count)) - 2)
    return f"{-(-count // step) * step:,}"


def few_changed_said(result: Result, lang: Lang) -> str | None:
    """That too few of the pairs changed to tell anything; None where that is not the reason."""
    changed = result.wins + result.losses
    if result.verdict != "cannot_tell" or not 0 < changed < LEAST_CHANGED <= result.n:
        return None
    return say("compare.text.few", lang, changed=changed, least=LEAST_CHANGED)


def figures(result: Result, lang: Lang) -> str:
    """Metric, both means, difference, interval, p and n, in one clause."""
    metric = result.metric
    key = "figures" if result.interval else "figures_bare"
    p = result.p if result.corrected is None else result.corrected
    values = {
        "metric": metric_name(metric.name, lang),
        "a": value_said(result.before, metric, lang),
        "b": value_said(result.after, metric, lang),
        "difference": difference_said(result.difference, metric, lang),
        "p": p_said(p) if p == result.p else say("compare.number.corrected", lang, p=p_said(p)),
        "n": result.n,
    }
    if result.interval:
        values["interval"] = interval_said(result.interval, metric, lang)
    return say(f"compare.headline.{key}", lang, **values)


def _with_unit(digits: str, negative: bool, metric: Metric, lang: Lang) -> str:
    sign = _MINUS if negative else ""
    if metric.unit == "dollars":
        return f"{sign}${digits}"
    return sign + say(f"compare.number.{metric.unit or 'plain'}", lang, value=digits)


def _digits(value: float) -> str:
    """Three digits that count, without an exponent."""
    if value >= 100:
        return f"{value:,.0f}"
    if value == 0:
        return "0"
    decimals = 2
    while value * 10**decimals < 100 and decimals < 9:
        decimals += 1
    return f"{value:.{decimals if value < 10 else 1}f}".rstrip("0").rstrip(".")
