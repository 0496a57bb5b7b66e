"""Clusters of like failures, and the traffic that they are measured against."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.language import Lang
from knowledge.records.diagnosis import Cause, Priority


class Share(BaseModel):
    """So many of so many, with the interval in which the true share lies (95 %, Wilson)."""

    model_config = ConfigDict(frozen=True)

    count: int
    """How many."""
    of: int
    """Of how many."""
    low: float
    """The interval's lower end, 0 to 1."""
    high: float
    """Its upper end."""

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.count / self.of if self.of else None


class Week(BaseModel):
    """One week, from Monday on."""

    model_config = ConfigDict(frozen=True)

    start: date
    """Its Monday."""
    traces: int
    """All traces of the week."""
    count: int = 0
    """Those that belong to the cluster."""


class Release(BaseModel):
    """A version of the product, and when it was first seen."""

    model_config = ConfigDict(frozen=True)

    version: str
    """Its name."""
    first: date
    """The day of its first trace."""
    traces: int
    """How many traces it has."""


class Traffic(BaseModel):
    """What the product's users did in a stretch of time: the whole that shares are shares of."""

    model_config = ConfigDict(frozen=True)

    traces: int
    """How many traces."""
    users: int
    """How many users."""
    first: datetime | None = None
    """The oldest trace."""
    last: datetime | None = None
    """The newest trace."""
    weeks: list[Week] = Field(default_factory=list)
    """Traces by week, oldest first."""
    releases: list[Release] = Field(default_factory=list)
    """The versions in the order of their first traces."""
    segments: dict[str, dict[str, int]] = Field(default_factory=dict)
    """Traces by the value of each thing to slice by."""


class Trend(BaseModel):
    """Whether a kind of failure takes up more of the traffic than before."""

    model_config = ConfigDict(frozen=True)

    verdict: Literal["growing", "shrinking", "steady", "unknown"]
    """`steady` when the change could be chance, `unknown` when there is too little to tell."""
    recent: Share | None = None
    """Its share of the newest third of the weeks."""
    before: Share | None = None
    """Its share of the weeks before."""
    low: float | None = None
    """The lower end of the interval of the difference, in shares."""
    high: float | None = None
    """The upper end."""


class Lift(BaseModel):
    """A segment that is hit more than others."""

    model_config = ConfigDict(frozen=True)

    key: str
    """What it is sliced by, such as `style`."""
    value: str
    """The segment, such as `comedy`."""
    within: Share
    """Its share of the cluster."""
    base: float
    """Its share of the traffic."""
    lift: float
    """How many times as much."""


class TypicalCase(BaseModel):
    """A case of a cluster, to be opened."""

    model_config = ConfigDict(frozen=True)

    id: str
    """The trace."""
    query: str
    """What the user asked."""
    note: str
    """What went wrong, in the reader's language."""
    confidence: float | None = None
    """How sure the diagnosis is."""
    version: str | None = None
    """The product's version."""


class Cluster(BaseModel):
    """Failures that the same change would repair."""

    model_config = ConfigDict(frozen=True)

    key: str
    """Names it for good, such as `intent/audience_mismatch/audience:children>adults`."""
    cause: Cause
    """The stage."""
    subcause: str | None = None
    """The finer kind."""
    name: dict[Lang, str]
    """What it is, in both languages."""
    size: int
    """How many cases."""
    users: int
    """How many users met it."""
    cases: list[str]
    """The ids of its cases, in the order in which they were given."""
    traffic: float | None = None
    """Share of all traffic, 0 to 1; an estimate where only some were diagnosed."""
    user_share: float | None = None
    """Share of all users, 0 to 1."""
    examples: list[TypicalCase]
    """The clearest cases, as different as possible."""
    weeks: list[Week] = Field(default_factory=list)
    """Its cases by week, beside all traffic."""
    trend: Trend
    """Whether it grows."""
    segments: list[Lift] = Field(default_factory=list)
    """Who is hit most."""
    priority: Priority | None = None
    """How soon; None where nothing can be fixed yet."""
    fix: str = ""
    """What to change, as for the clearest case."""
    needs: list[str] = Field(default_factory=list)
    """For the undetermined: what to log, the most wanted first."""
