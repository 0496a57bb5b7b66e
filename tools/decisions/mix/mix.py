"""A mix of models from a team's own scores: who serves what, what it saves, how sure that is."""

from collections.abc import Mapping

import numpy as np
from pydantic import BaseModel, ConfigDict

from knowledge.model_scores import Matrix, ScoreTable
from tools.decisions.mix.assign import (
    Assignment,
    best,
    cheapest,
    shares_of,
    shrunk,
)

FLOOR = 0.95
"""The share of the strongest single model's quality that is kept, unless said otherwise."""
_FLOORS = tuple(at / 100 for at in range(80, 101, 2))
_DRAWS = 500
_SEED = 11


class Served(BaseModel):
    """One segment and the model that serves it."""

    model_config = ConfigDict(frozen=True)

    segment: str
    """The segment; empty when the scores name none."""
    model: str
    """The model."""
    share: float
    """Its share of the examples."""
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


class Mix(BaseModel):
    """The mix."""

    model_config = ConfigDict(frozen=True)

    source: str
    """The file that the scores are from."""
    n: int
    """On how many examples."""
    served: tuple[Served, ...]
    """Who serves what."""
    quality: float
    """The mix's expected score."""
    low: float
    """The lower end of its 95 % interval (paired bootstrap within segments)."""
    high: float
    """The upper end."""
    strongest: str
    """The strongest single model."""
    strongest_quality: float
    """Its expected score."""
    floor: float
    """The share of that which was to be kept; 0 when a budget was given instead."""
    cost: float
    """A call's expected cost in dollars."""
    strongest_cost: float
    """The strongest one's."""
    saving: float
    """The share of the strongest one's cost that is saved."""
    calls: int | None
    """Calls a month, where they are known."""
    points: tuple[Point, ...]
    """Single models and mixes, for the picture, the cheapest first."""
    unpriced: tuple[str, ...]
    """Models that were scored and have no known cost, and so took no part."""


def mix_of(
    table: ScoreTable,
    cost_per_call: Mapping[str, float | None],
    *,
    calls: int | None = None,
    floor: float = FLOOR,
    budget: float | None = None,
) -> Mix | None:
    """The cheapest mix at a quality floor, or the best within a budget for a call.

    Costs are dollars a call. None when no two models have scores and a cost, or nothing fits.
    """
    cost = np.array([_number(cost_per_call.get(model)) for model in table.models])
    if (~np.isnan(cost)).sum() < 2:
        return None
    shares, fitted = shares_of(table), shrunk(table)
    singles = np.where(np.isnan(cost), -np.inf, np.nan_to_num(shares @ np.nan_to_num(fitted)))
    top = int(np.argmax(singles))
    if budget is not None:
        found = best(fitted, cost, shares, budget)
    else:
        found = cheapest(fitted, cost, shares, floor * float(singles[top]))
    if found is None:
        return None
    observed, _ = table.means
    low, high = _interval(table, found, shares)
    quality = _quality(observed, fitted, found, shares)
    return Mix(
        source=table.source,
        n=table.n,
        served=_served(table, found, top, shares),
        quality=quality,
        low=low,
        high=high,
        strongest=table.models[top],
        strongest_quality=float(singles[top]),
        floor=floor if budget is None else 0.0,
        cost=found.cost,
        strongest_cost=float(cost[top]),
        saving=1 - found.cost / float(cost[top]) if cost[top] else 0.0,
        calls=calls,
        points=_points(table, fitted, cost, shares, singles),
        unpriced=tuple(
            model for model, one in zip(table.models, cost, strict=True) if np.isnan(one)
        ),
    )


def more_examples(mean: float, variance: float, n: int) -> int | None:
    """How many more paired examples tell a mean difference from nothing, at 5 % and 80 % power.

    n = (1.96 + 0.84)² × variance ÷ difference² (Cohen 1988); None when it can be told already,
    or when there is no difference to be told.
    """
    if n < 2 or not variance or not mean:
        return None
    if abs(mean) > 1.96 * (variance / n) ** 0.5:
        return None
    return max(int(np.ceil((1.96 + 0.84) ** 2 * variance / mean**2)) - n, 1)


def _served(table: ScoreTable, found: Assignment, top: int, shares: Matrix) -> tuple[Served, ...]:
    observed, n = table.means
    served = []
    for at, (segment, chosen) in enumerate(zip(table.segments, found.chosen, strict=True)):
        scores = table.scores[table.segment == at]
        paired = scores[:, chosen] - scores[:, top]
        paired = paired[~np.isnan(paired)]
        more = (
            more_examples(float(paired.mean()), float(paired.var(ddof=1)), len(paired))
            if chosen != top and len(paired) > 1
            else None
        )
        served.append(
            Served(
                segment=segment,
                model=table.models[chosen],
                share=float(shares[at]),
                n=int(n[at, chosen]),
                quality=float(np.nan_to_num(observed[at, chosen])),
                strongest=float(np.nan_to_num(observed[at, top])),
                more=more,
            )
        )
    return tuple(served)


def _quality(observed: Matrix, fitted: Matrix, found: Assignment, shares: Matrix) -> float:
    rows = np.arange(len(found.chosen))
    seen = observed[rows, list(found.chosen)]
    return float(np.sum(shares * np.where(np.isnan(seen), fitted[rows, list(found.chosen)], seen)))


def _interval(table: ScoreTable, found: Assignment, shares: Matrix) -> tuple[float, float]:
    """The 95 % interval of the mix's quality, examples drawn anew within each segment."""
    dice = np.random.default_rng(_SEED)
    total = np.zeros(_DRAWS)
    for at, chosen in enumerate(found.chosen):
        scores = table.scores[table.segment == at, chosen]
        scores = scores[~np.isnan(scores)]
        if len(scores):
            drawn = dice.choice(scores, size=(_DRAWS, len(scores)))
            total += shares[at] * drawn.mean(axis=1)
    return float(np.quantile(total, 0.025)), float(np.quantile(total, 0.975))


def _points(
    table: ScoreTable, fitted: Matrix, cost: Matrix, shares: Matrix, singles: Matrix
) -> tuple[Point, ...]:
    points = [
        Point(name=model, quality=float(quality), cost=float(each), is_single=True)
        for model, quality, each in zip(table.models, singles, cost, strict=True)
        if not np.isnan(each)
    ]
    top = float(singles.max())
    for floor in _FLOORS:
        if found := cheapest(fitted, cost, shares, floor * top):
            name = f"{floor:.0%}"
            points.append(Point(name=name, quality=found.quality, cost=found.cost, is_single=False))
    return tuple(sorted(points, key=lambda one: (one.cost, -one.quality, one.name)))


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)
