"""One metric over some pairs: difference, interval, test, and what so many pairs can show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tools.evals.comparing.comparison import Result, Test, Verdict
from tools.evals.comparing.metric import ANSWERED, Metric
from tools.evals.comparing.pairing import Pair
from tools.evals.statistics.intervals import Interval, paired_share_interval, share_interval
from tools.evals.statistics.levels import CLAIM
from tools.evals.statistics.mean_intervals import paired_mean_interval
from tools.evals.statistics.paired_tests import could_show, mcnemar, sign_flip
from tools.evals.statistics.power import (
    likely_share,
    needed_for_mean,
    needed_for_share,
    smallest_mean,
    smallest_share,
)
from tools.evals.statistics.scatter import Scatter, scatter_of
from tools.evals.statistics.steps import are_steps, needed_in_steps, smallest_in_steps

GOOD = 0.5
"""From which share on a score is good; for scores of 0 and 1 the only line there is."""


@dataclass(frozen=True)
class Values:
    """What a metric says of some pairs."""

    metric: Metric
    """The metric."""
    segment: str | None
    """The segment that the pairs are of; None for all."""
    before: tuple[float, ...]
    """The first run's values."""
    after: tuple[float, ...]
    """The second run's, in the same order."""
    unscored: int
    """Pairs that have no value on one side or both."""

    @property
    def is_binary(self) -> bool:
        """Whether there are only yes and no."""
        return bool(self.before) and {*self.before, *self.after} <= {0.0, 1.0}

    @property
    def differences(self) -> tuple[float, ...]:
        """Second less first, pair by pair."""
        return tuple(b - a for a, b in zip(self.before, self.after, strict=True))

    @property
    def changed(self) -> int:
        """Pairs that differ."""
        return sum(one != 0 for one in self.differences)

    @property
    def could_show(self) -> bool:
        """Whether so many of the pairs differ that a test could find something."""
        return could_show(self.changed)

    @property
    def scatter(self) -> Scatter:
        """How much the differences vary; of shares a difference is a shift, of others a factor."""
        return scatter_of(self.before, self.after, grows=self.metric.unit != "share")


def values_of(metric: Metric, pairs: Iterable[Pair], segment: str | None = None) -> Values:
    """The values of a metric over pairs; pairs without one on either side are counted."""
    found = [value_of(metric, pair) for pair in pairs]
    known = [one for one in found if one is not None]
    return Values(
        metric,
        segment,
        before=tuple(a for a, _ in known),
        after=tuple(b for _, b in known),
        unscored=len(found) - len(known),
    )


def value_of(metric: Metric, pair: Pair) -> tuple[float, float] | None:
    """What both runs scored; None where either did not."""
    if metric.name == ANSWERED:
        return float(pair.before.failure is None), float(pair.after.failure is None)
    scores = [side.scores.get(metric.name) for side in (pair.before, pair.after)]
    one, other = (score.value if score else None for score in scores)
    return None if one is None or other is None else (float(one), float(other))


def way_of(metric: Metric, before: float, after: float) -> int:
    """1 where the second value is better, −1 where it is worse, 0 where they are equal."""
    sign = int(np.sign(after - before))
    return sign if metric.better == "higher" else -sign


def has_regressed(metric: Metric, before: float, after: float) -> bool:
    """Whether a share was good and no longer is."""
    if metric.better == "lower":
        before, after = 1 - before, 1 - after
    return metric.unit == "share" and before >= GOOD > after


def result_of(values: Values, alpha: float = CLAIM, matters: float | None = None) -> Result:
    """The result before correction, and so without a verdict.

    `alpha` is what is left for this metric when others are compared at once: it decides which
    difference can be shown, and how many pairs it takes; `matters` is a difference of which the
    same is told.
    """
    metric, n, differences = values.metric, len(values.before), values.differences
    ways = [way_of(metric, *pair) for pair in zip(values.before, values.after, strict=True)]
    difference = float(np.mean(differences)) if n else None
    binary = values.is_binary
    test: Test = "mcnemar" if binary else "sign_flip"
    interval, p = _of_shares(values) if binary else _of_means(differences)
    sides = (values.before, values.after) if binary else ((), ())
    return Result(
        metric=metric,
        segment=values.segment,
        n=n,
        unscored=values.unscored,
        before=float(np.mean(values.before)) if n else None,
        after=float(np.mean(values.after)) if n else None,
        before_interval=share_interval(int(sum(sides[0])), len(sides[0])),
        after_interval=share_interval(int(sum(sides[1])), len(sides[1])),
        difference=difference,
        test=test,
        wins=ways.count(1),
        losses=ways.count(-1),
        regressions=sum(
            has_regressed(metric, *pair) for pair in zip(values.before, values.after, strict=True)
        )
        if metric.unit == "share"
        else None,
        verdict="cannot_tell",
        interval=interval,
        p=p,
        smallest=smallest_shown(values, n, alpha),
        needed=needed_to_show(values, difference or 0.0, alpha),
        enough=needed_to_show(values, matters, alpha) if matters else None,
    )


def needed_to_show(values: Values, difference: float, alpha: float = CLAIM) -> int | None:
    """How many pairs show such a difference, where as many change, or vary as much, as here.

    None where nothing varies, or it takes more than anybody will collect.
    """
    n = len(values.before)
    if not n:
        return None
    if values.is_binary:
        return needed_for_share(difference, likely_share(values.changed, n), alpha)
    if are_steps(values.differences):
        return needed_in_steps(values.differences, difference, alpha)
    return needed_for_mean(difference, values.scatter, alpha)


def smallest_shown(values: Values, of: int, alpha: float = CLAIM) -> float | None:
    """The smallest difference that `of` pairs show, where as many change, or vary as much, as here.

    None where not even the largest would show.
    """
    n = len(values.before)
    if not n:
        return None
    if values.is_binary:
        return smallest_share(of, likely_share(values.changed, n), alpha)
    if are_steps(values.differences):
        return smallest_in_steps(values.differences, of, alpha)
    return smallest_mean(of, values.scatter, alpha)


def verdict_of(result: Result, corrected: float | None, margin: float | None) -> Verdict:
    """Better or worse where the corrected p is rare enough, and no winner from anything else.

    Equivalent where the interval lies within the margin, whatever the p: a difference that was
    said not to matter is no win.
    """
    if margin and result.interval and all(abs(end) <= margin for end in result.interval):
        return "equivalent"
    if corrected is None or corrected > CLAIM or not result.difference:
        return "cannot_tell"
    return "better" if way_of(result.metric, 0.0, result.difference) > 0 else "worse"


def _of_shares(values: Values) -> tuple[Interval | None, float | None]:
    gained = sum(one > 0 for one in values.differences)
    lost = values.changed - gained
    return paired_share_interval(gained, lost, len(values.before)), mcnemar(gained, lost)


def _of_means(differences: Sequence[float]) -> tuple[Interval | None, float | None]:
    p = sign_flip(differences)
    return interval_beside(paired_mean_interval(differences), differences, p), p


def interval_beside(
    interval: Interval | None, differences: Sequence[float], p: float | None
) -> Interval | None:
    """The interval, cut off at 0 where the test has found which run is better.

    What lies beyond 0 the test excludes, which is exact. That takes no more than its share of
    errors from the coverage. The interval of shares needs no cut: its posterior is always the
    surer of the two.
    """
    if interval is None or p is None or p > CLAIM:
        return interval
    low, high = interval
    return (max(low, 0.0), high) if np.mean(differences) > 0 else (low, min(high, 0.0))
