"""What a mix comes to, or why there is none."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from tools.decisions.mix.kinds import Condition

Left = Literal["unknown", "no_price", "no_rate", "unfit"]
"""Why a model took no part: not in the catalogue, without a price, priced in a currency for which
no rate was said, or against the requirements."""


class Served(BaseModel):
    """One segment and the model that serves it."""

    model_config = ConfigDict(frozen=True)

    segment: str
    """The segment; empty when the scores name none."""
    conditions: tuple[Condition, ...] = ()
    """What the query's text has to have besides; none: it serves the whole segment."""
    model: str
    """The model."""
    share: float
    """Its share of the traffic, or of the examples where the traffic is not split so."""
    n: int
    """Examples on which the model was scored there."""
    quality: float
    """Their mean score, 0 to 1."""
    strongest: float
    """The mean there of the strongest single model."""
    more: int | None
    """About how many more examples would tell the two apart, where they cannot be told yet."""


class Point(BaseModel):
    """A place on the front of cost and quality."""

    model_config = ConfigDict(frozen=True)

    name: str
    """A model, or the floor of a mix such as `95%`."""
    quality: float
    """Its expected score."""
    cost: float
    """A call's expected cost in dollars."""
    is_single: bool
    """Whether it is one model for all."""


class Priced(BaseModel):
    """A scored model with the offer whose price it was given."""

    model_config = ConfigDict(frozen=True)

    model: str
    """The model as the scores call it."""
    offer: str
    """The offer's id."""
    cost: float
    """A call in dollars."""


class LeftOut(BaseModel):
    """A scored model that took no part."""

    model_config = ConfigDict(frozen=True)

    model: str
    """The model as the scores call it."""
    reason: Left
    """Why."""


class Kept(BaseModel):
    """What a floor keeps on examples that the mix was not chosen on."""

    model_config = ConfigDict(frozen=True)

    target: float | None
    """The floor to solve for, as a share of the strongest model's quality; None: none is enough."""
    share: float
    """The share of the strongest model's quality that is kept."""
    low: float
    """The lower confidence limit of that share."""
    cost: float
    """What a call costs there, in dollars."""


class Mix(BaseModel):
    """The mix."""

    model_config = ConfigDict(frozen=True)

    source: str
    """The file that the scores are from."""
    is_demo: bool
    """Whether those scores are the demo's, and so invented."""
    n: int
    """On how many examples."""
    weighed_by: str | None
    """What the traffic is sliced by that gave the segments' shares; None: the examples did."""
    served: tuple[Served, ...]
    """Who serves what."""
    quality: float
    """The mix's expected score."""
    low: float
    """The lower end of its 95 % interval (bootstrap within segments)."""
    high: float
    """The upper end."""
    strongest: str
    """The strongest single model."""
    strongest_quality: float
    """Its expected score."""
    floor: float | None
    """The share of that which is to be kept; None when a budget was to be used best instead."""
    kept: Kept | None
    """What is kept of it on examples left out; None without a floor."""
    budget: float | None
    """What a month may cost in dollars; None without a budget."""
    cost: float
    """A call's expected cost in dollars."""
    strongest_cost: float
    """The strongest one's."""
    saving: float
    """The share of the strongest one's cost that is saved; below 0 the mix costs more."""
    calls: int | None
    """Calls a month, where they are known."""
    points: tuple[Point, ...]
    """Single models and mixes, for the picture, the cheapest first."""
    priced: tuple[Priced, ...]
    """At which offer's price each model took part."""
    left_out: tuple[LeftOut, ...]
    """Models that were scored and took no part."""


class NoMix(BaseModel):
    """Why there is no mix."""

    model_config = ConfigDict(frozen=True)

    reason: Literal["no_scores", "few_priced", "one_best", "budget_low", "no_traffic", "no_rate"]
    """No scores; fewer than two models with a price; one model is best and as cheap as any
    everywhere; the budget is below the cheapest model; a budget without known traffic or, in
    another currency, without a rate."""
    model: str | None = None
    """The model that is best everywhere, or the cheapest one."""
    least: float | None = None
    """What that model costs a month for all, in dollars."""
    budget: float | None = None
    """What a month may cost, in dollars."""
    left_out: tuple[LeftOut, ...] = ()
    """Models that were scored and took no part."""
