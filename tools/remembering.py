"""Diagnoses many traces, and none of them twice: what was made before is remembered."""

from collections.abc import Callable, Sequence
from hashlib import blake2b

from knowledge.errors import StoppedByReader
from knowledge.records import Diagnosis, Intervention, Trace
from tools.case_actions import prove, rate_of_repair
from tools.deps import Deps
from tools.diagnosis.engine import diagnose
from tools.diagnosis.version import engine_version

_AT_ONCE = 50
"""Traces between two reports of progress; what was diagnosed by then is kept."""


def diagnose_all(
    deps: Deps,
    traces: Sequence[Trace],
    tell: Callable[[int, int], None],
    have: Callable[[Sequence[Trace], Sequence[Diagnosis]], None] = lambda *_: None,
) -> list[Diagnosis]:
    """The diagnosis of each trace, without its claims (see `in_full`).

    `tell` learns how many of those that have to be made are made, and `have` which ones there are
    by then, while more are to come. Raises StoppedByReader when the turn is stopped; what was made
    by then is remembered.
    """
    basis = _told_basis(deps)
    keys = {trace.id: _key(basis, trace) for trace in traces}
    known = deps.cases.remembered(keys, deps.lang)
    new = [trace for trace in traces if trace.id not in known]
    for start in range(0, len(new), _AT_ONCE):
        made = [_diagnosed(deps, trace) for trace in new[start : start + _AT_ONCE]]
        deps.cases.remember({keys[one.id]: one for one in made}, deps.lang)
        known |= {one.id: one for one in made}
        there = [trace for trace in traces if trace.id in known]
        have(there, [known[trace.id] for trace in there])
        tell(min(start + _AT_ONCE, len(new)), len(new))
    return [known[trace.id] for trace in traces]


def _diagnosed(deps: Deps, trace: Trace) -> Diagnosis:
    if deps.stopped():
        raise StoppedByReader
    return in_full(deps, trace, with_claims=False)


def in_full(deps: Deps, trace: Trace, *, with_claims: bool = True) -> Diagnosis:
    """What `diagnose_all` makes of a trace, with its claims for a reader."""
    return diagnose(
        trace,
        lang=deps.lang,
        corpus=deps.corpus,
        product=deps.product,
        with_claims=with_claims,
    )


def repair_rates(
    deps: Deps, cases: Sequence[tuple[Trace, Diagnosis]], tell: Callable[[int, int], None]
) -> list[float | None]:
    """How often the repair of each case works, tried anew only where something changed.

    The product of each must be free to run. Raises StoppedByReader when the turn is stopped.
    """
    basis = _basis(deps)
    keys = {trace.id: _key(basis, trace) for trace, _ in cases}
    known = deps.cases.repairs(keys)
    new = [case for case in cases if case[0].id not in known]
    for done, (trace, diagnosis) in enumerate(new, start=1):
        if deps.stopped():
            raise StoppedByReader
        known[trace.id] = rate_of_repair(deps, trace, diagnosis)
        deps.cases.keep_repair(trace.id, keys[trace.id], known[trace.id])
        tell(done, len(new))
    return [known[trace.id] for trace, _ in cases]


def replayed(deps: Deps, trace: Trace, diagnosis: Diagnosis) -> Intervention:
    """What replays of the trace come to, made anew only where something changed.

    A team's own product may have been mended since, so that is always run again.
    """
    if not all(one.free for one in deps.replayable(trace).values()):
        return prove(deps, trace, diagnosis)
    key = _key(_told_basis(deps), trace)
    found = deps.cases.replays(trace.id, key)
    if found is None:
        found = prove(deps, trace, diagnosis)
        deps.cases.keep_replays(trace.id, key, found)
    return found


def _basis(deps: Deps) -> str:
    """What all verdicts rest on besides the trace, whoever reads them."""
    corpus = deps.corpus.digest if deps.corpus else "–"
    return f"{engine_version()} {corpus} {deps.product.model_dump_json()}"


def _told_basis(deps: Deps) -> str:
    """What all diagnoses rest on, which tell a verdict in the reader's language."""
    return f"{_basis(deps)} {deps.lang}"


def _key(basis: str, trace: Trace) -> str:
    """All that the diagnosis of a trace depends on, in few characters."""
    return blake2b(f"{basis}\n{trace.model_dump_json()}".encode(), digest_size=16).hexdigest()
