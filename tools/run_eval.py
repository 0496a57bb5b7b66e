"""The tool `run_eval`: how good is a version, a model or a service on a set of examples?"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from langchain.tools import ToolRuntime, tool
from pydantic import BaseModel, Field

from knowledge.errors import BadInput, NotFound
from knowledge.language import Lang
from knowledge.reception import Reception
from knowledge.records import DatasetVersion, Example, Run, RunSpec
from knowledge.texts import say
from knowledge.traffic import Scope
from tools.arguments import Arguments
from tools.deps import Deps
from tools.evals.beside_humans import JUDGE, JudgeCheck
from tools.evals.interchange.measures import measures_of
from tools.evals.running.progress import Progress
from tools.evals.running.runner import Plan, Runner
from tools.evals.running.start import spec_of, started
from tools.evals.scorecard import Scorecard, scorecard
from tools.evals.scorers.called import scorers_called
from tools.evals.scorers.named import SCORERS, default_scorers
from tools.evals.scorers.rubric import judged_by
from tools.evals.scorers.scorer import Means, Scorer
from tools.evals.targets.named import RECORDED
from tools.evals.targets.target import Target
from tools.judging import judge_check
from tools.periods import Stretch
from tools.run_eval_text import run_text
from tools.run_periods import InPeriod, in_periods, reception, stretches
from tools.telling import Tell, teller

CASES = "bad-cases"
"""The set of the cases that were kept as examples."""
LIMIT_USD = 5.0
"""Dollars that a run may cost unless the user says otherwise."""
_LAST = frozenset({"last", "latest", "newest"})
_LISTED = 10
_DOLLARS = {"", "usd", "$", "us$", "美元", "dollar", "dollars"}
_CASES = re.compile(r"bad[ -]?cases?|坏例|badcase|kept cases|收录的|回归", re.IGNORECASE)


class RunEvalArgs(Arguments):
    """What to evaluate, on what, by what."""

    dataset: str = Field(default="", description="A set's name; empty: the newest eval set.")
    targets: list[str] = Field(
        default_factory=list,
        description="v1, v2, recorded or names of targets.yaml; empty: the newest version.",
    )
    scorers: list[str] = Field(default_factory=list, description="Empty: those that suit the set.")
    weights: dict[str, float] = Field(
        default_factory=dict, description="What each scorer weighs, if the user said."
    )
    limit_usd: float = Field(default=LIMIT_USD, gt=0, description="Most dollars to spend.")
    currency: str = Field(default="", description="Of the limit, where it is not US dollars.")
    fresh: bool = Field(default=False, description="Ask again what was answered before.")
    resume: bool = Field(default=False, description="Go on with the run that was stopped.")
    show: str = Field(default="", description="Run nothing, show a kept run: its id, or last.")
    periods: list[str] = Field(
        default_factory=list, description="Of users' acts: last_week, 7d; before: the one before."
    )


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
    """Calls that were under way when an earlier start was killed, and so were made again."""
    spent: float | None
    """Dollars; None is unknown."""


class RunArtifact(BaseModel):
    """The runs, for the evidence panel."""

    kind: Literal["run"] = "run"
    """What this artifact is."""
    lang: Lang
    """The language of the answer."""
    asked: RunEvalArgs
    """What was asked."""
    reports: list[RunReport]
    """One for each target."""
    listed: list[str]
    """The worst examples' traces, for "why the first one?"."""
    suggest: list[str]
    """What to ask next."""


