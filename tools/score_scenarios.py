"""The tool `score_scenarios`: which scenario comes first, and how sure that is."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from langchain.tools import ToolRuntime, tool
from langchain_core.messages import HumanMessage
from pydantic import BaseModel, BeforeValidator, Field

from knowledge.language import Lang
from knowledge.records import Need, Scenario
from knowledge.scenarios import OnBoard, SaidIn
from knowledge.texts import say
from tools.arguments import Arguments
from tools.decisions.needs.find import needs_of
from tools.decisions.scenarios.available import Available, available
from tools.decisions.scenarios.board import Placed, placed, scenario_of
from tools.decisions.scenarios.given import (
    SCORES,
    Given,
    changes,
    check,
    check_turns,
    joined,
    on_ten,
)
from tools.decisions.scenarios.kano import Classified
from tools.decisions.scenarios.markdown import scenarios_text
from tools.decisions.scenarios.methods import Method, Ranked, number, ranked, weighted
from tools.decisions.scenarios.reading import assumed_scale
from tools.decisions.scenarios.robustness import Tipping, stays_first, tipping
from tools.decisions.scenarios.subject import subject_of
from tools.decisions.scenarios.turns import in_turn
from tools.deps import Deps
from tools.kano_answers import classified_by_answers


def _as_said(value: Any) -> Any:
    return "" if value is None else f"{value:g}" if isinstance(value, int | float) else value


AsSaid = Annotated[str, BeforeValidator(_as_said)]


class ScenarioSaid(Arguments):
    """A scenario with what the user said of it."""

    name: str = Field(description="As the user calls it.")
    pain: AsSaid = Field(default="", description="As said: 9, 4/5, high")
    difficulty: AsSaid = Field(default="", description="Likewise.")
    numbers: dict[str, AsSaid] = Field(
        default_factory=dict,
        description="reach, impact, confidence, effort, ease, value, urgency, risk; kano counts:"
        " must_be, performance, attractive, indifferent, reverse.",
    )
    after: list[str] = Field(default_factory=list, description="Which it depends on.")


class ScoreScenariosArgs(Arguments):
    """Which scenarios to put in order."""

    scenarios: list[ScenarioSaid] = Field(default_factory=list, description="None: all remembered.")
    scale: float | None = Field(default=None, description="Top score, if said.")
    method: Method = "pain_difficulty"
    weights: dict[str, float] = Field(default_factory=dict, description="For weighted.")
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
    """For a method that computes a score of its own: its scores."""
    kano: list[Classified] = Field(default_factory=list)
    """For Kano's method: the classes."""
    data: list[Available] = Field(default_factory=list)
    """What the workspace has for each, in the same order."""
    scale: float
    """The scale of the bare numbers."""
    from_board: bool
    """Whether none was named and the workspace's were taken."""
    remembered: list[str]
    """Scenarios that were named without a score and have one from before."""
    along: list[str] = Field(default_factory=list)
    """Scenarios of the board that came along because only one was named."""
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
    """Put candidate uses of AI in order: what to build first, what if a score changed.

    Give only scores that the user said: others are estimated and marked. Keep the marks.
    """
    asked = ScoreScenariosArgs(
        scenarios=scenarios or [],
        scale=scale,
        method=method,
        weights=weights or {},
        remove=remove or [],
    )
    messages = runtime.state["messages"]
    artifact = _found(runtime.context, asked, messages, _said_in(runtime, messages))
    return scenarios_text(artifact), artifact.model_dump(mode="json")


