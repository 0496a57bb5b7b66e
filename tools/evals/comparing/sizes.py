"""How many examples show a difference, before or after anything was run."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from tools.evals.comparing.metric import Metric
from tools.evals.comparing.result import Values, needed_to_show, smallest_shown
from tools.evals.statistics.power import needed_for_share, smallest_share

ASSUMED = (0.1, 0.2, 0.4)
"""Shares of examples that come out differently, where there are no runs to go by: close versions
of one product, usual ones, and very different ones."""
USUAL = 0.2
"""The one of them that the answer goes by."""


class Size(BaseModel):
    """What it takes in one metric, or under one assumption."""

    model_config = ConfigDict(frozen=True)

    metric: Metric | None
    """The metric; None for an assumption."""
    changed: float | None
    """The share of examples that come out differently; None where scores are no yes and no."""
    needed: int | None
    """Examples that show the difference, 80 % of the time; None: more than anybody collects."""
    shown: float | None
    """The smallest difference that the planned examples show; None: none, or none are planned."""


def assumed_sizes(difference: float, planned: int | None) -> list[Size]:
    """What it takes for a yes or no, at several shares of examples that change."""
    return [
        Size(
            metric=None,
            changed=share,
            needed=needed_for_share(difference, share),
            shown=smallest_share(planned, share) if planned else None,
        )
        for share in ASSUMED
        # A difference is no larger than the share of what changes.
        if share >= difference or share == max(ASSUMED)
    ]


def seen_sizes(family: Sequence[Values], difference: float, planned: int | None) -> list[Size]:
    """What it takes in each metric of shares, where as much changes as between two runs."""
    return [
        Size(
            metric=one.metric,
            changed=one.changed / len(one.before) if one.is_binary else None,
            needed=needed_to_show(one, difference),
            shown=smallest_shown(one, planned) if planned else None,
        )
        for one in family
        if one.before and one.metric.unit == "share"
    ]
