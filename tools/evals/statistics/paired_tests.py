"""Could a paired difference be chance? Exact where that can be counted out."""

from collections.abc import Sequence

import numpy as np
from scipy.stats import binomtest

from tools.evals.statistics.levels import CLAIM, SEED

_COUNTED_OUT = 14
"""Differences of which all 2^k signs are tried; beyond that signs are drawn."""
_DRAWN = 10_000
_AT_ONCE = 4_000_000
_DIGITS = 12
"""Decimals, in units of the largest difference, beyond which sums of floats are noise."""


def could_show(changed: int) -> bool:
    """Whether so many pairs that differ could show anything, if all differed the same way.

    Both tests have 2^(1 − changed) as their smallest p. What cannot show anything need not be
    corrected for (Tarone, Biometrics 46, 1990, 515-522).
    """
    return 2.0 ** (1 - changed) <= CLAIM


LEAST_CHANGED = next(count for count in range(1, 64) if could_show(count))
"""Pairs that have to differ before anything could be shown: six."""


def mcnemar(gained: int, lost: int) -> float | None:
    """The two-sided p of McNemar's exact test: a coin thrown for each pair that changed.

    McNemar (Psychometrika 12, 1947, 153-157), in the exact form. None when no pair changed, for
    then there is nothing to test.
    """
    changed = gained + lost
    return float(binomtest(gained, changed, 0.5).pvalue) if changed else None


def sign_flip(differences: Sequence[float], seed: int = SEED) -> float | None:
    """The two-sided p of the sign-flip permutation test of paired differences.

    If it does not matter which run an answer is from, every sign is as likely as the other
    (Fisher, The Design of Experiments, 1935, 21). All signs are tried for up to 14 differences
    that are not zero; else 10,000 draws, counted as (hits + 1) / (draws + 1) (Phipson and Smyth,
    2010), so that p is never too small. None when no pair differs.
    """
    sizes = np.abs(np.asarray(differences, dtype=float))
    largest = float(sizes.max(initial=0.0))
    if not largest:
        return None
    signed = np.round(np.asarray(differences, dtype=float) / largest, _DIGITS)
    sizes = np.sort(np.abs(signed[signed != 0]))
    seen = abs(float(signed.sum())) - 10.0 ** (3 - _DIGITS)
    k = len(sizes)
    if k <= _COUNTED_OUT:
        flips = (np.arange(2**k)[:, None] >> np.arange(k)) & 1
        return float(np.mean(np.abs((1 - 2 * flips) @ sizes) >= seen))
    dice, hits = np.random.default_rng(seed), 0
    batch = max(1, min(_DRAWN, _AT_ONCE // k))
    total = float(sizes.sum())
    for start in range(0, _DRAWN, batch):
        rows = min(batch, _DRAWN - start)
        bits = np.unpackbits(
            np.frombuffer(dice.bytes(rows * -(-k // 8)), dtype=np.uint8).reshape(rows, -1),
            axis=1,
            count=k,
        )
        hits += int(np.sum(np.abs(total - 2 * (bits.astype(float) @ sizes)) >= seen))
    return (hits + 1) / (_DRAWN + 1)
