"""The tool `recommend_models`: which model for a scenario, at what cost."""

from typing import Any, Literal

import numpy as np
from langchain.tools import ToolRuntime, tool
from pydantic import BaseModel, Field

from knowledge.language import Lang
from knowledge.model_scores import ScoreTable
from knowledge.offers.names import read_name
from knowledge.records import Usage
from knowledge.texts import say
from knowledge.traffic import Scope
from tools.arguments import Arguments
from tools.decisions.mix.markdown import mix_text
from tools.decisions.mix.mix import FLOOR, Mix, mix_of
from tools.decisions.models.choose import Choosing, choose
from tools.decisions.models.markdown import models_text
from tools.decisions.models.requirements import requirements_of
from tools.decisions.models.scores import Own
from tools.decisions.task import task_of
from tools.deps import Deps


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
    mix: bool = Field(
        default=False, description="Whether to compute a mix of models, one for each segment."
    )
    floor: float = Field(
        default=FLOOR, gt=0, le=1, description="For a mix: share of the best quality to keep."
    )
    why_not: list[str] = Field(
        default_factory=list, description="Models that the user asks about: why not DeepSeek."
    )


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
    mix: Mix | None = None
    """The mix, if one was asked for and could be computed."""
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
    floor: float = FLOOR,
) -> tuple[str, dict[str, Any]]:
    """Choose models for a scenario from a catalogue of 5,000 offers, with monthly cost.

    Gives reasons, what each constraint ruled out, the arithmetic and, when nothing fits, what to
    relax. Keep its figures, and which scores it used, as they are.
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
    text = models_text(found, deps.lang) if found else say("models.text.ask", deps.lang)
    mixed = _mixed(deps, asked, scores, found) if mix else None
    if mix:
        text = mix_text(mixed, has_scores=scores is not None, lang=deps.lang)
    artifact = ModelsArtifact(
        lang=deps.lang,
        asked=asked,
        found=found,
        mix=mixed,
        listed=_listed(found),
        suggest=_suggest(found, deps.lang),
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
        own=_own(scores),
        asked_about=asked.why_not,
    )


def _own(scores: ScoreTable | None) -> dict[str, Own]:
    """The team's mean score of each model, by the model's key, with its 95 % interval."""
    if scores is None:
        return {}
    own: dict[str, Own] = {}
    for at, model in enumerate(scores.models):
        known = scores.scores[:, at][~np.isnan(scores.scores[:, at])]
        mean, n = float(known.mean()), len(known)
        half = 1.96 * float(known.std(ddof=1)) / n**0.5 if n > 1 else None
        low, high = (max(mean - half, 0), min(mean + half, 1)) if half is not None else (None, None)
        own[read_name(model).key] = Own(value=mean, low=low, high=high, n=n)
    return own


def _mixed(
    deps: Deps, asked: RecommendModelsArgs, scores: ScoreTable | None, found: Choosing | None
) -> Mix | None:
    """The mix over the scored models, each at the price of its maker's offer."""
    if scores is None:
        return None
    part = found.parts[0] if found else None
    usage = part.usage if part else Usage(calls=1, input_tokens=1_000, output_tokens=500)
    one_call = usage.model_copy(update={"calls": 1})
    costs: dict[str, float | None] = {}
    for model in scores.models:
        offers = deps.catalogue.find(model.rsplit("/", 1)[-1])
        cost = deps.catalogue.cost(offers[0], one_call) if offers else None
        is_dollars = bool(offers) and offers[0].price.currency == "USD"
        costs[model] = float(cost) if cost is not None and is_dollars else None
    calls = usage.calls if part and not part.is_nominal else None
    return mix_of(scores, costs, calls=calls, floor=asked.floor)


def _listed(found: Choosing | None) -> list[str]:
    if found is None:
        return []
    return [choice.offer.name for one in found.parts if one.listed for choice in one.listed.choices]


def _suggest(found: Choosing | None, lang: Lang) -> list[str]:
    """What is not asked yet."""
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
