"""What of the event log a question is about, how much that is, and which traces users disliked.

Ibis expressions over the tables of traces and events, so that DuckDB (or later Spark) does the
counting and memory does not grow with the log.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

import ibis
import ibis.expr.types as ir

from knowledge.han import HAN_RANGE
from knowledge.language import Lang
from knowledge.records import Release, Traffic, Week
from knowledge.records.measured import Measured

Signal = Literal[
    "any", "thumbs_down", "regenerated", "edited", "abandoned", "error", "policy", "random"
]
"""By what a trace is known to be worth a look; `random` is for spot checks."""

MONTH = 30
"""Days that a month is reckoned as."""
HEAVILY = 0.4
"""Share of an answer's letters in changed sentences from which on an edit is a heavy one."""
_ENDS = r"[\n。！？.!?；;]+"
_MONDAY = date(1969, 12, 29)


@dataclass(frozen=True)
class Scope:
    """A part of the traffic."""

    since: datetime | None = None
    """From this moment on."""
    until: datetime | None = None
    """Before this moment."""
    version: str | None = None
    """One version of the product."""
    feature: str | None = None
    """One feature."""
    segment: tuple[str, str] | None = None
    """One segment, such as style and comedy."""
    about: str | None = None
    """Words of which one at least is in the query, with spaces between."""
    language: Lang | None = None
    """The language of the query: Chinese where it has a Chinese character."""


def within(traces: ir.Table, scope: Scope) -> ir.Table:
    """The traces of the scope."""
    if scope.since is not None:
        traces = traces.filter(traces.time >= ibis.literal(scope.since))
    if scope.until is not None:
        traces = traces.filter(traces.time < ibis.literal(scope.until))
    for column, value in (("version", scope.version), ("feature", scope.feature)):
        if value is not None:
            traces = traces.filter(traces[column].lower() == value.lower())
    if scope.about:
        asked = traces.query.lower()
        named = [asked.contains(word) for word in scope.about.lower().split()]
        traces = traces.filter(ibis.or_(*named))
    if scope.language is not None:
        is_chinese = traces.query.re_search(f"[{HAN_RANGE}]")
        traces = traces.filter(is_chinese if scope.language == "zh" else ~is_chinese)
    if scope.segment is not None:
        key, value = scope.segment
        traces = traces.filter(traces.segment.get(key, "").lower() == value.lower())
    return traces


def flagged(traces: ir.Table, events: ir.Table, signal: Signal, words: Sequence[str]) -> ir.Table:
    """The traces that the signal names. `words` are those that no answer may hold."""
    if signal == "random":
        return traces
    if signal == "any":
        named = [_by_signal(traces, events, one, words) for one in _EACH]
        return traces.semi_join(ibis.union(*named, distinct=True), "id")
    return traces.semi_join(_by_signal(traces, events, signal, words), "id")


_EACH: tuple[Signal, ...] = ("thumbs_down", "regenerated", "edited", "abandoned", "error", "policy")


def _by_signal(
    traces: ir.Table, events: ir.Table, signal: Signal, words: Sequence[str]
) -> ir.Table:
    """The ids of the traces that one signal names."""
    match signal:
        case "error":
            return traces.filter(traces.error.notnull() | (traces.answer == "")).select("id")
        case "policy":
            said = traces.answer.lower()
            found = [said.contains(word.lower()) for word in words]
            return traces.filter(ibis.or_(*found) if found else ibis.literal(False)).select("id")
        case "edited":
            return _edited_heavily(traces, events)
        case "thumbs_down":
            acts = events.filter(events.rating == "down")
        case _:
            acts = events.filter(events.kind == signal)
    return acts.select(id=acts.trace_id).distinct()


def _edited_heavily(traces: ir.Table, events: ir.Table) -> ir.Table:
    """By the sentences that the user left as they were: exact, and linear in the texts."""
    edits = events.filter(events.edited_text.notnull()).select("trace_id", "edited_text")
    both = edits.join(traces.select("id", "answer"), edits.trace_id == traces.id)
    sentences = both.answer.re_split(_ENDS).filter(lambda one: one != "")
    kept = sentences.filter(lambda one: both.edited_text.find(one) >= 0)
    letters, left = (part.map(lambda one: one.length()).sums() for part in (sentences, kept))
    changed = letters.fill_null(0) - left.fill_null(0)
    return both.filter(changed > HEAVILY * letters.fill_null(0)).select("id").distinct()


