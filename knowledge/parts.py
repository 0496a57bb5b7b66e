"""How traces and events lie in Parquet: the records' own fields, typed, free-form parts as JSON.

Times are stored in UTC, which engines compare correctly, beside the offset that was logged,
so that a reader sees the hour that the user saw.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from knowledge.records import Event, Trace

_TIME = pa.timestamp("us", tz="UTC")
_TURN = pa.struct([("role", pa.string()), ("text", pa.string())])
_PASSAGE = pa.struct(
    [("id", pa.string()), ("text", pa.string()), ("score", pa.float64()), ("used", pa.bool_())]
)

TRACES = pa.schema(
    [
        ("id", pa.string()),
        ("query", pa.string()),
        ("answer", pa.string()),
        ("time", _TIME),
        ("utc_offset", pa.int32()),
        ("session_id", pa.string()),
        ("user_id", pa.string()),
        ("feature", pa.string()),
        ("version", pa.string()),
        ("segment", pa.map_(pa.string(), pa.string())),
        ("history", pa.list_(_TURN)),
        ("intent", pa.struct([("name", pa.string()), ("slots", pa.string())])),
        ("rewritten_query", pa.string()),
        ("retrieved", pa.list_(_PASSAGE)),
        ("reference", pa.string()),
        ("model", pa.string()),
        ("params", pa.string()),
        ("latency_ms", pa.float64()),
        ("input_tokens", pa.int64()),
        ("output_tokens", pa.int64()),
        ("cost_usd", pa.float64()),
        ("error", pa.string()),
    ]
)

EVENTS = pa.schema(
    [
        ("id", pa.string()),
        ("trace_id", pa.string()),
        ("kind", pa.string()),
        ("time", _TIME),
        ("utc_offset", pa.int32()),
        ("user_id", pa.string()),
        ("session_id", pa.string()),
        ("rating", pa.string()),
        ("reason", pa.string()),
        ("edited_text", pa.string()),
        ("section", pa.string()),
        ("amount", pa.float64()),
        ("currency", pa.string()),
    ]
)


def write_traces(path: Path, traces: Iterable[Trace]) -> None:
    """Write one part of traces; it appears under `path` whole or not at all."""
    _write(path, [_trace_row(trace) for trace in traces], TRACES)


def write_events(path: Path, events: Iterable[Event]) -> None:
    """Write one part of events; it appears under `path` whole or not at all."""
    _write(path, [_with_offset(event.model_dump(), event.time) for event in events], EVENTS)


def read_trace(row: Mapping[str, Any]) -> Trace:
    """A row of a part as the record."""
    fields = _without_offset(row)
    fields["segment"] = dict(row["segment"] or [])
    fields["history"] = row["history"] or []
    fields["params"] = json.loads(row["params"] or "{}")
    if row["intent"] is not None:
        slots = json.loads(row["intent"]["slots"] or "{}")
        fields["intent"] = {"name": row["intent"]["name"], "slots": slots}
    return Trace.model_validate(fields)


def read_event(row: Mapping[str, Any]) -> Event:
    """A row of a part as the record."""
    return Event.model_validate(_without_offset(row))


def _trace_row(trace: Trace) -> dict[str, Any]:
    row = _with_offset(trace.model_dump(), trace.time)
    row["segment"] = list(trace.segment.items())
    row["params"] = json.dumps(trace.params, ensure_ascii=False, default=str)
    if trace.intent is not None:
        slots = json.dumps(trace.intent.slots, ensure_ascii=False, default=str)
        row["intent"] = {"name": trace.intent.name, "slots": slots}
    return row


def _with_offset(row: dict[str, Any], time: datetime | None) -> dict[str, Any]:
    if time is None:
        return {**row, "utc_offset": None}
    # A time without an offset is taken as UTC: the log must order the same on every machine.
    aware = time if time.tzinfo else time.replace(tzinfo=UTC)
    offset = aware.utcoffset() or timedelta(0)
    return {**row, "time": aware, "utc_offset": int(offset.total_seconds() // 60)}


def _without_offset(row: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(row)
    minutes = fields.pop("utc_offset")
    if fields["time"] is not None:
        fields["time"] = fields["time"].astimezone(timezone(timedelta(minutes=minutes or 0)))
    return fields


def _write(path: Path, rows: list[dict[str, Any]], schema: pa.Schema) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), unfinished, compression="zstd")
    unfinished.replace(path)
