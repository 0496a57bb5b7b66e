"""The tool `score_scenarios`: which scenario comes first, and how sure that is."""

from collections.abc import Sequence
from typing import Any, Literal

from langchain.tools import ToolRuntime, tool
from pydantic import BaseModel, Field

from knowledge.errors import BadInput
from knowledge.language import Lang
from knowledge.records import Need, Scenario
from knowledge.texts import say
from tools.decisions.needs.find import needs_of
from tools.decisions.scenarios.board import Placed, numbers_of, placed, scenario_of
from tools.decisions.scenarios.markdown import scenarios_text
from tools.decisions.scenarios.methods import Method, Ranked, number, ranked, weighted
from tools.decisions.scenarios.numbers import score
from tools.decisions.scenarios.reading import Said, assumed_scale
from tools.decisions.scenarios.robustness import Tipping, stays_first, tipping
from tools.deps import Deps
from tools.narrowed_needs import about

Number = str | float | None
_SCORES = {"pain", "difficulty"}
"""The numbers that are on a scale."""


class ScenarioSaid(BaseModel):
    """A scenario with the numbers that the user gave; what was not given stays out."""

    name: str = Field(description="What the user calls it.")
    pain: Number = Field(default=None, description="As said: 9, 4/5, high. Never guessed.")
    difficulty: Number = Field(default=None, description="As said: 3, hard. Never guessed.")
    numbers: dict[str, str] = Field(
        default_factory=dict,
        description="Others, as said: reach, impact, confidence, effort, ease, value,"
        " urgency, risk.",
    )


class ScoreScenariosArgs(BaseModel):
    """Which scenarios to put in order."""

    scenarios: list[ScenarioSaid] = Field(
        default_factory=list, description="None: those that the workspace remembers."
    )
    scale: float | None = Field(default=None, description="The most a score may be, if said.")
    method: Method = "pain_difficulty"
    weights: dict[str, float] = Field(
        default_factory=dict, description="For weighted: what each criterion weighs."
    )
    remove: list[str] = Field(default_factory=list, description="Names to drop.")


class ScenariosArtifact(BaseModel):
    """The scenarios in order, for the evidence panel."""

    kind: Literal["scenarios"] = "scenarios"
    """What this artifact is."""
    lang: Lang
    """The language of the answer."""
    order: list[Placed]
    """All of them, the first one first."""
    method: Method
    """By what they were put in order."""
    ranked: list[Ranked]
    """For another method than pain and difficulty: its scores."""
    scale: float
    """The scale of the bare numbers."""
    from_board: bool
    """Whether none was named and the workspace's were taken."""
    remembered: list[str]
    """Scenarios that were named without a score and have one from before."""
    removed: list[str]
    """What was taken off the board."""
    absent: list[str]
    """What was to be taken off and was not there."""
    first: dict[str, float]
    """How often each stays first when the numbers wobble."""
    tipping: Tipping | None
    """The one number that would turn it most easily."""
    listed: list[str]
    """The names in order, for "the second one"."""
    suggest: list[str]
    """What to ask next."""


@tool(response_format="content_and_artifact", args_schema=ScoreScenariosArgs)
def score_scenarios(
    runtime: ToolRuntime[Deps],
    *,
    scenarios: list[ScenarioSaid] | None = None,
    scale: float | None = None,
    method: Method = "pain_difficulty",
    weights: dict[str, float] | None = None,
    remove: list[str] | None = None,
) -> tuple[str, dict[str, Any]]:
    """Put candidate uses of AI in order: pain × ease by default, or RICE, ICE, WSJF, weighted.

    Use it for what to build first, priorities among scenarios, changes of a score ("what if its
    difficulty were 3"). Give only scores that the user said; the others are estimated from needs
    and from how mature the models are, and marked. Keep the marks, the not-now list and the
    tipping number as they are.
    """
    asked = ScoreScenariosArgs(
        scenarios=scenarios or [],
        scale=scale,
        method=method,
        weights=weights or {},
        remove=remove or [],
    )
    artifact = _found(runtime.context, asked)
    return scenarios_text(artifact), artifact.model_dump(mode="json")