def _found(
    deps: Deps, asked: ScoreScenariosArgs, messages: Sequence[Any], said_in: SaidIn | None
) -> ScenariosArtifact:
    board = deps.scenarios.all()
    given = [_given(one) for one in asked.scenarios if one.name.strip()]
    bare = [one.numbers[key] for one in given for key in SCORES if key in one.numbers]
    scale = asked.scale or assumed_scale(bare)
    check(given, scale, deps.lang)
    given = [on_ten(one, scale) for one in given]
    scenarios = joined(given, board, asked.remove)
    after = {name: one.after for name, one in scenarios.items()}
    check_turns(after)
    # Nothing is kept before all of it is known to be sound.
    deps.scenarios.keep(changes(given, scenarios, asked.remove), deps.clock(), said_in)
    order = placed(_scenarios(deps, scenarios), after)
    kano = classified_by_answers(scenarios, deps.docs, messages) if asked.method == "kano" else []
    by_method = _by_method(asked, scenarios, order)
    names = [one.name for one in by_method] or [one.name for one in kano]
    listed, _ = in_turn(names or [one.scenario.name for one in order], after)
    subjects = {name: subject_of(name, deps.docs.asked_terms) for name in listed}
    named = {one.name for one in given}
    return ScenariosArtifact(
        lang=deps.lang,
        order=order,
        method=asked.method,
        ranked=sorted(by_method, key=lambda one: listed.index(one.name)),
        kano=sorted(kano, key=lambda one: listed.index(one.name)),
        data=available(subjects, deps.docs, deps.events),
        scale=scale,
        from_board=not given and bool(scenarios),
        remembered=_remembered(given, board),
        along=[name for name in scenarios if given and name in board and name not in named],
        removed=[name for name in asked.remove if name in board],
        absent=[name for name in asked.remove if name not in board],
        first=stays_first(order),
        tipping=tipping(order),
        listed=listed,
        suggest=_suggest(asked, listed, deps.lang),
    )


def _said_in(runtime: ToolRuntime[Deps], messages: Sequence[Any]) -> SaidIn | None:
    """The turn that the call belongs to, so that undoing it takes back what it said."""
    thread = runtime.config.get("configurable", {}).get("thread_id")
    question = next((one.id for one in reversed(messages) if isinstance(one, HumanMessage)), None)
    return SaidIn(thread, question) if thread and question else None


def _given(one: ScenarioSaid) -> Given:
    scores = {"pain": one.pain, "difficulty": one.difficulty}
    numbers = {key: value.strip() for key, value in (scores | one.numbers).items()}
    return Given(
        name=one.name.strip(),
        numbers={key: value for key, value in numbers.items() if value},
        after=tuple(one.after) if "after" in one.model_fields_set else None,
    )


def _by_method(
    asked: ScoreScenariosArgs, scenarios: Mapping[str, OnBoard], order: Sequence[Placed]
) -> list[Ranked]:
    """The order by a method with a score of its own; empty for the others."""
    if asked.method in {"pain_difficulty", "kano"}:
        return []
    if asked.method != "weighted":
        return ranked(asked.method, {name: one.numbers for name, one in scenarios.items()})
    numbers: dict[str, dict[str, float | None]] = {
        name: {key: number(value) for key, value in one.numbers.items()}
        for name, one in scenarios.items()
    }
    for one in order:
        scenario = one.scenario
        numbers[scenario.name] |= {
            "pain": scenario.pain.value,
            "difficulty": scenario.difficulty.value,
        }
    return weighted(asked.weights, numbers)


def _remembered(given: Sequence[Given], board: Mapping[str, OnBoard]) -> list[str]:
    """Of the named ones those whose scores were given before and not now."""
    return [
        one.name
        for one in given
        if one.name in board
        and any(key in board[one.name].numbers and key not in one.numbers for key in SCORES)
    ]


def _scenarios(deps: Deps, scenarios: Mapping[str, OnBoard]) -> list[Scenario]:
    known: list[Need] = []
    numbers = [one.numbers for one in scenarios.values()]
    if any("pain" not in one for one in numbers):
        known = needs_of(deps.docs, deps.events, deps.lang)
    offers = deps.catalogue.offers if any("difficulty" not in one for one in numbers) else ()
    return [
        scenario_of(
            name,
            one.numbers,
            deps.lang,
            needs=known,
            other_names=deps.docs.asked_terms,
            offers=offers,
        )
        for name, one in scenarios.items()
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
