"""The cheapest assignment of models to segments that keeps a quality: a small integer programme."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from knowledge.model_scores import Matrix, ScoreTable
from tools.decisions.mix.quiet import quiet_highs

_TIE = 1e-9
"""What tells equal costs apart, so that the same table gives the same assignment."""


@dataclass(frozen=True)
class Assignment:
    """A model for each segment."""

    chosen: tuple[int, ...]
    """For each segment a column of the table."""
    quality: float
    """The expected score of a call."""
    cost: float
    """The expected cost of a call."""


def shrunk(table: ScoreTable) -> Matrix:
    """Segment means pulled towards the model's own mean, the more the fewer examples they rest on.

    Of many segments the best looking ones are partly lucky; an empirical-Bayes estimate (Efron
    and Morris 1975) takes that back: w = τ² / (τ² + σ²/n), τ² the variance between segments
    beyond what chance makes, for each model. A segment without any example takes the models' own
    means; a model that others were scored beside without it stays NaN there.
    """
    mean, n = table.means
    out = mean.copy()
    within = table.scores - mean[table.segment]
    for model in range(mean.shape[1]):
        known = ~np.isnan(mean[:, model])
        if known.sum() < 2:
            continue
        overall = table.overall[model]
        free = n[known, model].sum() - known.sum()
        scatter = (
            np.nansum(within[:, model] ** 2) / free if free else np.nanvar(table.scores[:, model])
        )
        noise = scatter / np.maximum(n[known, model], 1)
        between = max(float(np.var(mean[known, model]) - noise.mean()), 0.0)
        weight = between / (between + noise) if between else np.zeros_like(noise)
        out[known, model] = overall + weight * (mean[known, model] - overall)
    unseen = np.isnan(mean).all(axis=1)
    out[unseen] = table.overall
    return out


def cheapest(quality: Matrix, cost: Matrix, shares: Matrix, floor: float) -> Assignment | None:
    """The assignment of least expected cost whose expected quality is `floor` or more.

    `quality` is segments × models, `cost` a call's of each model; NaN takes no part. Solved
    exactly (SciPy's HiGHS); None when nothing reaches the floor.
    """
    weights = shares[:, None] * np.nan_to_num(quality)
    spent = shares[:, None] * cost[None, :]
    limit = LinearConstraint(weights.ravel(), lb=floor - 1e-12)
    return _solved(quality, spent, limit, cost, shares)


def best(quality: Matrix, cost: Matrix, shares: Matrix, budget: float) -> Assignment | None:
    """The assignment of greatest expected quality whose expected cost is `budget` or less."""
    costs = shares[:, None] * np.nan_to_num(cost)[None, :]
    gain = -shares[:, None] * np.nan_to_num(quality)
    return _solved(quality, gain, LinearConstraint(costs.ravel(), ub=budget + 1e-15), cost, shares)


def _solved(
    quality: Matrix, target: Matrix, limit: LinearConstraint, cost: Matrix, shares: Matrix
) -> Assignment | None:
    segments, models = quality.shape
    usable = ~np.isnan(quality) & ~np.isnan(cost)[None, :]
    if not usable.any(axis=1).all():
        return None
    scale = float(np.abs(np.nan_to_num(target)).max()) or 1.0
    order = np.arange(segments * models).reshape(segments, models)
    goal = np.nan_to_num(target) / scale + _TIE * order / order.size
    once = np.kron(np.eye(segments), np.ones(models))
    with quiet_highs():
        found = milp(
            goal.ravel(),
            constraints=[LinearConstraint(once, lb=1, ub=1), limit],
            bounds=Bounds(0, usable.ravel().astype(float)),
            integrality=np.ones(goal.size),
            options={"mip_rel_gap": 0.0},
        )
    if found.x is None:
        return None
    chosen = np.argmax(found.x.reshape(segments, models), axis=1)
    rows = np.arange(segments)
    return Assignment(
        chosen=tuple(int(one) for one in chosen),
        quality=float(np.sum(shares * quality[rows, chosen])),
        cost=float(np.sum(shares * cost[chosen])),
    )