@tool(response_format="content_and_artifact", args_schema=RunEvalArgs)
def run_eval(
    runtime: ToolRuntime[Deps],
    *,
    dataset: str = "",
    targets: list[str] | None = None,
    scorers: list[str] | None = None,
    weights: dict[str, float] | None = None,
    limit_usd: float = LIMIT_USD,
    currency: str = "",
    fresh: bool = False,
    resume: bool = False,
    show: str = "",
    periods: list[str] | None = None,
) -> tuple[str, dict[str, Any]]:
    """Run versions, models or services over a set of examples and score the answers.

    Gives a scorecard with intervals, the weakest segments and the worst examples. Keep figures
    and links as they are.
    """
    deps = runtime.context
    asked = RunEvalArgs(
        dataset=dataset,
        targets=targets or [],
        scorers=scorers or [],
        weights=weights or {},
        limit_usd=limit_usd,
        currency=currency,
        fresh=fresh,
        resume=resume,
        show=show,
        periods=periods or [],
    )
    meant = stretches(asked.periods, deps)
    if show.strip():
        return _told(deps, asked, [_shown(deps, asked, meant)])
    if currency.strip().casefold() not in _DOLLARS:
        raise BadInput("runs.other_money", currency=currency[:20])
    if resume:
        asked = _unfinished(deps, asked)
    made, examples = _dataset(deps, asked.dataset)
    found = deps.load_targets()
    names = asked.targets or [found.products[-1] if found.products else RECORDED]
    scorers_ = [
        judged_by(one, deps.ask) if one.name == JUDGE else one for one in _scorers(asked, examples)
    ]
    bench = _Bench(deps, asked, made, examples, scorers_, teller(runtime), meant)
    targets_ = {name: found.open(name) for name in names}  # a wrong name costs no run
    reports: list[RunReport] = []
    for name, target in targets_.items():
        reports.append(bench.ran(name, target))
        if deps.stopped():
            break
    return _told(deps, asked, reports)


def _told(deps: Deps, asked: RunEvalArgs, reports: list[RunReport]) -> tuple[str, dict[str, Any]]:
    artifact = RunArtifact(
        lang=deps.lang,
        asked=asked,
        reports=reports,
        listed=[weak.trace_id for weak in reports[-1].card.worst],
        suggest=_suggest(reports, deps.load_targets().products, deps.lang),
    )
    return run_text(artifact), artifact.model_dump(mode="json")


def _shown(deps: Deps, asked: RunEvalArgs, meant: list[Stretch]) -> RunReport:
    """A run that was made or imported before, as it stands; raises NotFound, naming some."""
    runs, name = deps.runs.all(), asked.show.strip().casefold()
    found = next((one for one in runs if name in _LAST or one.id.startswith(name)), None)
    if found is None:
        known = ", ".join(one.id for one in runs[:_LISTED]) or "–"
        raise NotFound("interchange.error.no_run", name=name[:40], known=known)
    return _report(deps, found, asked, meant)


def _report(deps: Deps, found: Run, asked: RunEvalArgs, meant: list[Stretch]) -> RunReport:
    """A run as it stands, for which nothing was called now."""
    outcomes = deps.runs.outcomes(found.id)
    measures = measures_of(found, deps.runs.outcomes(found.id))
    return RunReport(
        run=found,
        card=scorecard(outcomes, measures, asked.weights),
        reception=_reception(deps, found.spec.target.version),
        periods=in_periods(deps, found.spec.target.version, meant),
        judge=_judge(deps, found),
        calls=0,
        from_cache=0,
        spent=None,
    )


def _unfinished(deps: Deps, asked: RunEvalArgs) -> RunEvalArgs:
    """The arguments of the newest run that is not done."""
    run = next((one for one in deps.runs.all() if one.status != "done"), None)
    if run is None:
        raise BadInput("runs.nothing_to_resume")
    spec = run.spec
    return asked.model_copy(
        update={
            "dataset": spec.dataset,
            "targets": [spec.target.name],
            "scorers": list(spec.scorers),
        }
    )


