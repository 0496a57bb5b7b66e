"""The records of a comparison. Everywhere the difference is the second run minus the first."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.evals.comparing.metric import Metric
from tools.evals.statistics.intervals import Interval

Verdict = Literal["better", "worse", "equivalent", "cannot_tell"]
"""What can be said of one metric."""
Overall = Literal["better", "worse", "mixed", "equivalent", "cannot_tell"]
"""What can be said of the whole; mixed is better in one metric and worse in another."""
Way = Literal["win", "loss", "regression"]
"""Better than before; worse than before; and, of those, good before and bad now."""
Test = Literal["mcnemar", "sign_flip"]


class Result(BaseModel):
    """One metric over one set of pairs."""

    model_config = ConfigDict(frozen=True)

    metric: Metric
    """What is compared."""
    segment: str | None = None
    """Such as `style=comedy`; None for all pairs."""
    n: int
    """Pairs that both have a score."""
    unscored: int = 0
    """Pairs without a score on one side or both."""
    before: float | None
    """The first run's mean over the pairs; None without any."""
    after: float | None
    """The second run's."""
    before_interval: Interval | None = None
    """Its interval, for scores of 0 and 1 (Wilson)."""
    after_interval: Interval | None = None
    """The same of the second run."""
    difference: float | None
    """The second mean less the first."""
    interval: Interval | None
    """Where the true difference lies (95 %, this metric by itself); None when it cannot be told.
    It lies on the verdict's side of 0 where there is one."""
    test: Test
    """Which test: McNemar's for scores of 0 and 1, sign flips for others."""
    p: float | None
    """Its p, two-sided; None when no pair differs."""
    corrected: float | None = None
    """The p with all that is compared at once taken into account."""
    smallest: float | None
    """The smallest difference that this many pairs show, 80 % of the time; None: none at all, or,
    of grades and the like, that too few pairs changed to say."""
    needed: int | None
    """Pairs that it takes to show a difference as large as the one seen; None: none was seen, or
    more than anybody will collect."""
    enough: int | None = None
    """Pairs that it takes to show a difference as large as the one that matters; None: none was
    said, or it cannot be told."""
    wins: int
    """Pairs on which the second run is better."""
    losses: int
    """Pairs on which it is worse."""
    regressions: int | None
    """Of the losses those that were good and are bad; None where a value is not good or bad."""
    verdict: Verdict
    """What can be said."""


class Change(BaseModel):
    """One example on which the two runs differ."""

    model_config = ConfigDict(frozen=True)

    example_id: str
    """The example."""
    way: Way
    """Which way."""
    metrics: dict[str, tuple[float, float]]
    """The metrics that changed that way: before and after."""
    query: str | None
    """What was asked; None where it is not known."""
    before: str | None
    """The first run's answer; None where it is not known."""
    after: str | None
    """The second run's."""
    reason: str
    """Why the second run's score is as it is; empty where no reason was given."""
    segment: dict[str, str] = Field(default_factory=dict)
    """The example's segment."""


class LeftOut(BaseModel):
    """Examples that could not be paired, by the reason."""

    model_config = ConfigDict(frozen=True)

    only_first: int = 0
    """In the first run only."""
    only_second: int = 0
    """In the second run only."""
    failed_first: int = 0
    """No answer in the first run alone."""
    failed_second: int = 0
    """No answer in the second run alone."""
    failed_both: int = 0
    """No answer in either."""
    changed: int = 0
    """The same id, and another question or expectation."""


def deciding_of(results: Sequence[Result], main: str | None) -> list[Result]:
    """The results on which a verdict rests: the main one; else quality before time and money."""
    if main:
        return [one for one in results if one.metric.name == main]
    return [one for one in results if one.metric.kind != "running"] or list(results)


class Comparison(BaseModel):
    """Two runs compared."""

    model_config = ConfigDict(frozen=True)

    pairs: int
    """Examples that both runs answered."""
    left_out: LeftOut
    """The others."""
    main: str | None
    """The metric that was named to decide; None for all together."""
    margin: float | None
    """How small a difference does not matter, if said."""
    results: list[Result]
    """The metrics, the main one first."""
    segments: list[Result]
    """The same by segment, with a correction of their own."""
    by: str | None = None
    """The dimension whose values were asked for, one by one; None for none."""
    rows: list[Result] = Field(default_factory=list)
    """Its values by one metric, corrected together."""
    without: int = 0
    """Pairs that have no value of that dimension."""
    versions: dict[str, tuple[int, int]]
    """Scorers that were not compared, for their versions differ."""
    missing: list[str]
    """Scorers that only one of the runs has."""
    changes: list[Change]
    """Regressions, other losses, wins; of each the largest changes first, and no more than
    `KEPT`."""
    totals: dict[Way, int]
    """How many there are of each."""
    verdict: Overall
    """What can be said of the whole."""
    decided_by: str | None
    """The metric on which the verdict rests; None for several or none."""

    def of(self, *ways: Way) -> list[Change]:
        """The examples that changed in one of these ways."""
        return [one for one in self.changes if one.way in ways]

    @property
    def deciding(self) -> list[Result]:
        """The results on which the verdict rests."""
        return deciding_of(self.results, self.main)

    def result(self, name: str | None) -> Result | None:
        """The result of that metric over all pairs."""
        return next((one for one in self.results if one.metric.name == name), None)
