"""What has to be known of a metric to say which of two values is better."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.records import Better, Unit
from tools.evals.scorers.named import SCORERS

ANSWERED = "answered"
"""Whether there is an answer at all: compared wherever a call failed, so that a run cannot look
better by failing on what is hard."""


class Metric(BaseModel):
    """One thing that is compared."""

    model_config = ConfigDict(frozen=True)

    name: str
    """The scorer's name."""
    unit: Unit | None = None
    """What it is measured in; None when that is not known."""
    better: Better = "higher"
    """Which direction is good."""
    assumed: bool = False
    """Whether the direction is not known and higher was taken to be better."""
    kind: Literal["technical", "business", "running"] = "technical"
    """Quality of the words, fitness for the product, or time and money."""


def metric_of(name: str, values: Iterable[float], lower: Iterable[str] = ()) -> Metric:
    """The metric with that name: a scorer's, or one of which only the values are known.

    Values between 0 and 1 are taken for shares. `lower` names those of which less is better.
    """
    if name == ANSWERED:
        return Metric(name=name, unit="share")
    if scorer := SCORERS.get(name):
        return Metric(name=name, unit=scorer.unit, better=scorer.better, kind=scorer.kind)
    is_share = all(0 <= value <= 1 for value in values)
    if name in set(lower):
        return Metric(name=name, unit="share" if is_share else None, better="lower")
    return Metric(name=name, unit="share" if is_share else None, assumed=True)
