"""The tool `recommend_models`: which model for a scenario, at what cost."""

from typing import Any, Literal

from langchain.tools import ToolRuntime, tool
from pydantic import BaseModel, Field

from knowledge.language import Lang
from knowledge.model_scores import ScoreTable
from knowledge.texts import say
from knowledge.traffic import Scope
from tools.arguments import Arguments
from tools.decisions.mix.markdown import mix_text
from tools.decisions.mix.outcome import Mix, NoMix
from tools.decisions.models.choose import Choosing, choose
from tools.decisions.models.markdown import models_text
from tools.decisions.models.own_scores import own_scores
from tools.decisions.models.requirements import requirements_of
from tools.decisions.task import task_of
from tools.deps import Deps
from tools.mixing import mixed_models, next_of_mix


class RecommendModelsArgs(Arguments):
    """What a model is wanted for."""

    scenario: str = Field(
        default="", description="What the model is for, in the user's words: script generation."
    )
    requirements: list[str] = Field(
        default_factory=list,
        description="Everything required, in the user's words and order, earlier turns included:"
        " budget, traffic, context, where data may go, models to avoid, 'halve the budget'.",
    )
    mix: bool = Field(default=False, description="A mix of models, one for each segment.")
    floor: float | None = Field(
        default=None,
        gt=0,
        le=1,
        description="For a mix: share of the best quality to keep at the least cost.",
    )
    why_not: list[str] = Field(default_factory=list, description="Why not these?")


class ModelsArtifact(BaseModel):
    """The choice of models, for the evidence panel."""

    kind: Literal["models"] = "models"
    """What this artifact is."""
    lang: Lang
    """The language of the answer."""
    asked: RecommendModelsArgs
    """What was asked."""
    found: Choosing | None
    """What was found; None: neither a scenario nor a requirement was named."""
    mix: Mix | NoMix | None = None
    """The mix, or why there is none; None: none was asked for."""
    listed: list[str]
    """The models in order, for "the second one"."""
    suggest: list[str]
    """What to ask next."""


@tool(response_format="content_and_artifact", args_schema=RecommendModelsArgs)
def recommend_models(
    runtime: ToolRuntime[Deps],
    *,
    scenario: str = "",
    requirements: list[str] | None = None,
    why_not: list[str] | None = None,
    mix: bool = False,
    floor: float | None = None,
) -> tuple[str, dict[str, Any]]:
    """Choose models for a scenario from a catalogue of 5,000 offers, with monthly cost.

    Keep which scores it used.
    """
    deps = runtime.context
    asked = RecommendModelsArgs(
        scenario=scenario,
        requirements=requirements or [],
        why_not=why_not or [],
        mix=mix,
        floor=floor,
    )
    scores = deps.load_scores()
    found = _found(deps, asked, scores)
    sayings = [scenario, *asked.requirements]
    mixed = mixed_models(deps, sayings, floor, scores, found) if mix else None
    if mixed:
        text = mix_text(mixed, deps.lang)
    else:
        text = models_text(found, deps.lang) if found else say("models.text.ask", deps.lang)
    artifact = ModelsArtifact(
        lang=deps.lang,
        asked=asked,
        found=found,
        mix=mixed,
        listed=_listed(found),
        suggest=_suggest(found, mixed, deps.lang),
    )
    return text, artifact.model_dump(mode="json")


def _found(deps: Deps, asked: RecommendModelsArgs, scores: ScoreTable | None) -> Choosing | None:
    if not asked.scenario.strip() and not asked.requirements and not asked.why_not:
        return None
    words = " ".join([asked.scenario, *asked.requirements])
    task = task_of(asked.scenario)
    return choose(
        deps.catalogue,
        words,
        task if task.known else task_of(words),
        requirements_of([asked.scenario, *asked.requirements]),
        measured=deps.events.usage(Scope()),
        rate=deps.product.exchange,
        own=own_scores(scores),
        asked_about=asked.why_not,
    )


def _listed(found: Choosing | None) -> list[str]:
    if found is None:
        return []
    return [choice.offer.name for one in found.parts if one.listed for choice in one.listed.choices]


def _suggest(found: Choosing | None, mixed: Mix | NoMix | None, lang: Lang) -> list[str]:
    """What is not asked yet."""
    if mixed:
        return [say(key, lang) for key in next_of_mix(mixed)]
    if found is None:
        return []
    steps = []
    if "no_rate" in found.unapplied:
        steps.append("rate")
    if found.needs.budget:
        steps.append("half")
    if found.needs.regions is None:
        steps.append("china")
    if found.needs.open_weights is None:
        steps.append("open")
    return [say(f"models.suggest.{name}", lang) for name in steps[:3]]
