"""Each segment of a run by the main scorer, with its interval, the weakest first."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from knowledge.records import Better, Unit
from tools.evals.statistics.intervals import share_interval
from tools.evals.statistics.mean_intervals import paired_mean_interval

LEAST = 5
"""Scored examples of a segment below which it is not called weak."""


class Measure(Protocol):
    """What has to be known of a scorer to sum up its values; ours, or another tool's."""

    @property
    def name(self) -> str:
        """Such as `claim_recall`."""

    @property
    def unit(self) -> Unit | None:
        """What its values are measured in; None when that is not known."""

    @property
    def better(self) -> Better:
        """Which direction is good."""

    @property
    def kind(self) -> Literal["technical", "business", "running"]:
        """Quality of the words, fitness for the product, or time and money."""


class Slice(BaseModel):
    """One segment by the main scorer."""

    model_config = ConfigDict(frozen=True)

    key: str
    """Such as `style`."""
    value: str
    """Such as `comedy`."""
    scored: int
    """Examples with a value."""
    failed: int
    """Examples without an answer."""
    mean: float
    """The mean of the values."""
    low: float | None = None
    """The lower end of its 95 % interval; None where there is none."""
    high: float | None = None
    """The upper end."""


def slices_of(
    sliced: Mapping[tuple[str, str], Mapping[str, Sequence[float]]],
    lost: Mapping[tuple[str, str], int],
    main: str | None,
    scorers: Sequence[Measure],
) -> tuple[Slice, ...]:
    """The segments with enough values, from the values of each by scorer; none without `main`."""
    if main is None:
        return ()
    scorer = next(one for one in scorers if one.name == main)
    found = []
    for (key, value), scores in sliced.items():
        values = scores.get(main, ())
        if len(values) < LEAST:
            continue
        low, high = interval_of(scorer, values)
        found.append(
            Slice(
                key=key,
                value=value,
                scored=len(values),
                failed=lost.get((key, value), 0),
                mean=fmean(values),
                low=low,
                high=high,
            )
        )
    sign = -1 if scorer.better == "lower" else 1
    return tuple(sorted(found, key=lambda one: (sign * one.mean, one.key)))


def interval_of(scorer: Measure, values: Sequence[float]) -> tuple[float | None, float | None]:
    """The 95 % interval of a scorer's mean: of zeros and ones that of a share; None for too few."""
    if scorer.unit == "share" and values and set(values) <= {0.0, 1.0}:
        interval = share_interval(int(sum(values)), len(values))
    else:
        interval = paired_mean_interval(values)
    if not interval:
        return None, None
    low, high = interval
    if scorer.unit is None:
        return low, high
    # Shares, times, tokens and prices are never below nothing, whatever a few values suggest.
    return max(low, 0.0), min(high, 1.0) if scorer.unit == "share" else high
