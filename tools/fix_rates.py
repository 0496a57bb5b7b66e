"""How often the repair of a kind of failure turns the outcome, tried on a few of its cases."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from knowledge.records import Diagnosis, Trace
from tools.deps import Deps
from tools.remembering import repair_rates

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
    todo = [(kind, case) for kind, some in chosen.items() for case in some]
    rates = repair_rates(deps, [case for _, case in todo], tell)
    tried: dict[Kind, list[float]] = defaultdict(list)
    for (kind, _), rate in zip(todo, rates, strict=True):
        if rate is not None:
            tried[kind].append(rate)
    return {kind: sum(rates) / len(rates) for kind, rates in tried.items()}


def _is_free(deps: Deps, trace: Trace) -> bool:
    """Whether it can be replayed without a call that somebody pays for."""
    return next((one.free for one in deps.replayable(trace).values()), False)
