"""Runs targets one after another over one set, by the same scorers and within one limit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.language import Lang
from knowledge.records import DatasetVersion, Example, Run, RunSpec
from knowledge.texts import say
from tools.deps import Deps
from tools.evals.running.progress import Progress
from tools.evals.running.runner import Plan, Runner
from tools.evals.running.start import spec_of, started
from tools.evals.scorers.scorer import Means, Scorer
from tools.evals.targets.target import Target
from tools.periods import Stretch
from tools.run_report import RunReport, report_of
from tools.telling import Tell


@dataclass(frozen=True)
class Bench:
    """What all targets of one call share."""

    deps: Deps
    """The stores, and whether the reader has stopped it."""
    made: DatasetVersion
    """The set."""
    examples: list[Example]
    """Its examples."""
    scorers: list[Scorer]
    """What the answers are scored by."""
    plan: Plan
    """The limits, and whether to ask again what was answered before."""
    weights: Mapping[str, float]
    """What each scorer weighs, if the user said."""
    meant: Sequence[Stretch]
    """The stretches of time in which users' acts are wanted."""
    tell: Tell
    """Takes how far it is."""

    def ran(self, name: str, target: Target) -> RunReport:
        """Run one target, or go on with its run."""
        deps, made, plan = self.deps, self.made, self.plan
        dataset = (made.name, made.version, made.hash, made.count)
        spec = spec_of(dataset, target.info, self.scorers)
        if self.meant and not plan.fresh and (kept := _kept(deps, spec)):
            return report_of(deps, kept, self.weights, self.meant)  # another week is no other run
        run = started(deps.runs, spec, deps.clock(), fresh=plan.fresh)
        runner = Runner(
            run,
            target,
            self.scorers,
            deps.runs,
            means=Means(lang=deps.lang, product=deps.product, corpus=deps.corpus),
            plan=plan,
            told=_telling(self.tell, name, deps.lang),
            stopped=deps.stopped,
        )
        ended = deps.runs.close(run, runner.go(self.examples), deps.clock())
        return report_of(
            deps, ended, self.weights, self.meant, measures=self.scorers, progress=runner.progress
        )


def _telling(tell: Tell, name: str, lang: Lang) -> Callable[[Progress], None]:
    def told(progress: Progress) -> None:
        left = progress.seconds_left
        notes = [name]
        if progress.awaited:
            notes.append(say("runs.text.awaited", lang, count=progress.awaited))
        if progress.spent is not None:
            notes.append(f"${progress.spent:.4f}")
        if left is not None and left >= 1:
            notes.append(say("runs.text.left", lang, seconds=f"{left:.0f}"))
        tell(progress.done, progress.total, " · ".join(notes))

    return told


def _kept(deps: Deps, spec: RunSpec) -> Run | None:
    """The newest finished run of just that."""
    runs = (one for one in deps.runs.all() if one.status == "done")
    return next((one for one in runs if one.spec == spec), None)
