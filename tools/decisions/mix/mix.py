"""A mix of models from a team's own scores: who serves what, what it saves, how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from knowledge.model_scores import Matrix, ScoreTable
from tools.decisions.mix.assign import Assignment, best, cheapest, shrunk
from tools.decisions.mix.held_out import settled
from tools.decisions.mix.kinds import Kinds, merged, whole_segments
from tools.decisions.mix.outcome import Kept, LeftOut, Mix, NoMix, Point, Priced, Served
from tools.decisions.mix.weigh import shares_of

FLOOR = 0.95
"""The share of the strongest single model's quality that is kept, unless said otherwise."""
_FLOORS = tuple(at / 100 for at in range(80, 101, 2))
_DRAWS = 500
_SEED = 11


def mix_of(
    table: ScoreTable,
    priced: Sequence[Priced],
    *,
    left_out: Sequence[LeftOut] = (),
    calls: int | None = None,
    floor: float | None = None,
    budget: float | None = None,
    weights: tuple[str, Matrix] | None = None,
) -> Mix | NoMix:
    """The cheapest mix at a quality floor, or the best within a budget; or why there is none.

    `budget` is dollars a month and needs `calls`, a month's; with a floor as well the mix is the
    cheapest, and the budget is what it is held against. Without either the floor is `FLOOR`.
    `weights` are the segments' shares with what they come from; without them the examples weigh.
    """
    if len(priced) < 2:
        return NoMix(reason="few_priced", left_out=tuple(left_out))
    if budget is not None and not calls:
        return NoMix(reason="no_traffic", budget=budget)
    if budget is None and floor is None:
        floor = FLOOR
    shares = weights[1] if weights else shares_of(table)
    whole = _Problem(table, priced, shares, whole_segments(table))
    cost, top, low = whole.cost, whole.top, whole.cheapest
    if floor is not None:
        solved = _at_floor(table, priced, shares, whole, floor)
    elif within := best(whole.fitted, cost, whole.shares, (budget or 0.0) / (calls or 1)):
        solved = _Solved(within, whole, whole)
    else:
        least = float(cost[low]) * (calls or 1)
        return NoMix(reason="budget_low", model=table.models[low], least=least, budget=budget)
    if set(solved.found.chosen) == {top} and (floor is None or cost[top] <= cost[low]):
        return NoMix(
            reason="one_best",
            model=table.models[top],
            least=float(cost[top]) * calls if calls else None,
            budget=budget if floor is None else None,
            left_out=tuple(left_out),
        )
    return solved.mix(
        weighed_by=weights[0] if weights else None,
        floor=floor,
        budget=budget,
        calls=calls,
        priced=tuple(priced),
        left_out=tuple(left_out),
    )


def _at_floor(
    table: ScoreTable, priced: Sequence[Priced], shares: Matrix, whole: "_Problem", floor: float
) -> "_Solved":
    """The cheapest that keeps the floor on examples left out, by segments or by kinds in them."""
    kinds, kept = settled(table, whole.cost, shares, whole.top, floor)
    problem = _Problem(table, priced, shares, kinds, whole.top)
    found = problem.at(kept.target) if kept.target is not None else problem.single(whole.top)
    fewer, chosen = merged(kinds, found.chosen)
    shown = _Problem(table, priced, shares, fewer, whole.top)
    return _Solved(replace(found, chosen=chosen), problem, shown, kept)


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


