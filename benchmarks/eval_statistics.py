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
from functools import cache

import numpy as np
from scipy.stats import binom, multinomial

from benchmarks.paired_draws import (
    MEAN_STEP,
    Drawn,
    Two,
    costs,
    graded,
    grades,
    latency,
    slower,
)
from benchmarks.rates_apart import false_clears, newcombe_coverage
from benchmarks.whole_verdicts import false_verdicts
from knowledge.records import Unit
from tools.evals.comparing.metric import Metric
from tools.evals.comparing.result import Values, interval_beside, needed_to_show, smallest_shown
from tools.evals.statistics.intervals import Interval, paired_share_interval, share_interval
from tools.evals.statistics.levels import ALPHA, CLAIM, POWER
from tools.evals.statistics.mean_intervals import paired_mean_interval
from tools.evals.statistics.paired_tests import mcnemar, sign_flip
from tools.evals.statistics.power import likely_share, smallest_share

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
_UNLIKELY = 1e-8
_SELDOM = 0.5
"""What happens less often is no case by itself: it is picked out by its luck."""

_MOST_NEEDED = 3_000
"""More examples than a simulation draws."""

OTHERS: dict[str, tuple[Drawn, Unit, tuple[float, ...]]] = {
    "shares of claims": (graded, "share", (0.0, 0.05, 0.2)),
    "seconds, a shift": (latency, "seconds", (0.0, 0.3)),
    "seconds, a factor": (slower, "seconds", (0.0, 0.6)),
    "dollars, a factor of 1, 1.2, 2": (costs, "dollars", (0.0, 0.281, 1.405)),
}
"""Other scores, their unit, and true differences."""


def differences(two: Two) -> list[float]:
    """Pair by pair, the second less the first."""
    found: list[float] = (two[1] - two[0]).tolist()
    return found


@cache
def paired_interval(gained: int, lost: int, n: int) -> Interval:
    """The interval of a difference of shares, kept."""
    return paired_share_interval(gained, lost, n) or (-1.0, 1.0)


def outcomes(n: int, gained: float, lost: float) -> list[tuple[int, int, float]]:
    """How many may gain and lose, but for what hardly ever happens, and how likely that is."""
    ups = np.arange(n + 1)
    up, down = (one.ravel() for one in np.meshgrid(ups, ups, indexing="ij"))
    up, down = up[up + down <= n], down[up + down <= n]
    shares = [gained, lost, max(1 - gained - lost, 0.0)]
    likely = multinomial.pmf(np.stack([up, down, n - up - down], axis=1), n, shares)
    up, down, likely = (one[likely > _UNLIKELY] for one in (up, down, likely))
    return list(zip(up.tolist(), down.tolist(), (likely / likely.sum()).tolist(), strict=True))


def share_coverage(n: int, change: float, gains: float, least: int = 0) -> float:
    """How often the interval of a difference of shares holds it, counted out.

    Where at least so many pairs change; nan where that hardly ever happens.
    """
    up, down = change * gains, change * (1 - gains)
    held = told = 0.0
    for gained, lost, likely in outcomes(n, up, down):
        if gained + lost >= least:
            low, high = paired_interval(gained, lost, n)
            held += likely * (low <= up - down <= high)
            told += likely
    return held / told if told > _SELDOM else float("nan")


def rate_coverage(n: int, rate: float) -> float:
    """How often Wilson's interval of a single share holds it, counted out."""
    held = 0.0
    for count in range(n + 1):
        low, high = share_interval(count, n) or (0.0, 1.0)
        held += float(binom.pmf(count, n, rate)) * (low <= rate <= high)
    return held


def found_of_shares(n: int, change: float, difference: float) -> float:
    """How often McNemar's test finds a difference of shares, counted out."""
    up, down = (change + difference) / 2, (change - difference) / 2
    return sum(
        likely for gained, lost, likely in outcomes(n, up, down) if _mcnemar(gained, lost) <= CLAIM
    )


@cache
def _mcnemar(gained: int, lost: int) -> float:
    p = mcnemar(gained, lost)
    return 1.0 if p is None else p


def found_at_smallest_share(n: int, change: float) -> tuple[float, float]:
    """How often the smallest difference stated by one comparison is found by the next, and it.

    The first, of equal runs, states what n examples can show; the second differs by just that.
    """
    found, stated, told = 0.0, 0.0, 0.0
    for changed in range(n + 1):
        likely = float(binom.pmf(changed, n, change))
        smallest = smallest_share(n, likely_share(changed, n)) if likely > 1e-4 else None
        if smallest is not None:
            told += likely
            stated += likely * smallest
            found += likely * found_of_shares(n, max(change, smallest), smallest)
    return found / told, stated / told


def false_winners(draw: Drawn, n: int, simulations: int, seed: int = 1) -> float:
    """How often the test tells two equal runs apart."""
    dice = np.random.default_rng(seed)
    return sum(_p(draw(dice, n, 0.0)) <= CLAIM for _ in range(simulations)) / simulations


def _p(two: Two) -> float:
    p = sign_flip(differences(two))
    return 1.0 if p is None else p


def coverage(draw: Drawn, n: int, shift: float, simulations: int, seed: int = 2) -> float:
    """How often the interval of a mean, as it is shown, holds the true difference."""
    dice, held, told = np.random.default_rng(seed), 0, 0
    for _ in range(simulations):
        given = differences(draw(dice, n, shift))
        interval = interval_beside(paired_mean_interval(given), given, sign_flip(given))
        if interval:
            told += 1
            held += interval[0] <= shift <= interval[1]
    return held / told if told else float("nan")


def values(two: Two, unit: Unit) -> Values:
    """The two as a comparison has them."""
    before, after = (tuple(map(float, side)) for side in two)
    return Values(Metric(name="m", unit=unit), None, before, after, unscored=0)


def found_at_smallest(
    draw: Drawn, unit: Unit, n: int, simulations: int, seed: int = 3
) -> tuple[float, float, float]:
    """How often the smallest stated difference is found, its mean, and how often one is stated."""
    dice, found, stated = np.random.default_rng(seed), 0, []
    for _ in range(simulations):
        smallest = smallest_shown(values(draw(dice, n, 0.0), unit), n)
        if smallest is not None:
            stated.append(smallest)
            found += _p(draw(dice, n, smallest)) <= CLAIM
    if not stated:
        return float("nan"), float("nan"), 0.0
    return found / len(stated), float(np.mean(stated)), len(stated) / simulations


def found_with_needed(
    draw: Drawn, unit: Unit, n: int, shift: float, simulations: int
) -> tuple[float, float]:
    """How often a difference is found with as many pairs as n of equal runs say, and their mean."""
    dice, found, needs = np.random.default_rng(4), 0, []
    for _ in range(simulations):
        needed = needed_to_show(values(draw(dice, n, 0.0), unit), shift)
        if needed is not None and needed <= _MOST_NEEDED:
            needs.append(needed)
            found += _p(draw(dice, needed, shift)) <= CLAIM
    if not needs:
        return float("nan"), float("nan")
    return found / len(needs), float(np.mean(needs))


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
