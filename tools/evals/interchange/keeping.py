"""An imported file in the workspace: its set frozen, its runs among the runs."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from knowledge.datasets import DatasetStore
from knowledge.records import DatasetVersion, Outcome, Run, RunSpec
from knowledge.runs import RunStore
from knowledge.version import VERSION
from tools.evals.interchange.imported import Imported, RecordedRun

_BATCH = 1_000
"""Outcomes that are written at once."""


@dataclass(frozen=True)
class Kept:
    """What a file came to."""

    dataset: DatasetVersion
    """The set's version."""
    runs: tuple[Run, ...]
    """The runs, in the file's order."""


def kept(
    found: Imported,
    datasets: DatasetStore,
    runs: RunStore,
    *,
    name: str,
    now: datetime,
    note: str,
) -> Kept:
    """Keep what was imported; a file that is imported again changes nothing."""
    made = datasets.freeze(name, found.examples, now, note=note)
    return Kept(made, tuple(_run(one, made, runs, now) for one in found.runs))


def _run(one: RecordedRun, made: DatasetVersion, store: RunStore, now: datetime) -> Run:
    spec = RunSpec(
        dataset=made.name,
        dataset_version=made.version,
        dataset_hash=made.hash,
        examples=len(one.outcomes),
        target=one.target,
        scorers=dict(one.scorers),
        code=VERSION,
    )
    digest = hashlib.sha256(spec.model_dump_json(exclude={"code"}).encode())
    for outcome in one.outcomes:
        digest.update(outcome.model_dump_json().encode())
    # By its content, so that the same file is the same run.
    run = Run(id=f"run-{digest.hexdigest()[:8]}", spec=spec, status="done", started=now, ended=now)
    if (known := store.get(run.id)) is not None:
        return known
    for at in range(0, len(one.outcomes), _BATCH):
        store.add(run.id, [_of_run(done, run.id) for done in one.outcomes[at : at + _BATCH]])
    # Last, so that a run of which a kill left half is made whole by the next import.
    store.keep(run)
    return run


def _of_run(outcome: Outcome, run_id: str) -> Outcome:
    """The outcome with its trace under the id by which a run's traces are opened."""
    if outcome.trace is None:
        return outcome
    named = outcome.trace.model_copy(update={"id": f"{run_id}/{outcome.example_id}"})
    return outcome.model_copy(update={"trace": named})
