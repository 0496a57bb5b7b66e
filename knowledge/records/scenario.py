"""Scenarios: candidate uses of AI, and how much each is worth and takes."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Origin = Literal["given", "estimated"]


class Estimate(BaseModel):
    """One number of a scenario, and whether it was said or worked out."""

    model_config = ConfigDict(frozen=True)

    value: float | None
    """On the scale 0 to 10; None where nothing is known."""
    origin: Origin
    """Whether the PM said it or we worked it out."""
    said: str | None = None
    """What the PM said, verbatim, for a given one."""
    low: float | None = None
    """The least it may well be."""
    high: float | None = None
    """The most it may well be."""
    evidence: tuple[str, ...] = ()
    """What an estimate rests on, each a sentence in the reader's language with its link."""


class Scenario(BaseModel):
    """A candidate use of AI."""

    model_config = ConfigDict(frozen=True)

    name: str = Field(min_length=1)
    """What the PM calls it."""
    pain: Estimate
    """How much it hurts users that it is not there; 10 is most."""
    difficulty: Estimate
    """How hard it is to build; 10 is hardest."""
