"""How many answers an A/B test takes."""

from math import ceil

from scipy.special import ndtri

from tools.evals.statistics.levels import ALPHA, POWER


def arm_size(share: float, target: float) -> int | None:
    """Answers an arm to tell two independent shares apart; None where they are the same.

    n = (z₁₋α/₂ + z₁₋β)² · (p₁q₁ + p₂q₂) / (p₁ − p₂)², two-sided (Fleiss, Levin and Paik,
    Statistical Methods for Rates and Proportions, 3rd ed., ch. 4, without the correction for
    continuity).

    >>> arm_size(0.40, 0.45), arm_size(0.4, 0.4)
    (1531, None)
    """
    apart = share - target
    if abs(apart) < 1e-9:
        return None
    reach = float(ndtri(1 - ALPHA / 2) + ndtri(POWER))
    return ceil(reach**2 * (share * (1 - share) + target * (1 - target)) / apart**2)
