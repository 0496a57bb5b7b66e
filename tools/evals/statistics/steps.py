"""Differences in steps, such as grades have: what so many pairs of them can show.

A better run moves more of its grades up and fewer down; it does not lift all by a tenth of a
grade. So what counts is how many pairs change, and by how much, and McNemar's test says how many
more must gain than lose.
"""

from collections.abc import Sequence

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
    mean square): in standard errors the two are the same. None when fewer than five pairs change
    or nothing could be shown.
    """
    changed, step = _steps(differences)
    if changed < _FEW:
        return None
    share = smallest_share(of, likely_share(changed, len(differences)), alpha)
    return None if share is None else share * step


def needed_in_steps(
    differences: Sequence[float], difference: float, alpha: float = CLAIM
) -> int | None:
    """How many pairs show such a mean difference, POWER often; None for none or too many."""
    changed, step = _steps(differences)
    if not changed:
        return None
    share = min(abs(difference) / step, 1.0)
    return needed_for_share(share, likely_share(changed, len(differences)), alpha)


def _steps(differences: Sequence[float]) -> tuple[int, float]:
    """How many pairs change, and the step by which they do."""
    sizes = np.asarray([one for one in differences if one], dtype=float)
    return len(sizes), float(np.sqrt(np.mean(sizes * sizes))) if len(sizes) else 0.0
