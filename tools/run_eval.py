"""The tool `run_eval`: how good is a version, a model or a service on a set of examples?"""

from typing import Any, Literal

from langchain.tools import ToolRuntime, tool
from pydantic import BaseModel, Field

from knowledge.errors import BadInput, NotFound
from knowledge.language import Lang
from knowledge.texts import say
from tools.arguments import Arguments
from tools.deps import Deps
from tools.evals.beside_humans import JUDGE
from tools.evals.comparing.wording import metric_name
from tools.evals.running.runner import Plan
from tools.evals.scorers.named import SCORERS
from tools.evals.scorers.rubric import judged_by
from tools.periods import Stretch
from tools.run_asked import asked_text, view_of
from tools.run_bench import Bench
from tools.run_eval_text import run_text
from tools.run_periods import stretches
from tools.run_report import RunReport, report_of
from tools.run_subject import scorers_of, subject_of
from tools.runs_kept import RunLine, list_text, run_lines, state_text
from tools.telling import Tell, teller

LIMIT_USD = 5.0
"""Dollars that a run may cost unless the user says otherwise."""
_LAST = frozenset({"last", "latest", "newest"})
_LISTS = frozenset({"all", "state"})
_DOLLARS = {"", "usd", "$", "us$", "美元", "dollar", "dollars"}


class RunEvalArgs(Arguments):
    """What to evaluate, on what, by what."""

    dataset: str = Field(default="", description="A set's name; empty: the newest.")
    targets: list[str] = Field(
        default_factory=list,
        description="v1, both, recorded, of targets.yaml; empty: newest version.",
    )
    scorers: list[str] = Field(default_factory=list, description="Empty: what suits the set.")
    weights: dict[str, float] = Field(default_factory=dict, description="By scorer, if said.")
    limit_usd: float = Field(default=LIMIT_USD, gt=0, description="Most dollars to spend.")
    currency: str = Field(default="", description="Of the limit, if not USD.")
    fresh: bool = Field(default=False, description="Ask all again.")
    resume: bool = Field(default=False, description="Go on with a stopped run.")
    show: str = Field(
        default="", description="Run nothing: a run's id, last, worst, spent, all, state, a scorer."
    )
    by: str = Field(default="", description="Split by, such as style.")
    periods: list[str] = Field(
        default_factory=list, description="Of users' acts: last_week, 7d, before."
    )


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
    runs: list[RunLine] = []
    """All runs, where they are listed, the newest is asked about, or a scorer is explained."""
    unfinished: bool = False
    """Whether a run stopped before its end, so that there is something to go on with."""


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
    by: str = "",
    periods: list[str] | None = None,
) -> tuple[str, dict[str, Any]]:
    """Run versions, models or services over a set and score the answers. Keep figures and links."""
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
        by=by,
        periods=periods or [],
    )
    meant = stretches(asked.periods, deps)
    if show.strip().casefold() in _LISTS:
        return _listed(deps, asked)
    if asked.show.strip() in SCORERS:
        return _explained(deps, asked)
    if show.strip():
        view, _ = view_of(show)
        return _told(deps, asked, _shown(deps, asked, meant), view, runtime.tool_call_id)
    if currency.strip().casefold() not in _DOLLARS:
        raise BadInput("runs.other_money", currency=currency[:20])
    if resume:
        asked = _unfinished(deps, asked)
    return _told(deps, asked, _ran(deps, asked, meant, teller(runtime)))


def _ran(deps: Deps, asked: RunEvalArgs, meant: list[Stretch], tell: Tell) -> list[RunReport]:
    """The runs that were asked for, up to the first that the user stops."""
    found = deps.load_targets()
    subject = subject_of(deps, found, asked.dataset, asked.targets)
    scorers = [
        judged_by(one, deps.judge) if one.name == JUDGE else one
        for one in scorers_of(asked.scorers, asked.weights, subject.examples)
    ]
    plan = Plan(limit_usd=asked.limit_usd, fresh=asked.fresh)
    bench = Bench(deps, subject.made, subject.examples, scorers, plan, asked.weights, meant, tell)
    targets = {name: found.open(name) for name in subject.targets}  # a wrong name costs no run
    reports: list[RunReport] = []
    for name, target in targets.items():
        reports.append(bench.ran(name, target))
        if deps.stopped():
            break
    return reports


def _told(
    deps: Deps,
    asked: RunEvalArgs,
    reports: list[RunReport],
    view: str | None = None,
    call_id: str | None = None,
) -> tuple[str, dict[str, Any]]:
    artifact = RunArtifact(
        lang=deps.lang,
        asked=asked,
        reports=reports,
        listed=[weak.trace_id for weak in reports[-1].card.worst],
        suggest=_suggest(reports, deps.load_targets().products, deps.lang),
        unfinished=any(report.run.status != "done" for report in reports),
    )
    text = asked_text(reports, view, call_id, deps.lang) if view else run_text(artifact)
    return text, artifact.model_dump(mode="json")


def _listed(deps: Deps, asked: RunEvalArgs) -> tuple[str, dict[str, Any]]:
    """The runs there are, or how the newest one stands; raises NotFound where there is no list."""
    lines = run_lines(deps)
    is_list = asked.show.strip().casefold() == "all"
    if is_list and not lines:
        raise NotFound("runs.list.none")
    is_open = bool(lines) and lines[0].status != "done"
    artifact = RunArtifact(
        lang=deps.lang,
        asked=asked,
        reports=[],
        listed=[one.id for one in lines],
        suggest=[say("runs.suggest.resume", deps.lang)] if is_open else [],
        runs=lines,
        unfinished=is_open,
    )
    text = list_text(lines, deps.lang) if is_list else state_text(lines, deps.lang)
    return text, artifact.model_dump(mode="json")


def _explained(deps: Deps, asked: RunEvalArgs) -> tuple[str, dict[str, Any]]:
    """What a scorer measures, and how its values are read."""
    scorer, lang = SCORERS[asked.show.strip()], deps.lang
    text = say(
        f"runs.scorer.{scorer.better}",
        lang,
        name=metric_name(scorer.name, lang),
        about=say(f"evals.scorer.{scorer.name}.about", lang),
    )
    runs = run_lines(deps)
    artifact = RunArtifact(lang=lang, asked=asked, reports=[], listed=[], suggest=[], runs=runs)
    return text, artifact.model_dump(mode="json")


def _shown(deps: Deps, asked: RunEvalArgs, meant: list[Stretch]) -> list[RunReport]:
    """Runs that were made or imported before, as they stand; raises NotFound, naming some.

    Of several targets it is the last run of each.
    """
    _, name = view_of(asked.show)
    if name.strip().casefold() not in _LAST:
        return [report_of(deps, deps.runs.named(name), asked.weights, meant)]
    runs = deps.runs.all()
    if not runs:
        raise NotFound("interchange.error.no_runs")
    last_of = {one.spec.target.name: one for one in reversed(runs)}
    newest = list(dict.fromkeys(one.spec.target.name for one in runs))[:2]
    names = sorted(newest) if asked.targets == ["both"] else asked.targets
    found = [last_of[name] for name in names if name in last_of] or runs[:1]
    return [report_of(deps, one, asked.weights, meant) for one in found]


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
