"""Does a kind of failure take up more of the traffic than before?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from knowledge.records import Trace, Trend, Week
from tools.shares import difference, share

_FEW = 6
"""Cases below which no trend can be told."""


def monday(day: date) -> date:
    """The Monday of the week that a day is in."""
    return day - timedelta(days=day.weekday())


def by_week(traces: Iterable[Trace], traffic: Sequence[Week]) -> list[Week]:
    """The weeks of the traffic, each with how many of `traces` it has."""
    counts = Counter(monday(trace.time.date()) for trace in traces if trace.time)
    return [week.model_copy(update={"count": counts[week.start]}) for week in traffic]


def trend_of(weeks: Sequence[Week]) -> Trend:
    """The newest third of the weeks against those before, by the interval of the difference.

    Growing or shrinking only where the interval leaves out 0; otherwise steady, or unknown when
    the cases or the weeks are too few.
    """
    newest = max(1, len(weeks) // 3)
    recent, before = (
        share(sum(week.count for week in part), sum(week.traces for week in part))
        for part in (weeks[-newest:], weeks[:-newest])
    )
    if recent.count + before.count < _FEW or not recent.of or not before.of:
        return Trend(verdict="unknown", recent=recent, before=before)
    low, high = difference(recent, before)
    verdict = "growing" if low > 0 else "shrinking" if high < 0 else "steady"
    return Trend.model_validate(
        {"verdict": verdict, "recent": recent, "before": before, "low": low, "high": high}
    )
