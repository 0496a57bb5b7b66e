"""Draws a set to a plan: quotas of several dimensions at once, seeded, and diverse.

How many come from which kind is an integer programme, solved exactly by HiGHS (SciPy's `milp`),
so that quotas are met whenever examples exist that meet them. Which ones come is a farthest-first
choice: each next example is the one least like those that are drawn already.
"""

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from knowledge.records import Example
from tools.evals.building.fingerprints import fingerprints
from tools.evals.building.quotas import Quota, fits
from tools.evals.building.slicing import CASE, DIFFICULTY, slices_of

_SECONDS = 10.0
"""How long the finer wishes may be weighed; the quotas themselves take milliseconds."""
_JITTER = 0.15
"""Likeness that chance is worth, so that another seed draws another set."""
_CROWDED = 1.0
"""Likeness that it is worth to be of slices that are drawn more often than they occur."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Missed:
    """A quota that could not be met."""

    quota: Quota
    """What was wanted."""
    got: int
    """How many there are in the draw."""
    there: int
    """How many there were to draw from."""


@dataclass(frozen=True)
class Drawn:
    """What was drawn."""

    examples: list[Example]
    """In the order of the pool."""
    missed: list[Missed]
    """What the pool did not allow; empty when the plan is met."""
    lacking: int
    """How many examples fewer than the total there are."""


def draw(
    pool: Sequence[Example],
    total: int,
    quotas: Sequence[Quota],
    *,
    seed: int = 0,
    traffic: Mapping[str, Mapping[str, int]] | None = None,
) -> Drawn:
    """At most `total` examples that meet the quotas as far as the pool allows.

    Dimensions without a quota follow `traffic`, where given. Equal arguments draw the same.
    """
    cells: dict[tuple[bool, ...], list[int]] = {}
    for at, example in enumerate(pool):
        cells.setdefault(tuple(fits(example, one.where) for one in quotas), []).append(at)
    kinds = sorted(cells)
    sizes = [len(cells[kind]) for kind in kinds]
    counts = allotted(kinds, sizes, total, quotas)
    chosen = _Choice(pool, seed, _free(quotas, traffic or {}))
    about_faults = [bool({DIFFICULTY, CASE, "cause"} & one.where.keys()) for one in quotas]
    for kind, count in sorted(zip(kinds, counts, strict=True), key=lambda one: one[1]):
        wants_hard = any(map(operator.and_, kind, about_faults))
        chosen.add(cells[kind], count, proven_first=wants_hard)
    drawn = [pool[at] for at in sorted(chosen.places)]
    missed = []
    for at, one in enumerate(quotas):
        got = sum(fits(example, one.where) for example in drawn)
        there = sum(size for kind, size in zip(kinds, sizes, strict=True) if kind[at])
        if got < one.low or (one.high is not None and got > one.high):
            missed.append(Missed(one, got, there))
    return Drawn(drawn, missed, total - len(drawn))


def allotted(
    kinds: Sequence[tuple[bool, ...]], sizes: Sequence[int], total: int, quotas: Sequence[Quota]
) -> list[int]:
    """How many to take of each kind: first the quotas, then the total, then in proportion."""
    if not kinds or total <= 0:
        return [0] * len(kinds)
    first = _by_quotas(kinds, sizes, total, quotas)
    slack = sum(_beyond(first, kinds, one, at) for at, one in enumerate(quotas))
    second = _in_proportion(kinds, sizes, total, quotas, slack=slack, taken=sum(first))
    return second or first


def _beyond(counts: Sequence[int], kinds: Sequence[tuple[bool, ...]], one: Quota, at: int) -> int:
    got = sum(count for count, kind in zip(counts, kinds, strict=True) if kind[at])
    over = got - one.high if one.high is not None else 0
    return max(one.low - got, over, 0)


def _by_quotas(
    kinds: Sequence[tuple[bool, ...]], sizes: Sequence[int], total: int, quotas: Sequence[Quota]
) -> list[int]:
    """Counts by kind that miss the quotas by least, and then the total."""
    n, slack = len(kinds), 2 * len(quotas)
    cost = np.concatenate([np.full(n, -1.0), np.full(slack, total + 1.0)])
    rules = [_quota_rule(kinds, quotas), _sum_rule(n, slack, low=0, high=total)]
    return _solved(cost, rules, sizes)


def _in_proportion(
    kinds: Sequence[tuple[bool, ...]],
    sizes: Sequence[int],
    total: int,
    quotas: Sequence[Quota],
    *,
    slack: int,
    taken: int,
) -> list[int]:
    """Counts by kind that miss the quotas by no more than `slack`, come to `taken`, and are as near
    to proportion as can be; [] where that takes too long.
    """
    n, missed, whole = len(kinds), 2 * len(quotas), sum(sizes)
    even = np.array([min(total, whole) * size / whole for size in sizes])
    # The last variables are how far each count is from proportion, on either side.
    cost = np.concatenate([np.zeros(n + missed), np.ones(n)])
    sides = np.kron(np.eye(n), [[1], [-1]])
    apart = np.hstack([sides, np.zeros((2 * n, missed)), -np.abs(sides)])
    rules = [
        _quota_rule(kinds, quotas, more=n),
        _sum_rule(n, missed + n, low=taken, high=taken),
        _sum_rule(missed, n, low=0, high=slack, after=n),
        LinearConstraint(apart, -np.inf, np.kron(even, [1, -1])),
    ]
    return _solved(cost, rules, sizes, seconds=_SECONDS)


def _quota_rule(
    kinds: Sequence[tuple[bool, ...]], quotas: Sequence[Quota], more: int = 0
) -> LinearConstraint:
    """The variables are the counts, what each quota lacks, what it has too many, and `more`."""
    n, q = len(kinds), len(quotas)
    fitting = np.array(kinds, dtype=np.float64).reshape(n, q).T
    rows = np.hstack([fitting, np.eye(q), -np.eye(q), np.zeros((q, more))])
    highs = [np.inf if one.high is None else one.high for one in quotas]
    return LinearConstraint(rows, [one.low for one in quotas], highs)


def _sum_rule(count: int, more: int, *, low: int, high: int, after: int = 0) -> LinearConstraint:
    """The sum of `count` variables, which stand `after` some and before `more`."""
    row = np.concatenate([np.zeros(after), np.ones(count), np.zeros(more)])
    return LinearConstraint(row, low, high)


def _solved(
    cost: Numbers,
    rules: Sequence[LinearConstraint],
    sizes: Sequence[int],
    seconds: float | None = None,
) -> list[int]:
    """The counts, which are the first variables and whole; [] where none were found in time."""
    n = len(sizes)
    most = np.concatenate([sizes, np.full(len(cost) - n, np.inf)])
    found = milp(
        cost,
        constraints=rules,
        bounds=Bounds(np.zeros(len(cost)), most),
        integrality=np.arange(len(cost)) < n,
        options={"time_limit": seconds} if seconds else {},
    )
    return [] if found.x is None else [round(count) for count in found.x[:n]]


class _Choice:
    """Takes examples one by one, each unlike those that are taken."""

    def __init__(
        self, pool: Sequence[Example], seed: int, wanted: Mapping[str, Mapping[str, float]]
    ) -> None:
        self.places: list[int] = []
        self._prints = fingerprints([one.query for one in pool])
        self._likeness = np.zeros(len(pool), dtype=np.float32)
        self._chance = np.array([_chance(seed, one.id) for one in pool], dtype=np.float32)
        self._proven = np.array([_is_proven(one) for one in pool], dtype=bool)
        values = [(key, value) for key, shares in wanted.items() for value in shares]
        slices = [slices_of(one) for one in pool]
        self._is_of = np.array(
            [[one.get(key) == value for key, value in values] for one in slices], dtype=np.float32
        ).reshape(len(pool), len(values))
        self._shares = np.array([wanted[key][value] for key, value in values], dtype=np.float32)
        self._seen = np.zeros(len(values), dtype=np.float32)

    def add(self, cell: Sequence[int], count: int, *, proven_first: bool) -> None:
        """Take `count` of a kind; with `proven_first` those with a diagnosed fault come first."""
        left = np.array(cell)
        for _ in range(count):
            proven = left[self._proven[left]] if proven_first else left
            among = proven if len(proven) else left
            taken = max(len(self.places), 1)
            over = np.maximum(self._seen / taken - self._shares, 0)
            cost = self._likeness[among] + _JITTER * self._chance[among]
            best = int(among[np.argmin(cost + _CROWDED * (self._is_of[among] @ over))])
            left = left[left != best]
            self._take(best)

    def _take(self, at: int) -> None:
        self.places.append(at)
        self._seen += self._is_of[at]
        np.maximum(self._likeness, self._prints @ self._prints[at], out=self._likeness)


def _free(
    quotas: Sequence[Quota], traffic: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, float]]:
    """The dimensions that no quota speaks of, with each value's share of the traffic."""
    bound = {key for one in quotas for key in one.where}
    totals = {key: sum(counts.values()) for key, counts in traffic.items()}
    return {
        key: {value: count / totals[key] for value, count in counts.items()}
        for key, counts in traffic.items()
        if key not in bound and totals[key]
    }


def _chance(seed: int, example_id: str) -> float:
    """A number of 0 to 1 that hangs on nothing but the seed and the id."""
    digest = blake2b(f"{seed}\n{example_id}".encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(digest) / 2**32


def _is_proven(example: Example) -> bool:
    return example.cause not in {None, "none", "undetermined"}
