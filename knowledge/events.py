"""The event log: what is asked of the product's traces and its users' acts."""

import sys
from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from knowledge.event_parts import EventParts
from knowledge.parts import EVENTS, TRACES, read_event, read_trace
from knowledge.reasons import reason_of, reasons
from knowledge.reception import Reception, reception_of, receptions
from knowledge.records import Acted, Event, Reason, Trace, Traffic
from knowledge.records.measured import Measured
from knowledge.traffic import (
    Scope,
    Signal,
    amounts,
    bounds,
    counted,
    drawn,
    flagged,
    measured,
    taken,
    traffic_of,
    within,
)


class EventLog(EventParts):
    """All traces and events of a workspace. Safe to use from several threads."""

    def trace(self, trace_id: str) -> Trace | None:
        """The trace with that id, or None."""
        table = self._table(self._traces, TRACES)
        rows = self._rows(table.filter(table.id == trace_id).limit(1))
        return read_trace(rows[0]) if rows else None

    def known(self, ids: Sequence[str]) -> set[str]:
        """Those of some ids that are traces'."""
        table = self._table(self._traces, TRACES)
        wanted = ibis.memtable({"id": list(dict.fromkeys(ids))})
        return {row["id"] for row in self._rows(table.semi_join(wanted, "id").select("id"))}

    def events_of(self, trace_id: str) -> list[Event]:
        """What the user did with that trace's answer, oldest first."""
        table = self._table(self._events, EVENTS)
        rows = self._rows(table.filter(table.trace_id == trace_id).order_by("time", "id"))
        return [read_event(row) for row in rows]

    def acts_on(self, trace_ids: Sequence[str]) -> dict[str, set[str]]:
        """What users did with each of these traces' answers; a thumb is `rated_up` or `_down`.

        Traces that nobody did anything with are missing.
        """
        if not trace_ids:
            return {}
        events = self._table(self._events, EVENTS)
        wanted = ibis.memtable({"trace_id": list(dict.fromkeys(trace_ids))})
        found = events.semi_join(wanted, "trace_id")
        acts: dict[str, set[str]] = {}
        for row in self._rows(found.select("trace_id", "kind", "rating").distinct()):
            rated = row["kind"] == "rated"
            act = f"rated_{row['rating']}" if rated and row["rating"] else row["kind"]
            acts.setdefault(row["trace_id"], set()).add(act)
        return acts

    def sessions_of(self, trace_ids: Sequence[str]) -> dict[str, str]:
        """The session of each of these traces; those without one, and unknown ids, are missing."""
        if not trace_ids:
            return {}
        traces = self._table(self._traces, TRACES)
        wanted = ibis.memtable({"id": list(dict.fromkeys(trace_ids))})
        found = traces.filter(traces.session_id.notnull()).semi_join(wanted, "id")
        return {
            row["id"]: row["session_id"] for row in self._rows(found.select("id", "session_id"))
        }

    def bad(self, limit: int) -> list[Trace]:
        """The newest traces that a user rated down, at most `limit`."""
        events = self._table(self._events, EVENTS)
        traces = self._table(self._traces, TRACES)
        down = events.filter(events.rating == "down").select("trace_id").distinct()
        bad = traces.semi_join(down, traces.id == down.trace_id)
        return [read_trace(row) for row in self._rows(bad.order_by(ibis.desc("time")).limit(limit))]

    def of_user(self, user_id: str, most: int) -> list[tuple[Trace, bool]]:
        """The newest traces of that user, and whether each was rated down."""
        events = self._table(self._events, EVENTS)
        traces = self._table(self._traces, TRACES)
        theirs = traces.filter(traces.user_id == user_id).order_by(ibis.desc("time")).limit(most)
        found = [read_trace(row) for row in self._rows(theirs)]
        down = events.filter((events.user_id == user_id) & (events.rating == "down"))
        ids = {row["trace_id"] for row in self._rows(down.select("trace_id").distinct())}
        return [(trace, trace.id in ids) for trace in found]

    def traffic(self, scope: Scope) -> Traffic:
        """How much there is of a part of the traffic, by week, version and segment."""

        def told() -> Traffic:
            traces = within(self._table(self._traces, TRACES), scope)
            return traffic_of(self._rows(bounds(traces))[0], self._rows(counted(traces)))

        return self._known.get(("traffic", scope), told)

    def receptions(self, scope: Scope) -> list[Reception]:
        """How users took the answers of a part of the traffic, a version each, by its name."""

        def told() -> tuple[Reception, ...]:
            traces = within(self._table(self._traces, TRACES), scope)
            found = receptions(traces, self._table(self._events, EVENTS))
            return tuple(reception_of(row) for row in self._rows(found.order_by("version")))

        return [*self._known.get(("receptions", scope), told)]

    def usage(self, scope: Scope) -> Measured | None:
        """What a month of a part of the traffic takes; None without a trace that has a time."""

        def told() -> Measured | None:
            traces = within(self._table(self._traces, TRACES), scope)
            return measured(self._rows(amounts(traces))[0])

        return self._known.get(("usage", scope), told)

    def acts(self, scope: Scope) -> dict[str, int]:
        """Of how many traces of the scope users did what, by kind of act; `traces` is how many."""
        traces = within(self._table(self._traces, TRACES), scope)
        events = self._table(self._events, EVENTS)
        done = events.semi_join(traces, events.trace_id == traces.id)
        counts = done.group_by("kind").aggregate(n=done.trace_id.nunique())
        whole = self._rows(traces.aggregate(n=traces.count()))[0]["n"]
        return {"traces": whole} | {row["kind"]: row["n"] for row in self._rows(counts)}

    def flagged(
        self, signal: Signal, scope: Scope, most: int, words: Sequence[str] = ()
    ) -> tuple[int, list[Trace]]:
        """How many traces of the scope a signal names, and at most so many of them.

        They are drawn evenly over all, and the same ones each time; see `flagged` in traffic.py.
        """

        def told() -> tuple[int, tuple[Trace, ...]]:
            traces = within(self._table(self._traces, TRACES), scope)
            events = self._table(self._events, EVENTS)
            return self._draw(flagged(traces, events, signal, words), most)

        count, found = self._drawn.get((signal, scope, most, tuple(words)), told)
        return count, [*found]

    def taken(self, scope: Scope, most: int) -> tuple[int, list[Acted]]:
        """How many answers of the scope users adopted or edited, and at most so many of them.

        They are drawn as `flagged` draws, each with all that its user did.
        """
        events = self._table(self._events, EVENTS)
        traces = within(self._table(self._traces, TRACES), scope)
        count, found = self._draw(taken(traces, events), most)
        if not found:
            return 0, []
        wanted = ibis.memtable({"trace_id": [trace.id for trace in found]})
        acts: dict[str, list[Event]] = {}
        for row in self._rows(events.semi_join(wanted, "trace_id").order_by("time", "id")):
            acts.setdefault(row["trace_id"], []).append(read_event(row))
        return count, [Acted(trace=trace, events=acts[trace.id]) for trace in found]

    def reasons(self, scope: Scope, most: int) -> list[Reason]:
        """The `most` frequent reasons that users of the scope gave for a thumbs down or leaving."""

        def told() -> tuple[Reason, ...]:
            traces = within(self._table(self._traces, TRACES), scope)
            found = reasons(traces, self._table(self._events, EVENTS))
            ordered = found.order_by(ibis.desc("count"), "text", "kind").limit(most)
            return tuple(reason_of(row) for row in self._rows(ordered))

        return [*self._known.get(("reasons", scope, most), told)]

    def counts(self) -> tuple[int, int]:
        """How many traces and events there are."""
        tables = (self._table(self._traces, TRACES), self._table(self._events, EVENTS))
        traces, events = (self._rows(table.aggregate(n=table.count()))[0]["n"] for table in tables)
        return traces, events

    def _draw(self, found: ir.Table, most: int) -> tuple[int, tuple[Trace, ...]]:
        rows = self._rows(drawn(found, most))
        if not rows:
            return 0, ()
        order = {row["id"]: at for at, row in enumerate(rows)}
        chosen = found.semi_join(ibis.memtable({"id": list(order)}), "id")
        read = [read_trace(row) for row in self._rows(chosen)]
        return rows[0]["n"], tuple(sorted(read, key=lambda trace: order[trace.id]))


if __name__ == "__main__":
    from knowledge.import_events import main

    sys.exit(main())
