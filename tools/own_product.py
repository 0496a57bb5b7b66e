"""Whether a case is of the workspace's product: another's is not judged by what we know of ours."""

from knowledge.records import Trace
from tools.deps import Deps


def is_ours(deps: Deps, trace: Trace) -> bool:
    """Whether the log, the passages or the product's own marks say so.

    A case from outside that tells no more than what was asked and answered is taken as ours when
    it asks about a subject that the product is known for.
    """
    if deps.events.trace(trace.id) is not None or trace.version in deps.replayable(trace):
        return True
    if trace.retrieved:
        held = deps.corpus
        return held is not None and any(held.get(one.id) for one in trace.retrieved)
    return bool(deps.product.subjects(trace.query))
