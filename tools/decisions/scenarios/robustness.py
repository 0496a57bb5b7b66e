"""How sure an order is: how often each stays first, and which one number would turn it."""

import random
from collections import Counter
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from knowledge.records import Estimate, Scenario
from tools.decisions.scenarios.board import Placed, value_of
from tools.decisions.scenarios.turns import start_of

DRAWS = 2_000
_SEED = 20260101


class Tipping(BaseModel):
    """The smallest change of one number that changes which comes first."""

    model_config = ConfigDict(frozen=True)

    name: str
    """The scenario whose number it is."""
    number: str
    """`pain` or `difficulty`."""
    now: float
    """What it is."""
    to: float
    """From where on the first place is another's."""
    winner: str
    """Who is first then."""


def stays_first(order: Sequence[Placed]) -> dict[str, float]:
    """The share of draws in which each is first, numbers drawn evenly between low and high.

    What was given wobbles by one either way, an estimate within its interval; first is what the
    best of a draw has to be begun with. Seeded, so that the same board gives the same shares.
    Empty with fewer than two that can be compared.
    """
    known = [one.scenario for one in order if one.value is not None]
    if len(known) < 2:
        return {}
    starts = _starts(order)
    dice = random.Random(_SEED)  # noqa: S311 (no secret: the same shares each time)
    wins = Counter(starts[max(known, key=lambda one: _drawn(one, dice)).name] for _ in range(DRAWS))
    return {
        one.scenario.name: wins[one.scenario.name] / DRAWS
        for one in order
        if one.scenario in known or wins[one.scenario.name]
    }


def tipping(order: Sequence[Placed]) -> Tipping | None:
    """The least single change by which another one comes first, exact.

    Solved from pain × (10 − difficulty) of the best and each other one; changes beyond 0 to 10
    are none, and neither are those after which the same has to be begun with. None when no
    single number can do it.
    """
    known = [one for one in order if one.value is not None]
    if len(known) < 2:
        return None
    starts = _starts(order)
    best, *others = sorted(known, key=lambda one: (-(one.value or 0.0), one.scenario.name))
    leads = best.value or 0.0
    found = [
        change.model_copy(update={"winner": starts[change.winner]})
        for other in others
        for change in (
            *_turns(best, other.value or 0.0, other),
            *_turns(other, leads, other),
        )
        if _is_within(change) and starts[change.winner] != starts[best.scenario.name]
    ]
    return min(found, key=lambda one: (abs(one.to - one.now), one.name, one.number), default=None)


def _is_within(change: Tipping) -> bool:
    """Whether there is room on the scale beyond where the change begins to count."""
    if change.to == change.now:
        return True
    return change.to < 10 if change.to > change.now else change.to > 0


def _starts(order: Sequence[Placed]) -> dict[str, str]:
    """For each scenario what has to be begun with so as to get to it."""
    names = [one.scenario.name for one in order]
    after = {one.scenario.name: one.after for one in order}
    return {name: start_of(name, names, after) for name in names}


def _turns(one: Placed, goal: float, winner: Placed) -> list[Tipping]:
    """Which value of either of its numbers brings a scenario to `goal`, the other one kept."""
    pain, hard = _pain(one), _hard(one)
    told = {"name": one.scenario.name, "winner": winner.scenario.name}
    changes = []
    if hard < 10:
        changes.append(Tipping(number="pain", now=pain, to=10 * goal / (10 - hard), **told))
    if pain > 0:
        changes.append(Tipping(number="difficulty", now=hard, to=10 - 10 * goal / pain, **told))
    return changes


def _drawn(one: Scenario, dice: random.Random) -> float:
    return value_of(_within(one.pain, dice), _within(one.difficulty, dice))


def _within(number: Estimate, dice: random.Random) -> float:
    value = number.value or 0.0
    low = number.low if number.low is not None else value
    high = number.high if number.high is not None else value
    return dice.uniform(low, high)


def _pain(one: Placed) -> float:
    return one.scenario.pain.value or 0.0


def _hard(one: Placed) -> float:
    return one.scenario.difficulty.value or 0.0
