"""A mix of models from the workspace: its scores, the catalogue's prices, its traffic."""

from collections.abc import Sequence

from knowledge.model_scores import ScoreTable
from knowledge.traffic import Scope
from tools.decisions.mix.mix import mix_of
from tools.decisions.mix.outcome import Mix, NoMix
from tools.decisions.mix.prices import prices_of
from tools.decisions.mix.weigh import traffic_shares
from tools.decisions.models.amounts import usage_of
from tools.decisions.models.choose import Choosing
from tools.decisions.models.constraints import Asked
from tools.decisions.models.fitting import fit
from tools.decisions.models.requirements import requirements_of
from tools.decisions.task import kind_part
from tools.deps import Deps


def mixed_models(
    deps: Deps,
    sayings: Sequence[str],
    floor: float | None,
    scores: ScoreTable | None,
    found: Choosing | None,
) -> Mix | NoMix:
    """The mix over the scored models that meet what was said, each at its maker's price.

    `found` is the choice that the same sayings led to: the use of a month is taken from it.
    """
    if scores is None:
        return NoMix(reason="no_scores")
    needs = requirements_of(sayings)
    rate = needs.rate or deps.product.exchange
    budget = needs.budget.converted("USD", rate) if needs.budget else None
    if needs.budget and budget is None:
        return NoMix(reason="no_rate")
    chat = kind_part("chat")
    part = next((one for one in found.parts if one.part.kind == "chat"), None) if found else None
    usage, is_nominal = (part.usage, part.is_nominal) if part else usage_of(chat, needs.usage())
    free = needs.model_copy(update={"budget": None})
    fitting = fit(deps.catalogue, Asked(chat, free, usage, rate)).offers
    priced, left_out = prices_of(
        scores.models,
        deps.catalogue,
        usage.model_copy(update={"calls": 1}),
        rate,
        {one.id for one in fitting},
    )
    return mix_of(
        scores,
        priced,
        left_out=left_out,
        calls=None if is_nominal else usage.calls,
        floor=floor,
        budget=float(budget.amount) if budget else None,
        weights=traffic_shares(scores, deps.events.traffic(Scope()).segments),
    )


def next_of_mix(mixed: Mix | NoMix) -> list[str]:
    """What to ask after a mix: a rate where one is missing, the other bound, back to one model."""
    has_scores = not isinstance(mixed, NoMix) or mixed.reason != "no_scores"
    needs_rate = isinstance(mixed, NoMix) and mixed.reason == "no_rate"
    needs_rate = needs_rate or any(one.reason == "no_rate" for one in mixed.left_out)
    other = "budget" if isinstance(mixed, Mix) and mixed.floor is not None else "floor"
    return [
        *(["models.suggest.rate"] if needs_rate else []),
        *([f"mix.suggest.{other}"] if has_scores else []),
        "mix.suggest.none",
    ]
