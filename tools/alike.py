"""The case whose kind of failure is asked for: "how many more like this?"."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from knowledge.errors import BadInput, NotFound
from knowledge.records import Cause, Diagnosis, Trace
from tools.deps import Deps
from tools.inert import inert
from tools.own_product import is_ours
from tools.remembering import diagnose_all
from tools.traces import find_trace

NO_FAILURE = frozenset({"none", "undetermined"})
"""Verdicts that blame no stage."""


class Alike(BaseModel):
    """What is told of that case beside its kind."""

    model_config = ConfigDict(frozen=True)

    id: str
    """The case."""
    cause: Cause
    """The stage at fault."""
    subcause: str | None = None
    """The finer kind."""
    is_one: bool
    """Whether it is itself among those that are counted."""
    versions: dict[str, int] = Field(default_factory=dict)
    """How many of its kind each version of the product has, as far as they say their version."""
    first: datetime | None = None
    """When the earliest of them happened; None where none says when."""


def case_meant(deps: Deps, case_id: str) -> tuple[Trace, Diagnosis]:
    """That case and its diagnosis.

    Raises NotFound for an unknown id, BadInput for a good one and for one of another product,
    whose traffic is not at hand.
    """
    trace = find_trace(deps, case_id.strip())
    if trace is None:
        raise NotFound("diagnosis.tool.unknown_id", id=inert(case_id.strip()[:80]))
    if not is_ours(deps, trace):
        raise BadInput("clusters.alike.not_ours", id=inert(trace.id))
    [diagnosis] = diagnose_all(deps, [trace], lambda *_: None)
    if diagnosis.cause == "none":
        raise BadInput("clusters.alike.not_failed", id=inert(trace.id))
    return trace, diagnosis
