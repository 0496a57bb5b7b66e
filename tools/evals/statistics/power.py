"""What so many examples can show, and how many it would take to show what was seen."""

from collections.abc import Callable
from functools import lru_cache
from math import ceil, isnan

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import betainc, chdtri, nctdtr, ndtr, ndtri, stdtrit

from tools.evals.statistics.levels import CLAIM, POWER

Counts = NDArray[np.float64]

MOST = 10_000_000
"""More examples than anybody will collect; beyond, a needed number is None."""
_Z_POWER = float(ndtri(POWER))
_REACH = 9.0
"""Standard deviations of the number of changed pairs that are summed over."""
_MANY = 2_000
"""Pairs from which on the formulas for large numbers are within two in a hundred."""
_OFF = 2
"""How far the normal approximation of a rare number may be off."""
_PLACES = 24
"""Quantiles of a spread that an average goes over."""
_FINE = 2_000
"""The same, where nothing else is computed."""
_ONE_SIDED = 5.0
"""Standard errors beyond which a difference is never found with the wrong sign."""


def smallest_share(of: int, changed: int, alpha: float = CLAIM) -> float | None:
    """The smallest difference of two paired shares that McNemar's exact test finds, POWER often.

    The share of pairs that change is taken to be as seen, or as large as the difference if that
    is larger. None when even all pairs changing the same way would not be enough.
    """
    if of <= 0 or _share_power(of, 1.0, 1.0, alpha) < POWER:
        return None
    base = (changed + 1) / (of + 2)

    def lacking(difference: float) -> float:
        return _share_power(of, max(base, difference), difference, alpha) - POWER

    return float(brentq(lacking, 0.0, 1.0, xtol=1e-5))


def needed_for_share(difference: float, changed_share: float, alpha: float = CLAIM) -> int | None:
    """How many pairs show such a difference of shares, POWER often; None for none or too many."""
    size = abs(difference)
    if not size:
        return None
    changed = max(changed_share, size)
    # Connor's formula (Biometrics 43, 1987, 207-211), and 1/size more for the test's discreteness.
    bounds = _Z_POWER * (changed - size * size) ** 0.5 - ndtri(alpha / 2) * changed**0.5
    guess = (bounds / size) ** 2 + 1 / size
    return _first(lambda n: _share_power(n, changed, size, alpha) >= POWER, guess)


def smallest_mean(
    of: int, spread: float, freedom: float | None = None, alpha: float = CLAIM
) -> float | None:
    """The smallest paired mean difference that is found POWER often, with such a spread.

    By the noncentral t distribution (Cohen, 1988), to which the sign-flip test comes close. The
    spread is itself an estimate, with `freedom` degrees of freedom (n − 1 by default), and a
    chance low one would promise too much: the power is kept on average over what it may be. A
    difference is taken to be as large on every pair. One that grows with the value, as of a dearer
    model on longer questions, brings a spread of its own and is found a little less often. None
    without a spread, or with so few pairs that not even one sign for all is rare enough.
    """
    if of < 2 or not spread or 2.0 ** (1 - of) > alpha:
        return None
    return _smallest_ratio(of, max(1, round(freedom or of - 1.0)), alpha) * spread


@lru_cache(maxsize=512)
def _smallest_ratio(of: int, freedom: int, alpha: float) -> float:
    """The smallest difference in standard deviations, as they come out of a sample."""
    places = (np.arange(_PLACES) + 0.5) / _PLACES
    drawn = np.sqrt(chdtri(freedom, 1 - places) / freedom)

    def lacking(ratio: float) -> float:
        return float(np.mean([_mean_power(of, ratio * one, alpha) for one in drawn])) - POWER

    high = _far(of, alpha)
    while lacking(high) < 0:
        high *= 2
    return float(brentq(lacking, 0.0, high, xtol=1e-4))