def _found(deps: Deps, asked: ScoreScenariosArgs) -> ScenariosArtifact:
    gone = {name: deps.scenarios.remove(name) for name in asked.remove}
    board = deps.scenarios.all()
    said = _said(asked, board)
    bare = [value for one in said for key, value in one.numbers.items() if key in _SCORES]
    scale = asked.scale or assumed_scale(bare)
    for one in said:
        _check(one, scale)
    kept = {one.name: _on_ten(one.numbers, scale) for one in said}
    deps.scenarios.keep(kept, deps.clock())
    order = placed(_scenarios(deps, said, scale))
    by_method = _by_method(asked, said, order)
    listed = [one.name for one in by_method] or [one.scenario.name for one in order]
    return ScenariosArtifact(
        lang=deps.lang,
        order=order,
        method=asked.method,
        ranked=by_method,
        scale=scale,
        from_board=not asked.scenarios and bool(said),
        remembered=_remembered(asked, board),
        removed=[name for name, was_there in gone.items() if was_there],
        absent=[name for name, was_there in gone.items() if not was_there],
        first=stays_first(order),
        tipping=tipping(order),
        listed=listed,
        suggest=_suggest(asked, listed, deps.lang),
    )


def _by_method(
    asked: ScoreScenariosArgs, said: Sequence[Said], order: Sequence[Placed]
) -> list[Ranked]:
    """The order by another method than pain and difficulty; empty for that one."""
    if asked.method == "pain_difficulty":
        return []
    if asked.method != "weighted":
        return ranked(asked.method, {one.name: one.numbers for one in said})
    numbers: dict[str, dict[str, float | None]] = {
        one.name: {key: number(value) for key, value in one.numbers.items()} for one in said
    }
    for one in order:
        scenario = one.scenario
        numbers[scenario.name] |= {
            "pain": scenario.pain.value,
            "difficulty": scenario.difficulty.value,
        }
    return weighted(asked.weights, numbers)


def _said(asked: ScoreScenariosArgs, board: dict[str, dict[str, str]]) -> list[Said]:
    """What was named, with what the board knows of it; without names the whole board."""
    named = {
        one.name.strip(): one.numbers | numbers_of(one.model_dump(include=_SCORES))
        for one in asked.scenarios
        if one.name.strip() and one.name not in asked.remove
    }
    if not asked.scenarios:
        return [Said(name, numbers) for name, numbers in board.items()]
    return [Said(name, {**board.get(name, {}), **numbers}) for name, numbers in named.items()]


def _remembered(asked: ScoreScenariosArgs, board: dict[str, dict[str, str]]) -> list[str]:
    """Of the named ones those whose scores were given before and not now."""
    return [
        one.name
        for one in asked.scenarios
        if any(getattr(one, key) is None for key in _SCORES & board.get(one.name, {}).keys())
    ]


def _check(one: Said, scale: float) -> None:
    for key, value in one.numbers.items():
        if key in _SCORES and score(value, scale) is None:
            raise BadInput(
                "scenarios.text.no_score",
                name=one.name,
                number=key,
                said=value,
                scale=f"{scale:g}",
            )


def _on_ten(numbers: dict[str, str], scale: float) -> dict[str, str]:
    """Bare scores of another scale as what they are of it, so that the board can be read again."""
    return {
        key: f"{value}/{scale:g}"
        if key in _SCORES and scale != 10 and value.replace(".", "", 1).isdigit()
        else value
        for key, value in numbers.items()
    }


def _scenarios(deps: Deps, said: Sequence[Said], scale: float) -> list[Scenario]:
    known: list[Need] = []
    if any("pain" not in one.numbers for one in said):
        known = needs_of(deps.docs, deps.events, deps.lang)
    offers = deps.catalogue.offers if any("difficulty" not in one.numbers for one in said) else ()
    return [
        scenario_of(
            one,
            scale,
            deps.lang,
            needs=lambda name: about(name, known, deps.docs.asked_terms),
            offers=offers,
        )
        for one in said
    ]


def _suggest(asked: ScoreScenariosArgs, listed: list[str], lang: Lang) -> list[str]:
    if not listed:
        return []
    steps = [say("scenarios.suggest.model", lang)]
    if len(listed) > 1:
        steps.append(say("scenarios.suggest.change", lang, name=listed[1]))
    if asked.method == "pain_difficulty":
        steps.append(say("scenarios.suggest.rice", lang))
    return steps
