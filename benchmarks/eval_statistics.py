"""Do the statistics of `compare_runs` hold what they state? By simulation, against known truths.

`python -m benchmarks.eval_statistics [--simulations N]` prints, for runs of 20, 50 and 200
examples: how often a winner is named where there is none (A/A), how often intervals hold the true
difference, and how often the stated smallest difference is found when it is really there.
"""

import argparse
from collections.abc import Callable, Sequence

import numpy as np

from knowledge.records import Outcome, Score
from tools.evals.comparing.compare import Side, compare
from tools.evals.comparing.metric import Metric
from tools.evals.statistics.intervals import (
    Interval,
    freedom_of,
    paired_mean_interval,
    paired_share_interval,
    spread_of,
)
from tools.evals.statistics.levels import ALPHA, CLAIM, POWER
from tools.evals.statistics.paired_tests import mcnemar, sign_flip
from tools.evals.statistics.power import smallest_mean, smallest_share

SIZES = (20, 50, 200)
SIMULATIONS = 1_000
Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Two = tuple[Numbers, Numbers]
Drawn = Callable[[np.random.Generator, int, float], Two]
"""Draws both runs' values of so many examples, the second better by so much on average."""

SHARE = Metric(name="share", unit="share")
NUMBER = Metric(name="number")


def binary(both: float, one: float) -> Drawn:
    """Scores of 0 and 1: a share of pairs good in both, and a share that changes."""

    def draw(dice: np.random.Generator, n: int, shift: float) -> Two:
        changed = max(one, abs(shift))
        gained, lost = (changed + shift) / 2, (changed - shift) / 2
        kind = dice.choice(
            4, n, p=[min(both, 1 - changed), gained, lost, max(0.0, 1 - changed - both)]
        )
        before = np.isin(kind, [0, 2]).astype(float)
        after = np.isin(kind, [0, 1]).astype(float)
        return before, after

    return draw


def graded(dice: np.random.Generator, n: int, shift: float) -> Two:
    """Scores such as shares of claims: examples differ in difficulty, answers vary about it."""
    level = dice.beta(4, 2, n)
    return level + dice.normal(0, 0.15, n), level + dice.normal(0, 0.15, n) + shift


def latency(dice: np.random.Generator, n: int, shift: float) -> Two:
    """Seconds, log-normal, as services answer; the differences have long tails."""
    level = dice.lognormal(0.5, 0.5, n)
    return level * dice.lognormal(0, 0.3, n), level * dice.lognormal(0, 0.3, n) + shift


def levels(dice: np.random.Generator, n: int, shift: float) -> Two:
    """Grades of 0, ½ and 1, of which most stay as they are; the shift moves some a grade up."""
    before = dice.choice([0.0, 0.5, 1.0], n, p=[0.2, 0.3, 0.5])
    moved = dice.random(n) < 0.4
    after = np.where(moved, dice.choice([0.0, 0.5, 1.0], n, p=[0.2, 0.3, 0.5]), before)
    return before, after + shift


DRAWS: dict[str, tuple[Metric, Drawn]] = {
    "0/1, 10% change": (SHARE, binary(0.6, 0.1)),
    "0/1, 30% change": (SHARE, binary(0.5, 0.3)),
    "graded": (NUMBER, graded),
    "grades 0, 1/2, 1": (NUMBER, levels),
    "latency": (NUMBER, latency),
}


def differences(two: Two) -> Numbers:
    """Pair by pair, the second less the first."""
    return two[1] - two[0]


def changed(two: Two) -> tuple[int, int]:
    """How many of 0 and 1 went up, and how many down."""
    return int(np.sum(differences(two) > 0)), int(np.sum(differences(two) < 0))


def p_of(metric: Metric, two: Two) -> float:
    """The p of the test that fits; 1 where nothing differs."""
    p = mcnemar(*changed(two)) if metric is SHARE else sign_flip(differences(two))
    return 1.0 if p is None else p


def smallest_of(metric: Metric, two: Two) -> float | None:
    """The smallest difference that so many pairs are said to show."""
    n = len(two[0])
    if metric is SHARE:
        return smallest_share(n, sum(changed(two)))
    given = differences(two)
    return smallest_mean(n, spread_of(given), freedom_of(given))


