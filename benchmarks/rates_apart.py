"""Rates of two different lots of answers: does their interval hold, are equal ones told apart?"""

from functools import cache

import numpy as np
from scipy.stats import binom

from tools.evals.comparing.rates import rate_difference, rates_apart
from tools.evals.statistics.intervals import Interval

RATES = (0.05, 0.1, 0.3, 0.5, 0.8)
APART = (0.0, 0.05, 0.15)
SIX = (0.4, 0.15, 0.12, 0.08, 0.3, 0.25)
"""Rates such as users' acts have: adopted, edited, asked again, left, rated down, back again."""
_UNLIKELY = 1e-6


def newcombe_coverage(of: int, other_of: int) -> list[float]:
    """How often the interval of a difference holds it, counted out, rate by rate."""
    return [_covered(of, other_of, rate + apart, rate) for rate in RATES for apart in APART]


def _covered(of: int, other_of: int, rate: float, other: float) -> float:
    held = total = 0.0
    for count, likely in _likely(of, rate):
        for other_count, other_likely in _likely(other_of, other):
            low, high = _interval(count, of, other_count, other_of)
            total += likely * other_likely
            held += likely * other_likely * (low <= rate - other <= high)
    return held / total


def _likely(of: int, rate: float) -> list[tuple[int, float]]:
    counts = np.arange(of + 1)
    chances = binom.pmf(counts, of, rate)
    return [(int(k), float(p)) for k, p in zip(counts, chances, strict=True) if p > _UNLIKELY]


@cache
def _interval(count: int, of: int, other: int, other_of: int) -> Interval:
    return rate_difference(count, of, other, other_of) or (-1.0, 1.0)


def false_clears(of: int, other_of: int, simulations: int, seed: int = 6) -> float:
    """How often any of six equal rates is told apart."""
    dice, fooled = np.random.default_rng(seed), 0
    for _ in range(simulations):
        ones = dice.binomial(of, SIX).tolist()
        others = dice.binomial(other_of, SIX).tolist()
        pairs = [((a, of), (b, other_of)) for a, b in zip(ones, others, strict=True)]
        fooled += any(rates_apart(pairs))
    return fooled / simulations
