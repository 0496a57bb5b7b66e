"""What is asked of failures, and what was found: the arguments and the artifact of the tool."""

from typing import Literal

from pydantic import BaseModel, Field

from knowledge.language import Lang
from knowledge.records import Cause, Cluster, Traffic
from knowledge.traffic import Signal
from tools.alike import Alike
from tools.arguments import Arguments
from tools.cause_shifts import CauseShift

Part = Literal["users", "export", "sure", "good"]
"""The one thing that is asked of the failures, where it is not all."""
MOST = 1_000
"""Traces that are diagnosed at once, unless the user wants fewer."""
ROWS = 10
"""Kinds, or cases of one kind, that are listed at a time."""
LIKE_IT = 4
"""Cases of one kind that come first, with all else that there is to say of it."""


class GoodCase(BaseModel):
    """An answer that users disliked and in which nothing was found to be wrong."""

    id: str
    """The trace."""
    query: str
    """What was asked."""
    acts: list[str]
    """What the user did with the answer, as `page.event` names it."""


class UndecidedCase(BaseModel):
    """A case of which nothing can be told yet."""

    id: str
    """The trace."""
    query: str
    """What was asked."""
    needs: list[str]
    """What would have to be logged to tell."""


class FindBadCasesArgs(Arguments):
    """Which failures to look for; nothing given means all that users disliked."""

    signal: Signal = Field(default="any", description="random: a sample.")
    period: str | None = Field(
        default=None,
        description="last_week, 7d or 2026-10-01..2026-10-15.",
    )
    version: str | None = Field(default=None, description="v2.")
    feature: str | None = Field(default=None, description="A feature.")
    segment: str | None = Field(default=None, description="style=comedy.")
    cause: Cause | None = Field(default=None, description="Only this stage's.")
    kind: str | None = Field(default=None, description="ranking, stale.")
    about: str | None = Field(default=None, description="In the queries.")
    against: str | None = Field(default=None, description="To compare with.")
    like: str | None = Field(default=None, description="This case's kind.")
    part: Part | None = None
    start: int = Field(default=1, ge=1, description="From this on.")
    limit: int = Field(default=MOST, ge=1, le=5_000, description="Most traces.")

    @property
    def asks_undecided(self) -> bool:
        """Whether the cases of which nothing can be told are asked for, one by one."""
        others = self.part or self.like or self.against
        return self.cause == "undetermined" and others is None


class BadCasesArtifact(BaseModel):
    """The clusters of failures and what they were found in, for the evidence panel."""

    kind: Literal["bad_cases"] = "bad_cases"
    """What this artifact is."""
    lang: Lang
    """The language of the answer."""
    asked: FindBadCasesArgs
    """What was looked for."""
    traffic: Traffic
    """All traffic of the scope."""
    flagged: int
    """How many traces of it the signal names."""
    diagnosed: int
    """How many of those were diagnosed."""
    causes: dict[str, int]
    """How many of the diagnosed have which cause."""
    failed: int = 0
    """How many of the diagnosed failed, of those that were asked for."""
    users: int = 0
    """How many users met one of those failures."""
    clusters: list[Cluster]
    """The failures, in the order in which to fix them."""
    alike: Alike | None = None
    """The case whose kind was asked for, and what it is."""
    good: list[GoodCase] = Field(default_factory=list)
    """Those in which nothing was found to be wrong, where they were asked for."""
    undecided: list[UndecidedCase] = Field(default_factory=list)
    """Those of which nothing can be told, where they were asked for."""
    listed: list[str]
    """The clearest case of each cluster, for "why the second one?"."""
    shifts: list[CauseShift] = Field(default_factory=list)
    """Each cause's share of the traffic there and here, where another part was to compare with."""
    unfiltered: bool = False
    """Whether `shifts` leave the filters out, for within them there was nothing to compare."""
    suggest: list[str]
    """What to ask next."""
