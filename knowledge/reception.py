"""How users take the product's answers: which share was adopted, edited, thrown away, bought again.

Ibis expressions over the tables of traces and events, as in traffic.py. Rates are of answers that
users could act on, so of traces without an error; of users where that is what counts.
"""

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
from pydantic import BaseModel, ConfigDict

KINDS = ("adopted", "edited", "regenerated", "abandoned")
"""Acts whose rate is of answers."""


class Reception(BaseModel):
    """Counts of one version; the rates are made of them, with their intervals, where shown."""

    model_config = ConfigDict(frozen=True)

    version: str | None
    """The version; None for traces that name none."""
    answers: int
    """Answers that users could act on."""
    adopted: int
    """Those that were adopted."""
    edited: int
    """Those that were edited."""
    regenerated: int
    """Those that were asked for again."""
    abandoned: int
    """Those after which the user left."""
    rated: int
    """Those that were rated."""
    down: int
    """Those that were rated down."""
    buyers: int
    """Users who bought anything."""
    buyers_again: int
    """Users who bought more than once."""


def receptions(traces: ir.Table, events: ir.Table) -> ir.Table:
    """One row a version with the counts of `Reception`."""
    answered = traces.filter(traces.error.isnull() & (traces.answer != ""))
    acts = events.group_by("trace_id").aggregate(
        **{kind: (events.kind == kind).any() for kind in KINDS},
        rated=events.rating.notnull().any(),
        down=(events.rating == "down").any(),
    )
    both = answered.left_join(acts, answered.id == acts.trace_id)
    names = (*KINDS, "rated", "down")
    counted = both.group_by("version").aggregate(
        answers=both.count(), **{name: both[name].fill_null(False).sum() for name in names}
    )
    return _with_buyers(counted, traces, events)


def reception_of(row: Mapping[str, Any]) -> Reception:
    """A row of `receptions` as a record."""
    known = {name: row[name] or 0 for name in Reception.model_fields if name != "version"}
    return Reception(version=row["version"], **known)


def _with_buyers(counted: ir.Table, traces: ir.Table, events: ir.Table) -> ir.Table:
    bought = events.filter(events.kind == "purchased").select("trace_id", buyer=events.user_id)
    of_version = bought.join(traces.select("id", "version"), bought.trace_id == traces.id)
    each = of_version.group_by("version", "buyer").aggregate(times=of_version.count())
    buyers = each.group_by("version").aggregate(
        buyers=each.count(), buyers_again=(each.times > 1).sum()
    )
    found = counted.left_join(buyers, counted.version.identical_to(buyers.version))
    return found.select(
        *(name for name in counted.columns),
        buyers=ibis.coalesce(found.buyers, 0),
        buyers_again=ibis.coalesce(found.buyers_again, 0),
    )
