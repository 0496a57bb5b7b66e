"""The safety margin of a quality floor, from examples that a mix was not chosen on."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.model_scores import Matrix, ScoreTable
from tools.decisions.mix.assign import cheapest, shrunk
from tools.decisions.mix.kinds import Kinds, learnt_kinds, whole_segments
from tools.decisions.mix.outcome import Kept

CONFIDENCE = 0.8
"""How sure the floor is to be kept on new examples."""
_ONE_SIDED = 0.8416
"""The normal quantile of that."""
_TARGETS = 11
"""How many floors are tried, from the one that is stated to all of the best quality."""
_FOLDS = 5
_SEED = 11


def settled(
    table: ScoreTable, cost: Matrix, shares: Matrix, top: int, floor: float
) -> tuple[Kinds, Kept]:
    """Whether to go by segments or by kinds of query within them, and the margin that it takes.

    Kinds count only where they keep the floor at less cost on examples left out.
    """
    plain, kinds = whole_segments(table), learnt_kinds(table, top)
    kept = margin(table, cost, shares, top, floor, kinds_of=whole_segments)
    if len(kinds.kinds) == len(plain.kinds):
        return plain, kept
    finer = margin(table, cost, shares, top, floor, kinds_of=lambda part: learnt_kinds(part, top))
    return (kinds, finer) if finer.cost < kept.cost - 1e-12 else (plain, kept)


def margin(
    table: ScoreTable,
    cost: Matrix,
    shares: Matrix,
    top: int,
    floor: float,
    *,
    kinds_of: Callable[[ScoreTable], Kinds],
) -> Kept:
    """The smallest floor to solve for that keeps the stated one on examples left out.

    A mix that is chosen for its scores is partly chosen for its luck, and keeps less than it
    promises. So each fifth of the examples is scored by the mix of the other four (Stone 1974),
    and a target counts when the lower confidence limit of what is kept reaches the floor.
    """
    fold = _folds(table)
    parts = [_Part(table, shares, fold == at, kinds_of) for at in range(_FOLDS)]
    for target in np.linspace(floor, 1.0, _TARGETS):
        picks = np.full(table.n, top)
        for one in parts:
            chosen = _chosen(one.quality, cost, one.weights, top, float(target))
            picks[one.left_out] = np.array(chosen)[one.kind]
        share, low = _share(table, picks, shares, top, floor)
        if low >= floor - 1e-9:
            spent = float(_weights(table, shares) @ cost[picks])
            return Kept(target=float(target), share=share, low=low, cost=spent)
    return Kept(target=None, share=1.0, low=1.0, cost=float(cost[top]))


class _Part:
    """A fifth that is left out, and what the other four say."""

    def __init__(
        self,
        table: ScoreTable,
        shares: Matrix,
        left_out: NDArray[np.bool_],
        kinds_of: Callable[[ScoreTable], Kinds],
    ) -> None:
        others = table.part(~left_out)
        kinds = kinds_of(others)
        self.left_out, self.kind = left_out, kinds.of(table.part(left_out))
        self.quality = shrunk(kinds.split(others))
        self.weights = kinds.weights(others, shares)


def _weights(table: ScoreTable, shares: Matrix) -> Matrix:
    """What each example weighs, so that the segments weigh their shares."""
    n = np.bincount(table.segment, minlength=len(shares))
    return np.asarray((shares / np.maximum(n, 1))[table.segment])


def _chosen(
    quality: Matrix, cost: Matrix, shares: Matrix, top: int, target: float
) -> Sequence[int]:
    """The assignment at a target; the strongest for all where there is none."""
    best = float(shares @ np.nan_to_num(quality[:, top]))
    found = cheapest(quality, cost, shares, target * best)
    return found.chosen if found else [top] * len(shares)


def _share(
    table: ScoreTable, picks: NDArray[np.int64], shares: Matrix, top: int, floor: float
) -> tuple[float, float]:
    """The share of the strongest one's quality that the picks keep, and its lower limit.

    The limit is that of picked − floor × strongest, pair by pair: their segments' means weighed by
    the shares, with the variance within segments. Examples that lack either score are left out.
    """
    strongest = table.scores[:, top]
    over = table.scores[np.arange(table.n), picks] - floor * strongest
    known = ~np.isnan(over)
    segment, over = table.segment[known], over[known]
    n = np.bincount(segment, minlength=len(shares))
    seen = n > 0
    if not seen.any():
        return 0.0, 0.0
    weights = np.where(seen, shares, 0.0) / shares[seen].sum()
    per = np.maximum(n, 1)
    means = np.bincount(segment, weights=over, minlength=len(shares)) / per
    spread = float(np.sum((over - means[segment]) ** 2)) / max(len(over) - int(seen.sum()), 1)
    if seen.sum() == len(over):  # one example a segment: nothing tells how they scatter within
        spread = float(np.var(over))
    error = float(np.sqrt(spread * np.sum(weights**2 / per)))
    best = float(weights @ (np.bincount(segment, strongest[known], len(shares)) / per))
    if best <= 0:
        return 1.0, 1.0
    mean = float(weights @ means)
    return floor + mean / best, floor + (mean - _ONE_SIDED * error) / best


def _folds(table: ScoreTable) -> NDArray[np.int64]:
    """For each example its fifth, dealt at random and evenly within each segment."""
    order = np.random.default_rng(_SEED).permutation(table.n)
    order = order[np.argsort(table.segment[order], kind="stable")]
    fold = np.empty(table.n, dtype=np.int64)
    fold[order] = np.arange(table.n) % _FOLDS
    return fold
