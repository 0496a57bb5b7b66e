"""One run and what it came to: its scorecard, and how users took that version."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel, Field

from knowledge.reception import Reception
from knowledge.records import Outcome, Run
from knowledge.traffic import Scope
from tools.deps import Deps
from tools.evals.beside_humans import JUDGE, JudgeCheck
from tools.evals.interchange.measures import measures_of
from tools.evals.running.progress import Progress
from tools.evals.scorecard import Scorecard, scorecard
from tools.evals.segments import Measure
from tools.judging import judge_check
from tools.periods import Stretch
from tools.run_periods import InPeriod, in_periods, reception


class RunReport(BaseModel):
    """One run and what it came to."""

    run: Run
    """The run."""
    card: Scorecard
    """The scorecard."""
    reception: Reception | None
    """How users took that version in the workspace's traffic; None where none is known."""
    periods: list[InPeriod] = Field(default_factory=list)
    """The same in the stretches of time that were asked for, the newer one first."""
    judge: JudgeCheck | None = None
    """How the judge of this set's answers fared beside people; None where it was not checked."""
    calls: int
    """Calls that were made now."""
    from_cache: int
    """Answers that were there from before."""
    again: int = 0
    """Calls under way when an earlier start was cut off, whose replies are lost: made again."""
    spent: float | None
    """Dollars for the calls that were made now; None is unknown."""
    paid: float | None = None
    """Of a run that is shown again: dollars that its answers cost when they were made, as far as
    they are known; None is unknown."""


def report_of(
    deps: Deps,
    run: Run,
    weights: Mapping[str, float],
    meant: Sequence[Stretch],
    *,
    measures: Sequence[Measure] | None = None,
    progress: Progress | None = None,
) -> RunReport:
    """The report of a run; without `measures` they are read out of its outcomes.

    Without `progress` nothing was called for it now.
    """
    if measures is None:
        measures = measures_of(run, deps.runs.outcomes(run.id))
    version = run.spec.target.version
    return RunReport(
        run=run,
        card=scorecard(deps.runs.outcomes(run.id), measures, weights),
        reception=None if version is None else reception(deps, Scope(version=version)),
        periods=in_periods(deps, version, meant),
        judge=judge_check(deps, run.spec.dataset) if JUDGE in run.spec.scorers else None,
        calls=progress.calls if progress else 0,
        from_cache=progress.from_cache if progress else 0,
        again=progress.again if progress else 0,
        spent=progress.spent if progress else None,
        paid=None if progress else _paid(deps.runs.outcomes(run.id)),
    )


def _paid(outcomes: Iterable[Outcome]) -> float | None:
    costs = [one.trace.cost_usd for one in outcomes if one.trace]
    known = [one for one in costs if one is not None]
    return sum(known) if known else None
