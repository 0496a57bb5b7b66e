"""What users did in a stretch of time, as Markdown."""

from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import clauses, say
from tools.evals.comparing.rates import rate_difference
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
    rows = [_row(*pair, lang) for pair in side_by_side(new, old)]
    title = say("runs.period.against", lang, version=version)
    return "\n".join([title, "", head, "|---|---|---|---|", *rows])


def days_said(one: "InPeriod", lang: Lang) -> str:
    """The first and the last day of a stretch; one day alone."""
    if one.first == one.last:
        return one.first.isoformat()
    return say("runs.period.days", lang, first=one.first.isoformat(), last=one.last.isoformat())


def change_said(new: tuple[int, int], old: tuple[int, int], lang: Lang) -> str:
    """The difference in points with its interval, or that it cannot be told from none."""
    interval = rate_difference(*new, *old)
    if interval is None:
        return "–"
    low, high = interval
    value = f"{100 * (new[0] / new[1] - old[0] / old[1]):+.1f}"
    figures = {"value": value, "low": f"{100 * low:+.1f}", "high": f"{100 * high:+.1f}"}
    key = "unclear" if low <= 0 <= high else "clear"
    return say(f"runs.period.{key}", lang, **figures)


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


def side_by_side(
    new: "InPeriod", old: "InPeriod"
) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    """Each rate's name with its counts in both stretches; none where one has no answers."""
    if new.reception is None or old.reception is None:
        return []
    both = zip(rates(new.reception), rates(old.reception), strict=True)
    return [(name, (count, of), (was, was_of)) for (name, count, of), (_, was, was_of) in both]


def _row(name: str, new: tuple[int, int], old: tuple[int, int], lang: Lang) -> str:
    cells = [say(f"runs.rate.{name}", lang), rate_said(*new), rate_said(*old)]
    return f"| {' | '.join([*cells, change_said(new, old, lang)])} |"
