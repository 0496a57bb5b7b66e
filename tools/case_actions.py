"""What can be done with a case: prove its cause, ask the product again, keep it as example."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from knowledge.errors import BadInput
from knowledge.records import Diagnosis, Example, Intervention, Rerun, Trace
from tools.deps import Deps
from tools.inert import inert
from tools.intervention.experiment import intervene, repaired
from tools.intervention.recheck import recheck
from tools.intervention.staged import Staged, StageFailed


def prove(deps: Deps, trace: Trace, diagnosis: Diagnosis) -> Intervention:
    """Replay the trace on its own version with one stage put right at a time.

    Raises BadInput where the product cannot be replayed.
    """
    staged = next(iter(_versions(deps, trace).values()))
    with _told():
        return intervene(
            trace, diagnosis, staged, lang=deps.lang, corpus=deps.corpus, product=deps.product
        )


def rate_of_repair(deps: Deps, trace: Trace, diagnosis: Diagnosis) -> float | None:
    """How often the outcome is good with the stage to blame put right; None: nothing to try.

    Raises BadInput like `prove`.
    """
    staged = next(iter(_versions(deps, trace).values()))
    with _told():
        return repaired(
            trace, diagnosis, staged, lang=deps.lang, corpus=deps.corpus, product=deps.product
        )


def ask_again(deps: Deps, trace: Trace) -> list[Rerun]:
    """What each version of the product makes of the query now; raises BadInput like `prove`."""
    versions = _versions(deps, trace)
    with _told():
        return recheck(trace, versions, lang=deps.lang, corpus=deps.corpus, product=deps.product)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except StageFailed as error:
        raise BadInput("diagnosis.tool.replay_failed", reason=inert(str(error)[:200])) from error


def keep_as_example(deps: Deps, trace: Trace, diagnosis: Diagnosis) -> tuple[bool, int]:
    """Add the case to the evaluation set; whether it is new there, and how many there are."""
    known = _evaluated(deps, trace) or Example(
        id=trace.id, query=trace.query, history=trace.history, reference=trace.reference
    )
    example = known.model_copy(
        update={
            "id": trace.id,
            "segment": known.segment or trace.segment,
            "source": f"trace:{trace.id}",
            "cause": diagnosis.cause,
            "subcause": diagnosis.subcause,
            "expect": diagnosis.verify,
            "added": deps.clock(),
        }
    )
    new = deps.examples.add(example)
    return new, len(deps.examples.all())


def _evaluated(deps: Deps, trace: Trace) -> Example | None:
    """The example of an evaluation run that the trace came of, with what is known of a good one."""
    run_id, _, example_id = trace.id.partition("/")
    run = deps.runs.get(run_id)
    if run is None:
        return None
    examples = deps.datasets.examples(run.spec.dataset, run.spec.dataset_version)
    return next((one for one in examples if one.id == example_id), None)


def _versions(deps: Deps, trace: Trace) -> Mapping[str, Staged]:
    versions = deps.replayable(trace)
    if not versions:
        deps.load_targets()  # where the file of targets cannot be read, that is the reason
        raise BadInput("diagnosis.tool.no_replay")
    return versions
