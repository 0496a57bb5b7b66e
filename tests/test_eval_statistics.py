"""The statistics of paired runs: known values, invariants, and what they state, by simulation."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, chi2_contingency
from statsmodels.stats.contingency_tables import mcnemar as peer_mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from benchmarks.counted_out import (
    found_of_shares,
    rate_coverage,
    share_coverage,
)
from benchmarks.paired_draws import Drawn, graded, grades, latency
from benchmarks.rates_apart import false_clears, newcombe_coverage
from benchmarks.simulated_pairs import coverage, false_winners
from benchmarks.whole_verdicts import false_verdicts
from tools.evals.comparing.rates import rate_p, rates_apart
from tools.evals.statistics.correction import holm, in_sequence
from tools.evals.statistics.intervals import paired_share_interval, share_interval
from tools.evals.statistics.levels import CLAIM
from tools.evals.statistics.mean_intervals import paired_mean_interval
from tools.evals.statistics.paired_tests import could_show, mcnemar, sign_flip
from tools.evals.statistics.power import (
    likely_share,
    needed_for_mean,
    needed_for_share,
    smallest_mean,
    smallest_share,
)
from tools.evals.statistics.scatter import Scatter
from tools.evals.statistics.steps import are_steps, needed_in_steps, smallest_in_steps

DIFFERENCES = st.lists(st.floats(-1, 1).map(lambda one: round(one, 3)), min_size=2, max_size=40)


def test_intervals_of_shares_are_the_published_ones() -> None:
    # Airway hyper-responsiveness: 1 gained, 7 lost, of 21 (Fagerland, Lydersen and Laake, 2014).
    # There, by Tango −0.517 to −0.026, Agresti and Min −0.493 to −0.029, Newcombe −0.507 to −0.026.
    assert paired_share_interval(1, 7, 21) == pytest.approx((-0.500, -0.028), abs=0.018)
    assert share_interval(8, 10) == pytest.approx((0.490, 0.943), abs=5e-4)
    assert share_interval(0, 0) is None
    for count, of in ((0, 1), (3, 7), (999, 1_000), (12, 12)):
        peer = proportion_confint(count, of, method="wilson")
        assert share_interval(count, of) == pytest.approx(peer, abs=1e-12)
    assert paired_share_interval(0, 0, 0) is None


@pytest.mark.parametrize(("gained", "lost", "of"), [(1, 7, 21), (6, 16, 161), (3, 0, 20)])
def test_the_interval_of_a_share_is_the_posterior(gained: int, lost: int, of: int) -> None:
    outcomes = [gained + 0.5, lost + 0.5, 0.5, of - gained - lost + 0.5]
    drawn = np.random.default_rng(1).dirichlet(outcomes, 300_000)
    ends = np.quantile(drawn[:, 0] - drawn[:, 1], [0.025, 0.975])
    assert paired_share_interval(gained, lost, of) == pytest.approx(tuple(ends), abs=2e-3)


def test_where_none_changed_the_share_of_changes_is_bounded() -> None:
    low, high = paired_share_interval(0, 0, 20) or (0.0, 0.0)
    assert (1 - high) ** 20 == pytest.approx(0.05)
    assert low == -high
    assert paired_share_interval(6, 0, 6) == pytest.approx((0.283, 1.0), abs=5e-4)


def test_where_most_tie_half_a_pair_is_added_on_each_side() -> None:
    given_ = [1.0] + [-1.0] * 7 + [0.0] * 13
    values, weights = [*given_, 1.0, -1.0], [1.0] * 21 + [0.5, 0.5]
    mean = np.average(values, weights=weights)
    half = 2.120 * np.sqrt(np.average((np.array(values) - mean) ** 2, weights=weights) / 22)
    assert paired_mean_interval(given_) == pytest.approx((mean - half, mean + half), abs=1e-4)
    # Agresti and Min's, in the same paper, but for the quantile: Student's with 16 degrees of
    # freedom, twice the pairs that differ, is the larger.
    normal = half * 1.960 / 2.120
    assert (mean - normal, mean + normal) == pytest.approx((-0.493, -0.029), abs=0.025)
    lifted = [one + 2 for one in given_]
    assert paired_mean_interval(lifted) == pytest.approx(
        (mean + 2 - half, mean + 2 + half), abs=1e-4
    )


def test_the_interval_reaches_further_to_the_side_of_the_long_tail() -> None:
    long_tail = list(np.random.default_rng(4).lognormal(0, 1, 40))
    low, high = paired_mean_interval(long_tail) or (0.0, 0.0)
    mean, spread = np.mean(long_tail), np.std(long_tail, ddof=1)
    student = 2.0227 * spread / 40**0.5
    assert high - mean > 1.2 * (mean - low)
    assert mean - low >= student * 0.9999
    assert high - mean >= student * 0.9999


def test_one_that_differs_is_enough_for_an_interval() -> None:
    low, high = paired_mean_interval([0.0] * 19 + [1.0]) or (0.0, 0.0)
    assert low < 0
    assert high > 0.05
    assert paired_mean_interval([0.0] * 20) is None
    assert paired_mean_interval([0.0, 0.0, 0.0, 1.0]) is None


def test_tests_agree_with_other_ways_to_compute_them() -> None:
    for gained, lost in [(7, 1), (6, 0), (12, 3), (5, 5), (30, 14)]:
        peer = peer_mcnemar([[9, gained], [lost, 4]], exact=True).pvalue
        assert mcnemar(gained, lost) == pytest.approx(peer)
    given_ = [0.3, -0.1, 0.25, 0.4, -0.05]
    sums = [abs(np.dot(signs, np.abs(given_))) for signs in product([1, -1], repeat=5)]
    exact = np.mean([one >= sum(given_) - 1e-9 for one in sums])
    assert sign_flip(given_) == pytest.approx(exact)
    ps = [0.01, 0.04, 0.03, 0.6]
    assert holm(ps) == pytest.approx(list(multipletests(ps, method="holm")[1]))


def test_drawn_signs_come_close_to_all_signs() -> None:
    dice = np.random.default_rng(5)
    fourteen = list(dice.normal(0.3, 0.5, 14))
    exact, drawn = sign_flip(fourteen), sign_flip([*fourteen, 1e-7])
    assert exact == pytest.approx(drawn, abs=0.01)


def test_what_cannot_be_tested_is_no_part_of_the_correction() -> None:
    assert holm([0.02, None, 0.5]) == [0.04, None, 0.5]
    assert in_sequence(0.01, [0.001, None]) == [0.01, None]
    assert in_sequence(0.2, [0.001]) == [0.2]
    assert in_sequence(None, [0.001]) == [1.0]


@given(differences=DIFFERENCES)
@settings(deadline=None, max_examples=60)
def test_swapping_the_runs_swaps_the_sign_and_nothing_else(differences: list[float]) -> None:
    swapped = [-one for one in differences]
    assert sign_flip(differences) == sign_flip(swapped)
    one, other = paired_mean_interval(differences), paired_mean_interval(swapped)
    if one is None or other is None:
        assert one == other
    else:
        assert one == pytest.approx((-other[1], -other[0]))


@given(differences=DIFFERENCES, seed=st.integers(0, 99))
@settings(deadline=None, max_examples=60)
def test_the_order_of_examples_does_not_matter(differences: list[float], seed: int) -> None:
    mixed = list(np.random.default_rng(seed).permutation(differences))
    assert sign_flip(differences) == sign_flip(mixed)
    assert paired_mean_interval(differences) == paired_mean_interval(mixed)


@given(shift=st.floats(0.001, 1), count=st.integers(1, 30))
@settings(deadline=None, max_examples=40)
def test_a_constant_shift_is_found_from_six_examples_on(shift: float, count: int) -> None:
    p = sign_flip([shift] * count)
    assert p is not None
    assert (p <= CLAIM) == (count >= 6) == could_show(count)
    assert paired_mean_interval([shift] * count) is None  # no spread: nothing to go by


@given(gained=st.integers(0, 40), lost=st.integers(0, 40), same=st.integers(0, 60))
@settings(deadline=None, max_examples=80)
def test_the_interval_of_a_share_holds_what_was_seen(gained: int, lost: int, same: int) -> None:
    of = gained + lost + same
    interval = paired_share_interval(gained, lost, of)
    if interval is None:
        assert of == 0
        return
    assert -1 <= interval[0] <= (gained - lost) / of <= interval[1] <= 1
    mirrored = paired_share_interval(lost, gained, of)
    assert mirrored == pytest.approx((-interval[1], -interval[0]), abs=1e-6)


def test_nothing_is_said_where_nothing_can_be() -> None:
    assert mcnemar(0, 0) is None
    assert sign_flip([0.0, 0.0]) is None
    assert sign_flip([]) is None
    assert paired_mean_interval([0.1]) is None
    assert smallest_share(5, 0.4) is None
    assert smallest_mean(5, Scatter(0.3)) is None
    assert smallest_mean(50, Scatter(0.0)) is None
    assert needed_for_share(0.0, 0.2) is None
    assert needed_for_mean(1e-6, Scatter(1.0)) is None
    assert needed_for_mean(0.0, Scatter(1.0)) is None


def test_no_more_than_one_comparison_of_equal_runs_in_twenty_names_a_winner() -> None:
    for n in (20, 50):
        assert max(found_of_shares(n, change, 0.0) for change in (0.05, 0.3, 1.0)) <= 0.05
    assert false_winners(graded, 20, 500) <= 0.05
    assert false_winners(grades(0.5), 20, 500) <= 0.05
    assert false_winners(latency, 50, 300) <= 0.05
    assert max(false_verdicts(20, 20).values()) <= 0.05


@pytest.mark.parametrize("n", [20, 50])
def test_intervals_of_shares_hold_the_truth_as_often_as_they_say(n: int) -> None:
    held = [share_coverage(n, change, gains) for change in (0.2, 0.5) for gains in (0.5, 0.75, 1)]
    assert np.mean(held) == pytest.approx(0.95, abs=0.02)
    assert min(held) > 0.92
    # So few change that no interval can leave out anything for as little as it may.
    assert share_coverage(n, 0.5 / n, 0.5) > 0.97
    assert np.mean([rate_coverage(n, rate) for rate in np.linspace(0.05, 0.95, 19)]) == (
        pytest.approx(0.95, abs=0.02)
    )


@pytest.mark.parametrize(
    ("draw", "shift"), [(graded, 0.05), (latency, 0.0), (grades(0.7), 0.0), (grades(0.7), 0.2)]
)
def test_intervals_of_means_hold_the_truth_as_often_as_they_say(draw: Drawn, shift: float) -> None:
    assert coverage(draw, 50, shift, 1_000) == pytest.approx(0.95, abs=0.02)


def test_rates_of_different_answers_keep_to_what_they_say() -> None:
    held = newcombe_coverage(20, 40)
    assert np.mean(held) == pytest.approx(0.95, abs=0.02)
    assert min(held) > 0.92
    assert false_clears(50, 50, 400) <= 0.05
    assert rates_apart([((40, 50), (20, 50)), ((20, 50), (20, 50))]) == [True, False]
    # Chi-squared without the correction for continuity, times (N - 1) / N.
    plain = float(chi2_contingency([[56, 14], [48, 32]], correction=False).statistic)
    assert rate_p((56, 70), (48, 80)) == pytest.approx(float(chi2.sf(plain * 149 / 150, 1)))
    assert rates_apart([((0, 9), (0, 9)), ((1, 0), (0, 5))]) == [False, False]


def test_steps_are_counted_as_pairs_that_change() -> None:
    steps = [2.0] * 5 + [-2.0] * 3 + [0.0] * 22
    assert are_steps(steps)
    assert not are_steps([0.1 * at for at in range(30)])
    likely = likely_share(8, 30)
    shown = smallest_in_steps(steps, 30)
    assert shown == pytest.approx(2 * (smallest_share(30, likely) or 0))
    assert needed_in_steps(steps, 4 / 30) == needed_for_share(2 / 30, likely)
    assert needed_in_steps(steps, shown or 0) == pytest.approx(30, abs=2)
    assert smallest_in_steps([1.0] * 4 + [0.0] * 26, 30) is None, "four say little of their size"
    assert needed_in_steps([0.0] * 30, 0.1) is None
    assert needed_in_steps([1.0, -1.0, 0.0, 0.0], 0.0) is None
