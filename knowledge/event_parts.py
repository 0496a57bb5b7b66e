"""Traces and users' acts as they are kept: in Parquet parts.

Parts are written whole and never changed, so a kill loses nothing that was reported as kept,
and DuckDB (or later Spark) reads them all at once through the same Ibis expressions.
"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from knowledge.parts import EVENTS, TRACES, write_events, write_traces
from knowledge.records import Event, Trace
from knowledge.while_unchanged import WhileUnchanged

Record = TypeVar("Record", Trace, Event)

_COUNTS, _DRAWS = 256, 8
"""Counts, and draws of up to a thousand traces each, that are remembered until something changes:
a conversation asks for the same ones turn after turn."""


class EventParts:
    """The parts of a workspace: added, replaced, dropped, read. Safe for several threads."""

    def __init__(self, folder: Path) -> None:
        self._traces = folder / "traces"
        self._events = folder / "events"
        self._engine = ibis.duckdb.connect()
        self._read: dict[str, tuple[list[Path], ir.Table]] = {}
        """The tables and their parts; what is in a part is read anew at each query."""
        self._known = WhileUnchanged(self.state, _COUNTS)
        self._drawn = WhileUnchanged(self.state, _DRAWS)
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

    def state(self) -> tuple[tuple[str, int, int], ...]:
        """What differs after anything was added, replaced or dropped."""
        parts = sorted([*self._traces.glob("*.parquet"), *self._events.glob("*.parquet")])
        told = [(part, part.stat()) for part in parts]
        return tuple((str(part), one.st_mtime_ns, one.st_size) for part, one in told)

    def close(self) -> None:
        """Release the engine; the log cannot be used afterwards."""
        self._engine.disconnect()

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
