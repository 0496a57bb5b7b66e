"""Differences in steps, such as grades have: what so many pairs of them can show.

A better run moves more of its grades up and fewer down; it does not lift all by a tenth of a
grade. So what counts is how many pairs change, and by how much, and McNemar's test says how many
more must gain than lose.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.evals.statistics.levels import CLAIM
from tools.evals.statistics.power import likely_share, needed_for_share, smallest_share

_FEW = 5
"""With fewer pairs that change it is not known how large their steps are."""


def are_steps(differences: Sequence[float]) -> bool:
    """Whether the differences are of few sizes: at most half as many as there are pairs."""
    return 2 * len({round(abs(one), 9) for one in differences}) <= len(differences)


def smallest_in_steps(differences: Sequence[float], of: int, alpha: float = CLAIM) -> float | None:
    """The smallest mean difference that `of` pairs show POWER often, if steps stay as large.

    The smallest difference of shares, where as many pairs change, times the step (the root of the
    mean square): in standard errors the two are the same. Not more than all that change going one
    way, or as many as have to go one way if those are more, by the mean step: then how often they
    go that way is what counts, and not how far. None when fewer than five pairs change or nothing
    could be shown.
    """
    steps = _steps(differences)
    share = smallest_share(of, steps.share, alpha) if steps.changed >= _FEW else None
    if share is None:
        return None
    return min(share * steps.root, max(steps.share, share) * steps.mean)


def needed_in_steps(
    differences: Sequence[float], difference: float, alpha: float = CLAIM
) -> int | None:
    """How many pairs show such a mean difference, POWER often; None for none or too many."""
    steps, size = _steps(differences), abs(difference)
    if not steps.changed:
        return None
    one_way = size >= steps.share * steps.mean
    share = size / (steps.mean if one_way else steps.root)
    return needed_for_share(min(share, 1.0), steps.share, alpha)


@dataclass(frozen=True)
class _Steps:
    """What is known of the pairs that change."""

    changed: int
    """How many they are."""
    share: float
    """The share of pairs that is likely to change."""
    mean: float
    """By how much they change on average."""
    root: float
    """The root of the mean square of that."""


def _steps(differences: Sequence[float]) -> _Steps:
    sizes = np.abs([one for one in differences if one])
    share = likely_share(len(sizes), len(differences))
    if not len(sizes):
        return _Steps(0, share, 0.0, 0.0)
    return _Steps(len(sizes), share, float(sizes.mean()), float(np.sqrt(np.mean(sizes**2))))
