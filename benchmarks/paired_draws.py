"""Pairs of runs with a known difference: scores of 0 and 1, grades, shares, seconds, dollars."""

from collections.abc import Callable

import numpy as np

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Two = tuple[Numbers, Numbers]
Drawn = Callable[[np.random.Generator, int, float], Two]
"""Draws both runs' values of so many examples, the second higher by so much on average."""

STEPS = np.array([1.0, 2.0, 3.0, 4.0])
STEP_SHARES = np.array([0.65, 0.25, 0.07, 0.03])
MEAN_STEP = float(STEPS @ STEP_SHARES)


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


def grades(ties: float) -> Drawn:
    """Grades of 1 to 5, a share of which stays, the others moving a grade or more.

    A difference makes more of those that move go up; one too large for that makes more move.
    The grades themselves are of no account, only how far they move.
    """

    def draw(dice: np.random.Generator, n: int, shift: float) -> Two:
        moving = min(max(1 - ties, abs(shift) / MEAN_STEP), 1.0)
        up = min(max((1 + shift / (moving * MEAN_STEP)) / 2, 0.0), 1.0)
        step = dice.choice(STEPS, n, p=STEP_SHARES) * np.where(dice.random(n) < up, 1, -1)
        step = np.where(dice.random(n) < moving, step, 0.0)
        before = np.where(step > 0, 1.0, 5.0)
        return before, before + step

    return draw


def graded(dice: np.random.Generator, n: int, shift: float) -> Two:
    """Scores such as shares of claims: examples differ in difficulty, answers vary about it."""
    level = dice.beta(4, 2, n)
    return level + dice.normal(0, 0.15, n), level + dice.normal(0, 0.15, n) + shift


def latency(dice: np.random.Generator, n: int, shift: float) -> Two:
    """Seconds, log-normal, as services answer; the differences have long tails."""
    level = dice.lognormal(0.5, 0.5, n)
    return level * dice.lognormal(0, 0.3, n), level * dice.lognormal(0, 0.3, n) + shift


def slower(dice: np.random.Generator, n: int, shift: float) -> Two:
    """The same seconds, each longer by the same part."""
    level = dice.lognormal(0.5, 0.5, n)
    noise = dice.lognormal(0, 0.3, (2, n))
    mean = float(np.exp(0.5 + 0.5**2 / 2 + 0.3**2 / 2))
    return level * noise[0], level * noise[1] * (1 + shift / mean)


def costs(dice: np.random.Generator, n: int, shift: float) -> Two:
    """Dollars, a log-normal of wider spread; the second run costs the same part more on each.

    So the differences are skewed: most are small, and the mean is made by a few.
    """
    level = dice.lognormal(0, 0.8, n)
    noise = dice.lognormal(0, 0.2, (2, n))
    mean = float(np.exp(0.8**2 / 2 + 0.2**2 / 2))
    return level * noise[0], level * noise[1] * (1 + shift / mean)
