"""What so many examples can show, and how many it would take to show what was seen."""

from collections.abc import Callable
from functools import lru_cache
from math import ceil, isnan

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import betainc, chdtri, nctdtr, ndtr, ndtri, stdtrit

from tools.evals.statistics.levels import CLAIM, POWER
from tools.evals.statistics.scatter import Scatter

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
_SAME = 2e-6
"""How exactly a ratio is found, and a little more."""
_ONE_SIDED = 5.0
"""Standard errors beyond which a difference is never found with the wrong sign."""


def likely_share(changed: int, of: int) -> float:
    """The share of pairs that change, reckoned with one more of each kind than was seen."""
    return (changed + 1) / (of + 2)


def smallest_share(of: int, changed_share: float, alpha: float = CLAIM) -> float | None:
    """The smallest difference of two paired shares that McNemar's exact test finds, POWER often.

    As large a share of pairs is taken to change, or as large a one as the difference if that is
    larger. None when even all pairs changing the same way would not be enough.
    """
    if of <= 0 or _share_power(of, 1.0, 1.0, alpha) < POWER:
        return None

    def lacking(difference: float) -> float:
        return _share_power(of, max(changed_share, difference), difference, alpha) - POWER

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


def smallest_mean(of: int, scatter: Scatter, alpha: float = CLAIM) -> float | None:
    """The smallest paired mean difference that is found POWER often, with such a scatter.

    By the noncentral t distribution (Cohen, 1988), to which the sign-flip test comes close. The
    spread is itself an estimate, and a chance low one would promise too much: the power is kept
    on average over what it may be. It is the spread with the difference in place, which where
    values grow by a factor is larger than without: one step from the difference that the spread
    as it is would show. No further, for of few pairs t finds a difference that brings a wide
    spread with it less and less often; sign flips do find it. None without a spread, or with so
    few pairs that not even one sign for all is rare enough.
    """
    if not _could_find(of, alpha) or not scatter.spread:
        return None
    return _with_growth(_ratio(of, scatter, alpha), scatter)


def needed_for_mean(difference: float, scatter: Scatter, alpha: float = CLAIM) -> int | None:
    """How many pairs show such a mean difference, POWER often; None for none or too many.

    The first number of which `smallest_mean` is no larger.
    """
    size = abs(difference)
    if not size or not scatter.spread:
        return None

    def lacking(ratio: float) -> float:
        return _with_growth(ratio, scatter) - size

    ratio = float(brentq(lacking, 0.0, 2 * size / scatter.spread, xtol=1e-12))
    # From _MANY pairs on the ratio falls with the root of their number.
    guess = _MANY * (_ratio(_MANY, scatter, alpha) / ratio) ** 2
    return _first(
        lambda n: _could_find(n, alpha) and _ratio(n, scatter, alpha) <= ratio + _SAME, guess
    )


def _could_find(of: int, alpha: float) -> bool:
    return of > 1 and 2.0 ** (1 - of) <= alpha


def _with_growth(ratio: float, scatter: Scatter) -> float:
    """The difference of so many standard deviations, of the spread that it brings."""
    return ratio * scatter.at(ratio * scatter.spread)


def _ratio(of: int, scatter: Scatter, alpha: float) -> float:
    return _smallest_ratio(of, max(1, round(scatter.freedom or of - 1.0)), alpha)


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
    return float(brentq(lacking, 0.0, high, xtol=1e-6))


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
