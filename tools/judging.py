"""Whether the judge can be trusted: its grades of recorded answers beside people's labels."""

from typing import Literal

from pydantic import BaseModel

from knowledge.beginning import beginning
from knowledge.errors import BadInput, NotFound
from knowledge.language import Lang
from knowledge.records import DatasetVersion, Example
from knowledge.texts import say
from tools.deps import Deps
from tools.evals.beside_humans import ENOUGH, JUDGE, JudgeCheck, Measured, Pair, check_of, paired
from tools.evals.running.runner import Plan, Runner
from tools.evals.running.start import spec_of, started
from tools.evals.scorers.named import SCORERS
from tools.evals.scorers.rubric import judged_by
from tools.evals.scorers.scorer import Means
from tools.evals.targets.recorded import Recorded
from tools.inert import inert
from tools.telling import Tell

_SHOWN = 5
_CUT = 70


class JudgeArtifact(BaseModel):
    """The judge beside people, for the evidence panel."""

    kind: Literal["judge"] = "judge"
    """What this artifact is."""
    lang: Lang
    """The language of the answer."""
    check: JudgeCheck
    """How far they agree."""
    labelled: int
    """Answers that people have labelled."""
    suggest: list[str]
    """What to ask next."""


def judge_check(deps: Deps, dataset: str) -> JudgeCheck | None:
    """The check of a set, by what the judge graded in any run of it; None where nothing pairs."""
    found = _pairs(deps, dataset)
    return check_of(dataset, list(found.values()), _people(deps, dataset)) if found else None


def trusted(deps: Deps, tell: Tell) -> JudgeArtifact:
    """The check of the set that people labelled last; the judge is asked where it has not been.

    Raises NotFound without a set, BadInput without labels, and without grades or a model to ask.
    """
    made = _labelled_set(deps)
    examples = deps.datasets.examples(made.name, made.version)
    said = {one.example for one in deps.annotations.standing(made.name)}
    labelled = [one for one in examples if one.id in said and one.answer]
    if not labelled:
        raise BadInput("compare.judge.no_labels", name=inert(made.name), enough=ENOUGH)
    lacking = [one for one in labelled if one.id not in _pairs(deps, made.name)]
    if lacking and deps.judge is not None:
        _grade(deps, made, lacking, tell)
    check = judge_check(deps, made.name)
    if check is None:
        raise BadInput("compare.judge.no_grades", name=inert(made.name), count=len(labelled))
    steps = [] if check.n >= len(labelled) else [say("compare.judge.suggest_run", deps.lang)]
    return JudgeArtifact(lang=deps.lang, check=check, labelled=len(labelled), suggest=steps)


def _labelled_set(deps: Deps) -> DatasetVersion:
    """The set with the newest label, else the newest set."""
    sets = [one for one in deps.datasets.all() if one.purpose == "eval"]
    if not sets:
        raise NotFound("compare.judge.no_set")
    last = {
        one.name: max((said.time for said in deps.annotations.standing(one.name)), default=None)
        for one in sets
    }
    told = [one for one in sets if last[one.name] is not None]
    return max(told, key=lambda one: str(last[one.name])) if told else sets[0]


def _pairs(deps: Deps, dataset: str) -> dict[str, Pair]:
    newest = deps.datasets.newest(dataset)
    labels = deps.annotations.standing(dataset)
    if newest is None or not labels:
        return {}
    examples = deps.datasets.examples(dataset, newest.version)
    found: dict[str, Pair] = {}
    for run in deps.runs.all():  # the newest first, whose grades count
        if run.spec.dataset == dataset and JUDGE in run.spec.scorers:
            found = paired(deps.runs.outcomes(run.id), examples, labels) | found
    return found


def _people(deps: Deps, dataset: str) -> int:
    return len({one.annotator for one in deps.annotations.standing(dataset)})


def _grade(deps: Deps, made: DatasetVersion, examples: list[Example], tell: Tell) -> None:
    """Let the judge grade recorded answers, in a run of its own that can be taken up again."""
    scorer = judged_by(SCORERS[JUDGE], deps.judge)
    digest = f"{made.hash}:{len(examples)}"  # of some of the set: no run of all of it is its like
    spec = spec_of((made.name, made.version, digest, len(examples)), Recorded.info, [scorer])
    run = started(deps.runs, spec, deps.clock())
    runner = Runner(
        run,
        Recorded(),
        [scorer],
        deps.runs,
        means=Means(lang=deps.lang, product=deps.product, corpus=deps.corpus),
        plan=Plan(),
        told=lambda progress: tell(progress.done, progress.total),
        stopped=deps.stopped,
    )
    deps.runs.close(run, runner.go(examples), deps.clock())


def judge_text(found: JudgeArtifact) -> str:
    """The verdict with its figures, where they differ, and what to do."""
    lang, check = found.lang, found.check
    said = [
        say(f"compare.judge.{check.standing}", lang, name=inert(check.dataset), n=check.n),
        figures_said(check, lang),
        advice_said(check, lang),
    ]
    if check.differ:
        lines = [say("compare.judge.differ", lang, count=len(check.differ)), ""]
        lines += [f"{at}. {_pair(one, lang)}" for at, one in enumerate(check.differ[:_SHOWN], 1)]
        said.append("\n".join(lines))
    return "\n\n".join(said)


def advice_said(check: JudgeCheck, lang: Lang) -> str:
    """What to do about the judge."""
    return say(f"compare.judge.advice_{check.standing}", lang, lack=max(ENOUGH - check.n, 0))


def figures_said(check: JudgeCheck, lang: Lang) -> str:
    """α and κ with their intervals, and how often both were equal."""
    parts = [
        say("compare.judge.alpha", lang, value=_coefficient(check.alpha, lang)),
        say("compare.judge.kappa", lang, value=_coefficient(check.kappa, lang)),
    ]
    counts = check.model_dump(include={"n", "equal", "higher", "lower", "people"})
    parts.append(say("compare.judge.counts", lang, **counts))
    return ("" if lang == "zh" else " ").join(parts)


def in_scorecard(check: JudgeCheck | None, lang: Lang) -> str:
    """What stands beside a judge's score: whether it was held against people, and how it fared."""
    if check is None:
        return say("compare.judge.unchecked", lang)
    standing = say(f"compare.judge.standing_{check.standing}", lang)
    alpha_ = _coefficient(check.alpha, lang)
    return say("compare.judge.checked", lang, n=check.n, alpha=alpha_, standing=standing)


def pair_facts(one: Pair, lang: Lang) -> str:
    """Both grades of one answer."""
    return say("compare.judge.grades", lang, human=one.human, judge=one.judge)


def _pair(one: Pair, lang: Lang) -> str:
    query = inert(beginning(one.query, _CUT))
    return f"{query} · {pair_facts(one, lang)} · {inert(one.reason)}"


def _coefficient(one: Measured, lang: Lang) -> str:
    if one.value is None:
        return say("compare.judge.untold", lang)
    if one.low is None or one.high is None:
        return f"{one.value:.2f}"
    ends = {"low": f"{one.low:.2f}", "high": f"{one.high:.2f}"}
    return say("compare.judge.interval", lang, value=f"{one.value:.2f}", **ends)