def taken(traces: ir.Table, events: ir.Table) -> ir.Table:
    """The traces whose answer a user adopted, as it was or edited."""
    acts = events.filter((events.kind == "adopted") | events.edited_text.notnull())
    return traces.semi_join(acts.select(id=acts.trace_id).distinct(), "id")


def drawn(flagged_: ir.Table, most: int) -> ir.Table:
    """The ids of at most so many traces, drawn evenly, the same each time; `n` is of how many."""
    ids = flagged_.select("id")
    counted_ = ids.mutate(n=ids.count().over())
    return counted_.order_by(counted_.id.hash(), "id").limit(most)


def counted(traces: ir.Table) -> ir.Table:
    """How many traces there are of each week, version, feature and segment."""
    local = traces.time.epoch_seconds() + traces.utc_offset.fill_null(0) * 60
    day = (local / 86_400).floor().cast("int64")
    sliced = traces.mutate(day=day, week=((day + 3) / 7).floor().cast("int64"))
    return sliced.group_by("week", "version", "feature", "segment").aggregate(
        n=sliced.count(), first_day=sliced.day.min()
    )


def bounds(traces: ir.Table) -> ir.Table:
    """One row: how many traces and users, the oldest and the newest."""
    return traces.aggregate(
        n=traces.count(),
        users=traces.user_id.nunique(),
        first=traces.time.min(),
        last=traces.time.max(),
    )


def amounts(traces: ir.Table) -> ir.Table:
    """One row: how many traces, from when to when, and what a call takes on average."""
    return traces.aggregate(
        n=traces.count(),
        first=traces.time.min(),
        last=traces.time.max(),
        counted=(traces.input_tokens.notnull() & traces.output_tokens.notnull()).sum(),
        input_tokens=traces.input_tokens.mean(),
        output_tokens=traces.output_tokens.mean(),
    )


def measured(row: dict[str, Any]) -> Measured | None:
    """The record, from the row of `amounts`; a day that is not over counts as one."""
    if not row["n"] or row["first"] is None:
        return None
    days = max((row["last"] - row["first"]) / timedelta(days=1), 1.0)
    return Measured(
        traces=row["n"],
        counted=row["counted"] or 0,
        first=row["first"].date(),
        last=row["last"].date(),
        calls_a_month=round(row["n"] / days * MONTH),
        input_tokens=row["input_tokens"],
        output_tokens=row["output_tokens"],
    )


def traffic_of(whole: dict[str, Any], rows: Iterable[dict[str, Any]]) -> Traffic:
    """The record, from the rows of `bounds` and `counted`."""
    weeks: Counter[date] = Counter()
    versions: Counter[str] = Counter()
    seen: dict[str, date] = {}
    segments: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        slices = dict(row["segment"] or []) | {k: row[k] for k in ("feature", "version")}
        for key, value in slices.items():
            if value is not None:
                segments[key][value] += row["n"]
        if row["week"] is not None:
            weeks[_MONDAY + timedelta(weeks=row["week"])] += row["n"]
        if (version := row["version"]) is not None:
            versions[version] += row["n"]
            if row["first_day"] is not None:
                day = date(1970, 1, 1) + timedelta(days=row["first_day"])
                seen[version] = min(seen.get(version, day), day)
    return Traffic(
        traces=whole["n"],
        users=whole["users"] or 0,
        first=whole["first"],
        last=whole["last"],
        weeks=_without_gaps(weeks),
        releases=[
            Release(version=version, first=day, traces=versions[version])
            for version, day in sorted(seen.items(), key=lambda one: (one[1], one[0]))
        ],
        segments={key: dict(values) for key, values in segments.items()},
    )


def _without_gaps(weeks: Counter[date]) -> list[Week]:
    """The weeks in order, those without traffic among them too, ten years at most."""
    if not weeks:
        return []
    first, last = max(min(weeks), max(weeks) - timedelta(weeks=520)), max(weeks)
    count = (last - first).days // 7 + 1
    starts = (first + timedelta(weeks=number) for number in range(count))
    return [Week(start=start, traces=weeks[start]) for start in starts]