class _Problem:
    """The table, the costs and the weights, and what is read from them; each floor solved once."""

    def __init__(
        self,
        table: ScoreTable,
        priced: Sequence[Priced],
        shares: Matrix,
        kinds: Kinds,
        top: int | None = None,
    ) -> None:
        costs = {one.model: one.cost for one in priced}
        self.kinds = kinds.kinds
        self.table, self.shares = kinds.split(table), kinds.weights(table, shares)
        self.fitted = shrunk(self.table)
        self.cost = np.array([costs.get(model, np.nan) for model in table.models])
        singles = self.shares @ np.nan_to_num(self.fitted)
        self._singles = np.where(np.isnan(self.cost), -np.inf, singles)
        self.top = int(np.argmax(self._singles)) if top is None else top
        self.cheapest = int(np.nanargmin(self.cost))
        self.at = cache(self._at)

    def _at(self, floor: float) -> Assignment:
        """The cheapest at a share of the strongest one's quality, which reaches it at the least."""
        found = cheapest(
            self.fitted, self.cost, self.shares, floor * float(self._singles[self.top])
        )
        return found or self.single(self.top)

    def single(self, model: int) -> Assignment:
        """One model for all."""
        chosen = (model,) * len(self.shares)
        return Assignment(chosen, float(self._singles[model]), float(self.cost[model]))

    def quality(self, found: Assignment) -> float:
        """The mean score as observed; where a model was not scored, what is estimated."""
        rows, chosen = np.arange(len(self.shares)), list(found.chosen)
        seen = self.table.means[0][rows, chosen]
        scores = np.where(np.isnan(seen), self.fitted[rows, chosen], seen)
        return float(np.sum(self.shares * np.nan_to_num(scores)))

    def interval(self, found: Assignment) -> tuple[float, float]:
        """The 95 % interval of the quality, examples drawn anew within each segment."""
        dice = np.random.default_rng(_SEED)
        total = np.zeros(_DRAWS)
        for at, chosen in enumerate(found.chosen):
            scores = self.table.scores[self.table.segment == at, chosen]
            scores = scores[~np.isnan(scores)]
            if len(scores):
                drawn = dice.choice(scores, size=(_DRAWS, len(scores)))
                total += self.shares[at] * drawn.mean(axis=1)
        return float(np.quantile(total, 0.025)), float(np.quantile(total, 0.975))

    def served(self, found: Assignment) -> tuple[Served, ...]:
        """Who serves each segment."""
        return tuple(self._served(at, chosen) for at, chosen in enumerate(found.chosen))

    def _served(self, at: int, chosen: int) -> Served:
        observed, n = self.table.means
        scores = self.table.scores[self.table.segment == at]
        paired = scores[:, chosen] - scores[:, self.top]
        paired = paired[~np.isnan(paired)]
        can_tell = chosen != self.top and len(paired) > 1
        return Served(
            segment=self.table.segments[at],
            conditions=self.kinds[at].conditions,
            model=self.table.models[chosen],
            share=float(self.shares[at]),
            n=int(n[at, chosen]),
            quality=float(np.nan_to_num(observed[at, chosen])),
            strongest=float(np.nan_to_num(observed[at, self.top])),
            more=more_examples(float(paired.mean()), float(paired.var(ddof=1)), len(paired))
            if can_tell
            else None,
        )

    def points(self) -> tuple[Point, ...]:
        """Single models, and the mix at each floor that buys more than the cheaper ones."""
        found = [
            Point(
                name=model, quality=self.quality(self.single(at)), cost=float(cost), is_single=True
            )
            for at, (model, cost) in enumerate(zip(self.table.models, self.cost, strict=True))
            if not np.isnan(cost)
        ]
        reached = -1.0
        for floor in _FLOORS:
            mix = self.at(floor)
            if (quality := self.quality(mix)) > reached:
                reached = quality
                found.append(
                    Point(name=f"{floor:.0%}", quality=quality, cost=mix.cost, is_single=False)
                )
        return tuple(sorted(found, key=lambda one: (one.cost, -one.quality, one.name)))


@dataclass(frozen=True)
class _Solved:
    """A mix that was found, and what it is read from."""

    found: Assignment
    """Who serves what, in the kinds that are shown."""
    problem: _Problem
    """In all the kinds that it was solved for: there the other floors are solved, too."""
    shown: _Problem
    """Without the splits whose sides go to one model."""
    kept: Kept | None = None
    """What it keeps on examples left out; None without a floor."""

    def mix(self, **asked: Any) -> Mix:
        """The mix with its figures; `asked` are the fields that say what it was asked for."""
        table, top = self.shown.table, self.problem.top
        low, high = self.shown.interval(self.found)
        strongest_cost = float(self.problem.cost[top])
        return Mix(
            source=table.source,
            is_demo=table.is_demo,
            n=table.n,
            served=self.shown.served(self.found),
            quality=self.shown.quality(self.found),
            low=low,
            high=high,
            strongest=table.models[top],
            strongest_quality=self.problem.quality(self.problem.single(top)),
            kept=self.kept,
            cost=self.found.cost,
            strongest_cost=strongest_cost,
            saving=1 - self.found.cost / strongest_cost if strongest_cost else 0.0,
            points=self.problem.points(),
            **asked,
        )
