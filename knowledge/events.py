"""The event log: the product's traces and its users' acts, in Parquet parts.

Parts are written whole and never changed, so a kill loses nothing that was reported as kept,
and DuckDB (or later Spark) reads them all at once through the same Ibis expressions.
"""

import hashlib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from knowledge.parts import (
    EVENTS,
    TRACES,
    read_event,
    read_trace,
    write_events,
    write_traces,
)
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

Record = TypeVar("Record", Trace, Event)


class EventLog:
    """All traces and events of a workspace. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._traces = folder / "traces"
        self._events = folder / "events"
        self._engine = ibis.duckdb.connect()
        self._read: dict[str, tuple[list[Path], ir.Table]] = {}
        """The tables and their parts; what is in a part is read anew at each query."""
        self._lock = Lock()  # one DuckDB connection runs one query at a time

    def append(self, traces: Sequence[Trace] = (), events: Sequence[Event] = ()) -> int:
        """Add what is new and return how many records that was.

        Known ids are left as they are; of several records with one id the first is taken.
        """
        new_traces = self._unknown(self._traces, TRACES, traces)
        new_events = self._unknown(self._events, EVENTS, events)
        if new_traces:
            write_traces(self._traces / _part_name(new_traces), new_traces)
        if new_events:
            write_events(self._events / _part_name(new_events), new_events)
        return len(new_traces) + len(new_events)

    def replace(self, source: str, traces: Sequence[Trace], events: Sequence[Event]) -> None:
        """Put these in place of all that `source` (a plain name, such as `demo`) gave before."""
        write_traces(self._traces / f"{source}.parquet", traces)
        write_events(self._events / f"{source}.parquet", events)

    def drop(self, source: str) -> None:
        """Remove all that `source` gave; nothing happens when it gave nothing."""
        for folder in (self._traces, self._events):
            (folder / f"{source}.parquet").unlink(missing_ok=True)

    def has_other_than(self, source: str) -> bool:
        """Whether anything here was given by somebody else than `source`."""
        parts = [*self._traces.glob("*.parquet"), *self._events.glob("*.parquet")]
        return any(part.stem != source for part in parts)

    def trace(self, trace_id: str) -> Trace | None:
        """The trace with that id, or None."""
        table = self._table(self._traces, TRACES)
        rows = self._rows(table.filter(table.id == trace_id).limit(1))
        return read_trace(rows[0]) if rows else None

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

    def traffic(self, scope: Scope) -> Traffic:
        """How much there is of a part of the traffic, by week, version and segment."""
        traces = within(self._table(self._traces, TRACES), scope)
        return traffic_of(self._rows(bounds(traces))[0], self._rows(counted(traces)))

    def receptions(self, scope: Scope) -> list[Reception]:
        """How users took the answers of a part of the traffic, a version each, by its name."""
        traces = within(self._table(self._traces, TRACES), scope)
        found = receptions(traces, self._table(self._events, EVENTS))
        return [reception_of(row) for row in self._rows(found.order_by("version"))]

    def usage(self, scope: Scope) -> Measured | None:
        """What a month of a part of the traffic takes; None without a trace that has a time."""
        traces = within(self._table(self._traces, TRACES), scope)
        return measured(self._rows(amounts(traces))[0])

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
        traces = within(self._table(self._traces, TRACES), scope)
        return self._drawn(flagged(traces, self._table(self._events, EVENTS), signal, words), most)

    def taken(self, scope: Scope, most: int) -> tuple[int, list[Acted]]:
        """How many answers of the scope users adopted or edited, and at most so many of them.

        They are drawn as `flagged` draws, each with all that its user did.
        """
        events = self._table(self._events, EVENTS)
        traces = within(self._table(self._traces, TRACES), scope)
        count, found = self._drawn(taken(traces, events), most)
        if not found:
            return 0, []
        wanted = ibis.memtable({"trace_id": [trace.id for trace in found]})
        acts: dict[str, list[Event]] = {}
        for row in self._rows(events.semi_join(wanted, "trace_id").order_by("time", "id")):
            acts.setdefault(row["trace_id"], []).append(read_event(row))
        return count, [Acted(trace=trace, events=acts[trace.id]) for trace in found]

    def reasons(self, scope: Scope, most: int) -> list[Reason]:
        """The `most` frequent reasons that users of the scope gave for a thumbs down or leaving."""
        traces = within(self._table(self._traces, TRACES), scope)
        found = reasons(traces, self._table(self._events, EVENTS))
        ordered = found.order_by(ibis.desc("count"), "text", "kind").limit(most)
        return [reason_of(row) for row in self._rows(ordered)]

    def state(self) -> tuple[tuple[str, int, int], ...]:
        """What differs after anything was added, replaced or dropped."""
        parts = sorted([*self._traces.glob("*.parquet"), *self._events.glob("*.parquet")])
        told = [(part, part.stat()) for part in parts]
        return tuple((str(part), one.st_mtime_ns, one.st_size) for part, one in told)

    def counts(self) -> tuple[int, int]:
        """How many traces and events there are."""
        tables = (self._table(self._traces, TRACES), self._table(self._events, EVENTS))
        traces, events = (self._rows(table.aggregate(n=table.count()))[0]["n"] for table in tables)
        return traces, events

    def close(self) -> None:
        """Release the engine; the log cannot be used afterwards."""
        self._engine.disconnect()

    def _drawn(self, found: ir.Table, most: int) -> tuple[int, list[Trace]]:
        rows = self._rows(drawn(found, most))
        if not rows:
            return 0, []
        order = {row["id"]: at for at, row in enumerate(rows)}
        chosen = found.semi_join(ibis.memtable({"id": list(order)}), "id")
        read = [read_trace(row) for row in self._rows(chosen)]
        return rows[0]["n"], sorted(read, key=lambda trace: order[trace.id])

    def _table(self, folder: Path, schema: pa.Schema) -> ir.Table:
        parts = sorted(folder.glob("*.parquet"))
        if not parts:
            return ibis.memtable(schema.empty_table())
        with self._lock:
            known = self._read.get(folder.name)
            if known is None or known[0] != parts:
                table = self._engine.read_parquet(parts, table_name=folder.name)
                known = self._read[folder.name] = (parts, table)
            return known[1]

    def _rows(self, table: ir.Table) -> list[dict[str, Any]]:
        with self._lock:
            rows: list[dict[str, Any]] = self._engine.to_pyarrow(table).to_pylist()
        return rows

    def _unknown(self, folder: Path, schema: pa.Schema, records: Sequence[Record]) -> list[Record]:
        if not records:
            return []
        given = {record.id: record for record in reversed(records)}
        wanted = ibis.memtable({"id": list(given)})
        table = self._table(folder, schema)
        known = {row["id"] for row in self._rows(table.semi_join(wanted, "id").select("id"))}
        return [record for id_, record in reversed(given.items()) if id_ not in known]


def _part_name(records: Iterable[Trace | Event]) -> str:
    """A name from the ids, so that a repeated import writes the same part again."""
    digest = hashlib.sha256("\n".join(record.id for record in records).encode()).hexdigest()
    return f"part-{digest[:16]}.parquet"


if __name__ == "__main__":
    from knowledge.import_events import main

    sys.exit(main())
