"""The connected model as the judge of a diagnosis, for as long as a reader would wait."""

from tools.deps import Deps
from tools.diagnosis.judged import Ruled
from tools.evals.judge import ruled_by, within

_PATIENCE = 20.0
"""Seconds that it has while somebody waits for the diagnosis."""


def ruled_in_time(deps: Deps) -> Ruled | None:
    """The judge; None where no model is connected."""
    return ruled_by(within(deps.judge.ask, _PATIENCE, deps.stopped)) if deps.judge else None
