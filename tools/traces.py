"""Where a trace may lie: in the product's log, among pasted cases, or in an evaluation run."""

from knowledge.records import Trace
from tools.deps import Deps


def find_trace(deps: Deps, trace_id: str) -> Trace | None:
    """The trace with that id; of a run `<run>/<example>`. None when there is none."""
    return deps.events.trace(trace_id) or deps.cases.get(trace_id) or deps.runs.trace(trace_id)
