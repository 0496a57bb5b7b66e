"""Starts a run anew, or takes up one that was stopped or killed."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from knowledge.records import Run, RunSpec, TargetInfo
from knowledge.runs import RunStore
from knowledge.version import VERSION
from tools.evals.scorers.scorer import Scorer


def spec_of(
    dataset: tuple[str, int, str, int],
    info: TargetInfo,
    scorers: Sequence[Scorer],
    seed: int = 0,
) -> RunSpec:
    """What is run; `dataset` is the set's name, version, hash and number of examples."""
    name, version, digest, count = dataset
    return RunSpec(
        dataset=name,
        dataset_version=version,
        dataset_hash=digest,
        examples=count,
        target=info,
        scorers={one.name: one.version for one in scorers},
        seed=seed,
        code=VERSION,
    )


def started(store: RunStore, spec: RunSpec, now: datetime, *, fresh: bool = False) -> Run:
    """The newest unfinished run of this spec, to be taken up; else a new one, kept at once."""
    if not fresh:
        for run in store.all():
            if run.spec == spec and run.status != "done":
                taken = run.model_copy(update={"status": "running", "ended": None})
                store.keep(taken)
                return taken
    content = json.dumps([spec.model_dump(mode="json"), now.isoformat()], sort_keys=True)
    digest = hashlib.sha256(content.encode()).hexdigest()
    run = Run(id=f"run-{digest[:8]}", spec=spec, status="running", started=now)
    store.keep(run)
    return run
