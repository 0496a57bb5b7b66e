"""What users gave as their reason, counted: Ibis expressions, so that DuckDB does the counting."""

from typing import Any

import ibis
import ibis.expr.types as ir

from knowledge.records import Reason


def reasons(traces: ir.Table, events: ir.Table) -> ir.Table:
    """A row for each reason for a thumbs down or for leaving, with how often it was given."""
    disliked = (events.kind == "abandoned") | (events.rating == "down")
    given = events.filter(disliked & events.reason.notnull())
    given = given.mutate(text=given.reason.strip()).filter(lambda one: one.text != "")
    given = given.semi_join(traces, given.trace_id == traces.id)
    kind = ibis.ifelse(given.kind == "abandoned", "abandoned", "rated")
    return given.group_by("text", kind=kind).aggregate(
        count=given.count(),
        users=given.user_id.nunique(),
        trace_id=given.trace_id.argmax(given.time),
        last=given.time.max(),
    )


def reason_of(row: dict[str, Any]) -> Reason:
    """The record of a row."""
    last = row["last"]
    return Reason.model_validate({**row, "users": row["users"] or 0, "last": last and last.date()})