def _dataset(deps: Deps, wanted: str) -> tuple[DatasetVersion, list[Example]]:
    """The set that is meant, the newest one by default; kept cases are frozen as they are now."""
    name = wanted.strip()
    known = [one for one in deps.datasets.all() if one.purpose == "eval"]
    cases = deps.examples.all()
    named = next((one for one in known if one.name.lower() == name.lower()), None)
    if named is None and cases and (name == CASES or _CASES.search(name)):
        named = deps.datasets.freeze(CASES, cases, deps.clock())
    if named is None and not name:
        named = next(iter(known), None)
    if named is None and (name or not cases):
        listed = ", ".join(one.name for one in known) or "–"
        raise BadInput("runs.no_dataset" if name else "runs.no_set", name=name[:80], known=listed)
    made = named or deps.datasets.freeze(CASES, cases, deps.clock())
    if made.name == CASES and cases:
        made = deps.datasets.freeze(CASES, cases, deps.clock())
    return made, deps.datasets.examples(made.name, made.version)


def _scorers(asked: RunEvalArgs, examples: list[Example]) -> list[Scorer]:
    names: list[str] = []
    for word in [*asked.scorers, *asked.weights]:
        found = [word] if word in SCORERS else scorers_called(word)
        if not found:
            raise BadInput("runs.no_scorer", name=word[:80], known=", ".join(SCORERS))
        names += found
    if not asked.scorers:
        names = [*default_scorers(examples), *names]
    return [SCORERS[name] for name in dict.fromkeys(names)]


@dataclass(frozen=True)
class _Bench:
    """What all targets of one call share."""

    deps: Deps
    asked: RunEvalArgs
    made: DatasetVersion
    examples: list[Example]
    scorers: list[Scorer]
    tell: Tell
    meant: list[Stretch]

    def ran(self, name: str, target: Target) -> RunReport:
        """Run one target, or go on with its run."""
        deps, asked, made = self.deps, self.asked, self.made
        dataset = (made.name, made.version, made.hash, made.count)
        spec = spec_of(dataset, target.info, self.scorers)
        if self.meant and not asked.fresh and (kept := _kept(deps, spec)):
            return _report(deps, kept, asked, self.meant)  # another week is no other run
        run = started(deps.runs, spec, deps.clock(), fresh=asked.fresh)
        runner = Runner(
            run,
            target,
            self.scorers,
            deps.runs,
            means=Means(lang=deps.lang, product=deps.product, corpus=deps.corpus),
            plan=Plan(limit_usd=asked.limit_usd, fresh=asked.fresh),
            told=_telling(self.tell, name, deps.lang),
            stopped=deps.stopped,
        )
        ended = deps.runs.close(run, runner.go(self.examples), deps.clock())
        progress = runner.progress
        return RunReport(
            run=ended,
            card=scorecard(deps.runs.outcomes(run.id), self.scorers, asked.weights),
            reception=_reception(deps, target.info.version),
            periods=in_periods(deps, target.info.version, self.meant),
            judge=_judge(deps, ended),
            calls=progress.calls,
            from_cache=progress.from_cache,
            again=progress.again,
            spent=progress.spent,
        )


def _telling(tell: Tell, name: str, lang: Lang) -> Callable[[Progress], None]:
    def told(progress: Progress) -> None:
        left = progress.seconds_left
        notes = [name]
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


def _judge(deps: Deps, run: Run) -> JudgeCheck | None:
    return judge_check(deps, run.spec.dataset) if JUDGE in run.spec.scorers else None


def _reception(deps: Deps, version: str | None) -> Reception | None:
    return None if version is None else reception(deps, Scope(version=version))


def _suggest(reports: list[RunReport], products: list[str], lang: Lang) -> list[str]:
    steps = []
    if any(report.card.worst for report in reports):
        steps.append(say("runs.suggest.why", lang))
    ran = {report.run.spec.target.name for report in reports}
    if len(reports) > 1:
        steps.append(say("runs.suggest.compare", lang))
    elif others := [one for one in products if one not in ran]:
        steps.append(say("runs.suggest.other", lang, name=others[-1]))
    statuses = {report.run.status for report in reports}
    if "over_budget" in statuses:
        steps.append(say("runs.suggest.more", lang))
    elif statuses - {"done"}:
        steps.append(say("runs.suggest.resume", lang))
    return steps
