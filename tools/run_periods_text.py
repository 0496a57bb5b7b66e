"""What users did in a stretch of time, as Markdown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import clauses, say
from tools.evals.comparing.rates import Counts, rate_difference, rates_apart
from tools.evals.statistics.intervals import share_interval
from tools.inert import inert
from tools.run_rates import rates

if TYPE_CHECKING:
    from tools.run_periods import InPeriod
    from tools.run_report import RunReport


def periods_text(report: "RunReport", lang: Lang) -> str:
    """One stretch in a sentence; two in a table with what differs between them."""
    version = inert(report.run.spec.target.version or "")
    if len(report.periods) < 2:
        return "\n\n".join(_one(version, one, lang) for one in report.periods)
    new, old = report.periods[:2]
    if not side_by_side(new, old):
        return "\n\n".join(_one(version, one, lang) for one in (new, old))
    head = say("runs.period.head", lang, new=days_said(new, lang), old=days_said(old, lang))
    pairs = side_by_side(new, old)
    changes = changes_said([(one, other) for _, one, other in pairs], lang)
    rows = [_row(*pair, change, lang) for pair, change in zip(pairs, changes, strict=True)]
    title = say("runs.period.against", lang, version=version)
    return "\n".join([title, "", head, "|---|---|---|---|", *rows])


def days_said(one: "InPeriod", lang: Lang) -> str:
    """The first and the last day of a stretch; one day alone."""
    if one.first == one.last:
        return one.first.isoformat()
    return say("runs.period.days", lang, first=one.first.isoformat(), last=one.last.isoformat())


def changes_said(pairs: Sequence[tuple[Counts, Counts]], lang: Lang) -> list[str]:
    """Each difference in points with its interval, or that it cannot be told from none.

    Of six rates one will look different by chance every few weeks, so they are judged together.
    """
    sure = rates_apart(pairs)
    return [_change(*pair, clear, lang) for pair, clear in zip(pairs, sure, strict=True)]


def _change(new: Counts, old: Counts, clear: bool, lang: Lang) -> str:
    interval = rate_difference(*new, *old)
    if interval is None:
        return "–"
    low, high = interval
    value = f"{100 * (new[0] / new[1] - old[0] / old[1]):+.1f}"
    figures = {"value": value, "low": f"{100 * low:+.1f}", "high": f"{100 * high:+.1f}"}
    return say(f"runs.period.{'clear' if clear else 'unclear'}", lang, **figures)


def rate_said(count: int, of: int) -> str:
    """A rate with its interval and counts; – where it is of nothing."""
    interval = share_interval(count, of)
    if interval is None:
        return "–"
    return f"{count / of:.0%} [{interval[0]:.0%}–{interval[1]:.0%}] ({count}/{of})"


def _one(version: str, one: "InPeriod", lang: Lang) -> str:
    days = days_said(one, lang)
    if one.reception is None:
        return say("runs.period.none", lang, version=version, days=days)
    said = [
        f"{say(f'runs.rate.{name}', lang)} {rate_said(count, of)}"
        for name, count, of in rates(one.reception)
        if of
    ]
    return say("runs.period.one", lang, version=version, days=days, rates=clauses(said, lang))


def side_by_side(new: "InPeriod", old: "InPeriod") -> list[tuple[str, Counts, Counts]]:
    """Each rate's name with its counts in both stretches; none where one has no answers."""
    if new.reception is None or old.reception is None:
        return []
    both = zip(rates(new.reception), rates(old.reception), strict=True)
    return [(name, (count, of), (was, was_of)) for (name, count, of), (_, was, was_of) in both]


def _row(name: str, new: Counts, old: Counts, change: str, lang: Lang) -> str:
    cells = [say(f"runs.rate.{name}", lang), rate_said(*new), rate_said(*old), change]
    return f"| {' | '.join(cells)} |"
