"""The tool `compare_runs`: is the second run better, worse, or can so many examples not tell?"""

from typing import Any, Literal

from langchain.tools import ToolRuntime, tool
from pydantic import Field

from knowledge.errors import NotFound
from knowledge.language import Lang
from knowledge.texts import say
from tools.arguments import Arguments
from tools.compared_example import example_text
from tools.compared_headline import Compared
from tools.compared_text import text_of
from tools.deps import Deps
from tools.evals.building.slicing import dimension_name
from tools.evals.comparing.chosen import chosen
from tools.evals.comparing.compare import Side
from tools.evals.comparing.compared import (
    ComparedRun,
    Wanted,
    changed_examples,
    comparison_of,
    side_of,
    told_of,
)
from tools.evals.comparing.comparison import Change, Comparison
from tools.judging import judge_text, trusted
from tools.sizing import sizes, sizes_text
from tools.telling import teller

POINTS = 100
"""Points of a whole."""
_LISTS = {"worse", "better"}


class CompareRunsArgs(Arguments):
    """Which runs, and what of them."""

    runs: list[str] = Field(default=[], description="Baseline first: run ids, v1, last.")
    metric: str | None = Field(default=None, description="The metric that decides.")
    segment: str | None = Field(default=None, description="style=comedy, or style: each.")
    matters: float | None = Field(default=None, description="Points that matter.")
    show: str | None = Field(
        default=None, description="worse, better, size, judge, or an example's id."
    )
    planned: int | None = Field(default=None, description="For size: how many examples.")


class ComparisonArtifact(Compared):
    """Two runs compared, for the evidence panel."""

    kind: Literal["comparison"] = "comparison"
    """What this artifact is."""
    opened: str | None = None
    """The trace of the example that is shown, for "this one"."""
    listed: list[str]
    """The traces of the examples that are listed, for "the second one"."""
    suggest: list[str]
    """What to ask next."""


@tool(response_format="content_and_artifact", args_schema=CompareRunsArgs)
def compare_runs(
    runtime: ToolRuntime[Deps],
    *,
    runs: list[str] | None = None,
    metric: str | None = None,
    segment: str | None = None,
    matters: float | None = None,
    show: str | None = None,
    planned: int | None = None,
) -> tuple[str, dict[str, Any]]:
    """Compare two eval runs: is v2 better, what got worse. Keep the verdict."""
    asked = CompareRunsArgs(
        runs=runs or [],
        metric=metric,
        segment=segment,
        matters=matters,
        show=show,
        planned=planned,
    )
    if asked.show == "judge":
        trust = trusted(runtime.context, teller(runtime))
        return judge_text(trust), trust.model_dump(mode="json")
    if asked.show == "size" or asked.planned:
        found = sizes(runtime.context, asked.matters, asked.planned, asked.runs)
        return sizes_text(found), found.model_dump(mode="json")
    artifact = _found(runtime.context, asked)
    return text_of(artifact), artifact.model_dump(mode="json")


def _found(deps: Deps, asked: CompareRunsArgs) -> ComparisonArtifact:
    first, second = chosen(deps.runs.all(), asked.runs)
    sides = [side_of(deps.runs.outcomes(run.id), run.spec.scorers) for run in (first, second)]
    before = told_of(first, second, len(sides[0].outcomes))
    after = told_of(second, first, len(sides[1].outcomes))
    outcome, segment = comparison_of(
        (before, sides[0]),
        (after, sides[1]),
        Wanted(
            metric=asked.metric,
            segment=asked.segment,
            margin=asked.matters / POINTS if asked.matters else None,
        ),
        changed=changed_examples(first, second, deps.datasets.examples),
    )
    wants_one = asked.show and asked.show not in _LISTS
    return ComparisonArtifact(
        lang=deps.lang,
        before=before,
        after=after,
        segment=segment,
        comparison=outcome,
        show=asked.show,
        example=_example(str(asked.show), (before, sides[0]), (after, sides[1]), deps.lang)
        if wants_one
        else None,
        opened=_opened(str(asked.show), before, after) if wants_one else None,
        listed=[after.trace(one.example_id) for one in _shown(outcome, asked.show)],
        suggest=_suggest(asked, outcome, deps.lang),
    )


def _shown(outcome: Comparison, show: str | None) -> list[Change]:
    """The examples that "the second one" counts among: those that got better, where they are."""
    return outcome.of("win") if show == "better" else outcome.of("regression", "loss")


def _opened(wanted: str, before: ComparedRun, after: ComparedRun) -> str:
    """The newer run's trace of an example, which may be named by its trace or by its own id."""
    run, _, name = wanted.partition("/")
    return after.trace(name if name and run in {before.id, after.id} else wanted)


def _example(
    wanted: str, first: tuple[ComparedRun, Side], second: tuple[ComparedRun, Side], lang: Lang
) -> str:
    """Both answers to one example, which may be named by its trace, `<run>/<example>`."""
    runs = {first[0].id, second[0].id}
    run, _, name = wanted.partition("/")
    example_id = name if name and run in runs else wanted
    found = [(told, side.outcomes.get(example_id)) for told, side in (first, second)]
    if not any(outcome for _, outcome in found):
        raise NotFound("compare.error.no_example", id=wanted)
    return example_text(example_id, found, lang)


def _suggest(asked: CompareRunsArgs, outcome: Comparison, lang: Lang) -> list[str]:
    """What got worse, one of its examples, a segment, the cost: what is not asked yet."""
    names = {one.metric.name for one in outcome.results}
    worse = bool(outcome.of("regression", "loss"))
    steps = []
    if worse and asked.show in {None, *_LISTS}:
        steps += ["first", "why"] if asked.show else ["worse", "first"]
    if outcome.verdict == "cannot_tell" and not asked.show:
        steps.append("needed")
    said = [say(f"compare.suggest.{name}", lang) for name in steps]
    if outcome.segments:
        nearest = min(outcome.segments, key=lambda one: 1.0 if one.p is None else one.p)
        if outcome.by:
            said.append(say("compare.suggest.segment", lang, segment=nearest.segment))
        else:
            dimension = dimension_name((nearest.segment or "").partition("=")[0], lang)
            said.append(say("compare.suggest.by", lang, dimension=dimension))
    if "cost" in names and asked.metric != "cost":
        said.append(say("compare.suggest.cost", lang))
    return said[:3]
