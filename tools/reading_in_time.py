"""The connected model as a reader of traces, for as long as a person would wait."""

from tools.deps import Deps
from tools.diagnosis.reading import Reads
from tools.evals.judge import within
from tools.evals.reader import reads_by

_PATIENCE = 25.0
"""Seconds that it has while somebody waits for the diagnosis."""


def reads_in_time(deps: Deps) -> Reads | None:
    """The reader; None where no model is connected."""
    return reads_by(within(deps.judge.ask, _PATIENCE, deps.stopped)) if deps.judge else None