def interval_of(metric: Metric, two: Two) -> Interval | None:
    """The interval of the difference."""
    if metric is SHARE:
        return paired_share_interval(*changed(two), len(two[0]))
    return paired_mean_interval(differences(two))


def false_winners(metric: Metric, draw: Drawn, n: int, simulations: int, seed: int = 1) -> float:
    """How often the test tells two equal runs apart."""
    dice = np.random.default_rng(seed)
    return sum(p_of(metric, draw(dice, n, 0.0)) <= CLAIM for _ in range(simulations)) / simulations


def false_winners_together(
    draws: Sequence[Drawn], n: int, simulations: int, seed: int = 1
) -> float:
    """How often any of several metrics gets a verdict where the two runs are equal in all."""
    dice, fooled = np.random.default_rng(seed), 0
    for _ in range(simulations):
        columns = [draw(dice, n, 0.0) for draw in draws]
        sides = [side([column[at] for column in columns]) for at in (0, 1)]
        found = compare(*sides)
        fooled += any(one.verdict != "cannot_tell" for one in found.results)
    return fooled / simulations


def side(columns: Sequence[Numbers]) -> Side:
    """A run whose scorers gave these columns of values."""
    outcomes = {
        f"e{row:04}": Outcome(
            example_id=f"e{row:04}",
            scores={
                f"m{at}": Score(value=float(column[row]), answer="", reason="")
                for at, column in enumerate(columns)
            },
        )
        for row in range(len(columns[0]))
    }
    return Side(outcomes, {f"m{at}": 1 for at in range(len(columns))})


def coverage(
    metric: Metric, draw: Drawn, n: int, shift: float, simulations: int, *, seed: int = 2
) -> float:
    """How often the interval holds the true difference."""
    dice, held, told = np.random.default_rng(seed), 0, 0
    for _ in range(simulations):
        interval = interval_of(metric, draw(dice, n, shift))
        if interval:
            told += 1
            held += interval[0] <= shift <= interval[1]
    return held / told if told else float("nan")


def found_at_smallest(
    metric: Metric, draw: Drawn, n: int, simulations: int, seed: int = 3
) -> tuple[float, float]:
    """How often the smallest difference stated by one comparison is found by the next, and it.

    A first pair of equal runs states what n examples can show; then a second pair differs by
    just that.
    """
    dice, found, stated = np.random.default_rng(seed), 0, []
    for _ in range(simulations):
        smallest = smallest_of(metric, draw(dice, n, 0.0))
        if smallest is None:
            continue
        stated.append(smallest)
        found += p_of(metric, draw(dice, n, smallest)) <= CLAIM
    return (found / len(stated), float(np.mean(stated))) if stated else (float("nan"),) * 2


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--simulations", type=int, default=SIMULATIONS)
    simulations = parser.parse_args().simulations
    print(f"eval statistics: {simulations} simulations each; n = {', '.join(map(str, SIZES))}")
    print(f"  A/A: a winner is named (at most {ALPHA:.0%})")
    for name, (metric, draw) in DRAWS.items():
        rates = [false_winners(metric, draw, n, simulations) for n in SIZES]
        print(f"    {name:18} {'  '.join(f'{rate:6.1%}' for rate in rates)}", flush=True)
    draws = [draw for _, draw in DRAWS.values()]
    rates = [false_winners_together(draws, n, simulations) for n in SIZES]
    print(f"    {'all five at once':18} {'  '.join(f'{rate:6.1%}' for rate in rates)}", flush=True)
    print(f"  intervals hold the true difference (nominal {1 - ALPHA:.0%}): none / one there is")
    for name, (metric, draw) in DRAWS.items():
        shift = 0.1 if metric is SHARE else 0.05
        rates = [
            coverage(metric, draw, n, true, simulations) for n in SIZES for true in (0.0, shift)
        ]
        told = [f"{a:6.1%} / {b:.1%}" for a, b in zip(rates[::2], rates[1::2], strict=True)]
        print(f"    {name:18} {'  '.join(told)}", flush=True)
    print(f"  the stated smallest difference is found (stated {POWER:.0%}), and its mean")
    for name, (metric, draw) in DRAWS.items():
        both = [found_at_smallest(metric, draw, n, simulations) for n in SIZES]
        told = [f"{rate:6.1%} ({size:.3f})" for rate, size in both]
        print(f"    {name:18} {'  '.join(told)}", flush=True)


if __name__ == "__main__":
    main()