def needed_for_mean(difference: float, spread: float, alpha: float = CLAIM) -> int | None:
    """How many pairs show such a mean difference, POWER often; None for none or too many."""
    if not difference or not spread:
        return None
    ratio = abs(difference) / spread
    return _first(
        lambda n: n > 1 and 2.0 ** (1 - n) <= alpha and _mean_power(n, ratio, alpha) >= POWER,
        ((_Z_POWER - ndtri(alpha / 2)) / ratio) ** 2,
    )


def _share_power(of: int, changed: float, difference: float, alpha: float) -> float:
    """How often McNemar's exact test finds it: over every number of pairs that may change."""
    share = min(changed, 1.0)
    middle, reach = of * share, _REACH * (of * share * (1 - share)) ** 0.5 + 1
    counts = np.arange(max(0, int(middle - reach)), min(of, int(middle + reach) + 1) + 1.0)
    better = min(max((1 + difference / share) / 2, 0.0), 1.0)
    most = _most_losses(counts, alpha)
    found = np.where(
        most >= 0, _at_most(most, counts, 1 - better) + _at_most(most, counts, better), 0.0
    )
    up_to = _at_most(np.append(counts[0] - 1, counts), np.full(len(counts) + 1, of), share)
    return float(np.sum(np.diff(up_to) * found))


def _most_losses(changed: Counts, alpha: float) -> Counts:
    """The largest number of losses that is still rare enough, of so many changed pairs; −1: none.

    The normal approximation is at most two off, which is put right.
    """
    most: Counts = np.floor(changed / 2 + ndtri(alpha / 2) * np.sqrt(changed) / 2)
    for _ in range(_OFF):
        most = np.where(_at_most(most + 1, changed, 0.5) <= alpha / 2, most + 1, most)
    for _ in range(2 * _OFF):
        most = np.where((most >= 0) & (_at_most(most, changed, 0.5) > alpha / 2), most - 1, most)
    return most


def _at_most(count: Counts, of: Counts, share: float) -> Counts:
    """How likely at most `count` of `of` are yes: the binomial distribution, by the beta one's."""
    inside = np.clip(count, 0, np.maximum(of - 1, 0))
    below = betainc(np.maximum(of - inside, 1), inside + 1, 1 - share)
    likely: Counts = np.where(count < 0, 0.0, np.where(count >= of, 1.0, below))
    return likely


def _mean_power(of: int, ratio: float, alpha: float) -> float:
    """How often a two-sided paired t test finds a mean of `ratio` standard deviations."""
    free, off = of - 1, ratio * of**0.5
    bound = float(stdtrit(free, 1 - alpha / 2))
    # The far tail is below 1e-9 from there on, where its series no longer converges.
    other_side = _t_at_most(-bound, free, off) if off < _ONE_SIDED else 0.0
    return 1 - _t_at_most(bound, free, off) + other_side


def _t_at_most(bound: float, free: int, off: float) -> float:
    """The noncentral t distribution: how likely a value of at most `bound` is.

    Its series fails here and there for a far bound, as many comparisons at once bring it; there
    it is the normal distribution's, averaged over what the spread may come out as.
    """
    found = float(nctdtr(free, off, bound))
    if not isnan(found):
        return found
    return float(np.mean(ndtr(bound * _spreads(free) - off)))


@lru_cache(maxsize=64)
def _spreads(free: int) -> Counts:
    """Estimates of a standard deviation of 1, at evenly spaced chances."""
    chances = (np.arange(_FINE) + 0.5) / _FINE
    return np.asarray(np.sqrt(chdtri(free, 1 - chances) / free))


def _far(of: int, alpha: float) -> float:
    """A ratio that is found more often than POWER."""
    ratio: float = of**-0.5
    while _mean_power(of, ratio, alpha) < POWER:
        ratio *= 2
    return ratio


def _first(enough: Callable[[int], bool], guess: float) -> int | None:
    """The first number that is enough, looked for about a guess, which is as good for many."""
    if not guess < MOST:
        return None
    high = max(2, ceil(guess))
    if high > _MANY:
        return high
    while not enough(high):
        high += high // 10 + 1
    low = high
    while low > 1 and enough(low):
        low, high = low - low // 20 - 1, low
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
