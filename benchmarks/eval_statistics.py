"""Do the statistics of `compare_runs` hold what they state? Against known truths.

`python -m benchmarks.eval_statistics [--simulations N] [--sizes 20 50 100 300] [--only power …]`
prints how often a winner is named where there is none (A/A), how often intervals hold the true
difference, and how often the stated smallest difference is found when it is really there, or any
with as many examples as it is said to need. Rates of different answers, such as those of two
weeks, are counted out, too. Scores of 0 and 1 are counted out over all outcomes, the others
simulated. Only pairs that change count for 0 and 1, so a cell stands for every base rate from which
so many can change.
"""

import argparse
from collections.abc import Sequence

import numpy as np
from scipy.stats import binom

from benchmarks.counted_out import (
    found_at_smallest_share,
    found_of_shares,
    rate_coverage,
    share_coverage,
)
from benchmarks.paired_draws import (
    MEAN_STEP,
    Drawn,
    costs,
    graded,
    grades,
    latency,
    slower,
)
from benchmarks.rates_apart import false_clears, newcombe_coverage
from benchmarks.simulated_pairs import (
    coverage,
    false_winners,
    found_at_smallest,
    found_with_needed,
)
from benchmarks.whole_verdicts import false_verdicts
from knowledge.records import Unit
from tools.evals.statistics.levels import ALPHA, POWER

SIZES = (20, 50, 100, 300)
SIMULATIONS = 1_000
CHANGES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
"""Shares of pairs that change."""
GAINS = tuple(float(share) for share in np.linspace(0.5, 1, 11))
"""Of these, the share that gains: from no difference to all one way."""
TIES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9)
LEANS = (0.0, 0.4, 0.8)
"""By how much more of the grades that move go up than down."""
FEW = 6
"""With fewer changed pairs no interval can leave out 0 for as little as 5 % of the time."""


OTHERS: dict[str, tuple[Drawn, Unit, tuple[float, ...]]] = {
    "shares of claims": (graded, "share", (0.0, 0.05, 0.2)),
    "seconds, a shift": (latency, "seconds", (0.0, 0.3)),
    "seconds, a factor": (slower, "seconds", (0.0, 0.6)),
    "dollars, a factor of 1, 1.2, 2": (costs, "dollars", (0.0, 0.281, 1.405)),
}
"""Other scores, their unit, and true differences."""


def _row(name: str, rates: Sequence[float]) -> list[float]:
    """Print the mean and range of these; give them back."""
    told = f"{np.nanmin(rates):.1%} to {np.nanmax(rates):.1%}" if len(rates) > 1 else ""
    print(f"    {name:38} {np.nanmean(rates):6.1%}  {told}", flush=True)
    return list(rates)


def _print_false_winners(n: int, simulations: int) -> None:
    print(f"  A/A: a winner is named (at most {ALPHA:.0%})")
    _row("0/1, 2 to 50 % change", [found_of_shares(n, change, 0.0) for change in CHANGES])
    _row("grades, 0 to 90 % ties", [false_winners(grades(t), n, simulations) for t in TIES])
    for name, (draw, _, _) in OTHERS.items():
        _row(name, [false_winners(draw, n, simulations)])


def _print_verdicts(n: int, simulations: int) -> None:
    print("  A/A: a whole comparison of eight metrics, three segments, row by row")
    for name, rate in false_verdicts(n, simulations).items():
        _row(name, [rate])


def _print_rates(n: int, simulations: int) -> None:
    print("  rates of different answers, n and n, n and 3 n (counted out; six at once simulated)")
    rates = np.linspace(0.05, 0.95, 91)
    _row("one share, 5 to 95 % (Wilson)", [rate_coverage(n, float(rate)) for rate in rates])
    for other in (n, 3 * n):
        _row(f"difference of {n} and {other} (Newcombe)", newcombe_coverage(n, other))
    _row("A/A: any of six is told apart", [false_clears(n, k * n, simulations) for k in (1, 3)])


def _print_coverage(n: int, simulations: int) -> None:
    print(f"  intervals hold the truth (nominal {1 - ALPHA:.0%}): mean, and least to most")
    every = []
    for change in CHANGES:
        few = float(binom.cdf(FEW - 1, n, change))
        name = f"0/1, {change:.0%} change ({few:.0%} under {FEW} pairs)"
        every += _row(name, [share_coverage(n, change, gains) for gains in GAINS])
    _row("0/1, all", every)
    six = [share_coverage(n, change, gains, FEW) for change in CHANGES for gains in GAINS]
    if not np.isnan(six).all():
        _row(f"0/1, cells where {FEW} pairs mostly change", six)
    every = []
    for ties in TIES:
        few = float(binom.cdf(FEW - 1, n, 1 - ties))
        leans = [lean * (1 - ties) * MEAN_STEP for lean in LEANS]
        name = f"grades, {ties:.0%} ties ({few:.0%} under {FEW} pairs)"
        every += _row(name, [coverage(grades(ties), n, lean, simulations) for lean in leans])
    _row("grades, all", every)
    for name, (draw, _, shifts) in OTHERS.items():
        _row(name, [coverage(draw, n, shift, simulations) for shift in shifts])


def _print_power(n: int, simulations: int) -> None:
    print(
        f"  the stated smallest difference is found (stated {POWER:.0%}), its mean, how often told"
    )
    for change in CHANGES:
        rate, size = found_at_smallest_share(n, change)
        print(f"    {f'0/1, {change:.0%} change':38} {rate:6.1%}  {size:.3f}", flush=True)
    others: dict[str, tuple[Drawn, Unit]] = {
        f"grades, {ties:.0%} ties": (grades(ties), "share") for ties in TIES
    }
    others |= {name: (draw, unit) for name, (draw, unit, _) in OTHERS.items()}
    for name, (draw, unit) in others.items():
        rate, size, told = found_at_smallest(draw, unit, n, simulations)
        print(f"    {name:38} {rate:6.1%}  {size:.3f}  {told:.0%}", flush=True)


def _print_needed(n: int, simulations: int) -> None:
    print("  a difference is found with as many examples as n say that it needs, their mean number")
    others: dict[str, tuple[Drawn, Unit, float]] = {
        f"grades, {ties:.0%} ties": (grades(ties), "share", 0.4) for ties in (0.0, 0.5, 0.7)
    }
    others |= {name: (draw, unit, shifts[1]) for name, (draw, unit, shifts) in OTHERS.items()}
    for name, (draw, unit, shift) in others.items():
        rate, needed = found_with_needed(draw, unit, n, shift, simulations)
        print(f"    {name:38} {rate:6.1%}  {needed:.0f}", flush=True)


PARTS = {
    "winners": _print_false_winners,
    "verdicts": _print_verdicts,
    "coverage": _print_coverage,
    "rates": _print_rates,
    "power": _print_power,
    "needed": _print_needed,
}


def main() -> None:
    """Print the tables of each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--simulations", type=int, default=SIMULATIONS)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS))
    asked = parser.parse_args()
    for n in asked.sizes:
        print(f"eval statistics, n = {n}: {asked.simulations} simulations each")
        for part in asked.only:
            PARTS[part](n, asked.simulations)


if __name__ == "__main__":
    main()
