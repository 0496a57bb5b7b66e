"""How often the repair of a kind of failure turns the outcome, tried on a few of its cases."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from knowledge.errors import StoppedByReader
from knowledge.records import Diagnosis, Intervention, Trace
from tools.deps import Deps
from tools.remembering import replayed

Kind = tuple[str, str | None]
"""A cause and its finer kind."""

_BEYOND_REPLAYS = {"knowledge_gap", "not_found", "out_of_scope"}
"""Finer kinds whose repair no replay can try: it takes another document, or another product."""
_TRIED = 2
"""Cases of each kind that are replayed: a figure to order by, not one to report."""


def fix_rates(
    deps: Deps,
    cases: Sequence[tuple[Trace, Diagnosis]],
    tell: Callable[[int, int], None],
) -> dict[Kind, float]:
    """By kind: the share of good runs with the diagnosed stage put right in the best way known.

    The mean over the cases tried; a kind of which none can be replayed, or whose repair is
    nothing that a replay can try, such as writing a missing document, is left out. Raises
    StoppedByReader when the turn is stopped.
    """
    chosen: dict[Kind, list[tuple[Trace, Diagnosis]]] = defaultdict(list)
    for trace, diagnosis in cases:
        kind: Kind = (diagnosis.cause, diagnosis.subcause)
        blamed = diagnosis.cause not in {"none", "undetermined"}
        tryable = blamed and diagnosis.subcause not in _BEYOND_REPLAYS
        if tryable and len(chosen[kind]) < _TRIED and _is_free(deps, trace):
            chosen[kind].append((trace, diagnosis))
    todo = [(kind, *case) for kind, some in chosen.items() for case in some]
    tried: dict[Kind, list[float]] = defaultdict(list)
    for done, (kind, trace, diagnosis) in enumerate(todo, start=1):
        if deps.stopped():
            raise StoppedByReader
        rate = _rate(replayed(deps, trace, diagnosis), diagnosis)
        if rate is not None:
            tried[kind].append(rate)
        tell(done, len(todo))
    return {kind: sum(rates) / len(rates) for kind, rates in tried.items()}


def _is_free(deps: Deps, trace: Trace) -> bool:
    """Whether it can be replayed without a call that somebody pays for."""
    return next((one.free for one in deps.replayable(trace).values()), False)


def _rate(found: Intervention, diagnosis: Diagnosis) -> float | None:
    """Of the best repair of the diagnosed stage; None where there was none to try."""
    stage = "generation" if diagnosis.cause == "system" else diagnosis.cause
    shares = [arm.after.value for arm in found.arms if arm.stage == stage]
    return max((share for share in shares if share is not None), default=None)
