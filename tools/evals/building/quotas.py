"""From a plan to whole numbers: how many examples of which kind, at least and at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.records import Example
from tools.evals.building.plan import Each, Plan, Want, Where
from tools.evals.building.slicing import slices_of

DEFAULT_TOTAL = 100
"""Examples in a set when nobody said how many."""


@dataclass(frozen=True)
class Quota:
    """How many examples of a kind a set is to hold."""

    where: Where
    """Which kind."""
    low: int
    """At least so many."""
    high: int | None
    """At most so many; None for any number."""


def fits(example: Example, where: Where) -> bool:
    """Whether an example is of that kind; a dimension that it lacks does not fit."""
    slices = slices_of(example)
    return all(slices.get(key) in values for key, values in where.items())


def quotas(plan: Plan, values: Mapping[str, Mapping[str, int]]) -> tuple[int, list[Quota]]:
    """The number of examples and the quotas that the plan comes to.

    `values` are the dimensions with how often each value occurs in the traffic. Shares of one
    dimension are rounded together, so that two halves of 101 make 101.
    """
    total = total_of(plan, values)
    each = [one for part in plan.each for one in _each(part, values)]
    wants = [*_counted(plan.wants, total), *_counted(each, total)]
    found = [_quota(one) for one in wants]
    found += [one for key in plan.balance for one in _spread(key, values, total, even=True)]
    found += [one for key in plan.traffic for one in _spread(key, values, total, even=False)]
    found += _rest(plan, wants, total)
    return total, [*found, *_nothing_else(found, values, total)]


def wants_of(plan: Plan, values: Mapping[str, Mapping[str, int]]) -> list[Want]:
    """All numbered wishes of a plan, those for every value of a dimension one by one."""
    return [*plan.wants, *(one for part in plan.each for one in _each(part, values))]


def total_of(plan: Plan, values: Mapping[str, Mapping[str, int]]) -> int:
    """How many examples the plan comes to in all; `DEFAULT_TOTAL` where it does not say."""
    each = [one for part in plan.each for one in _each(part, values)]
    return plan.total or _implied(plan.wants, each) or DEFAULT_TOTAL


def rounded(shares: Sequence[float], total: int) -> list[int]:
    """Whole numbers with these shares of `total`, by largest remainder (Hamilton's method).

    Their sum is the rounded sum of the exact amounts.
    """
    exact = [share * total for share in shares]
    counts = [int(amount + 1e-9) for amount in exact]
    missing = round(sum(exact)) - sum(counts)
    by_remainder = sorted(range(len(exact)), key=lambda at: (counts[at] - exact[at], at))
    for at in by_remainder[:missing]:
        counts[at] += 1
    return counts


def _each(each: Each, values: Mapping[str, Mapping[str, int]]) -> list[Want]:
    return [
        Want({**each.where, each.key: frozenset({value})}, each.count, each.share, each.bound)
        for value in sorted(values.get(each.key, {}))
    ]


def _implied(wants: Sequence[Want], each: Sequence[Want]) -> int | None:
    """The total that the counts of one dimension add up to."""
    for part in (each, wants):
        sums: dict[tuple[str, ...], int] = {}
        for one in part:
            if one.count is not None and one.bound == "exactly":
                keys = tuple(sorted(one.where))
                sums[keys] = sums.get(keys, 0) + one.count
        if sums:
            return max(sums.values()) or None
    return None


def _counted(wants: Sequence[Want], total: int) -> list[Want]:
    """All wants as counts; shares of the same dimensions are rounded together."""
    groups: dict[tuple[tuple[str, ...], str], list[int]] = {}
    for at, one in enumerate(wants):
        if one.share is not None:
            groups.setdefault((tuple(sorted(one.where)), one.bound), []).append(at)
    counts = {at: one.count for at, one in enumerate(wants)}
    for places in groups.values():
        numbers = rounded([wants[at].share or 0.0 for at in places], total)
        counts |= dict(zip(places, numbers, strict=True))
    return [Want(one.where, counts[at], None, one.bound) for at, one in enumerate(wants)]


def _quota(want: Want) -> Quota:
    count = want.count or 0
    low = 0 if want.bound == "at_most" else count
    return Quota(want.where, low, None if want.bound == "at_least" else count)


def _spread(
    key: str, values: Mapping[str, Mapping[str, int]], total: int, *, even: bool
) -> list[Quota]:
    counts = values.get(key, {})
    names = sorted(counts, key=lambda name: (-counts[name], name))
    whole = sum(counts.values())
    shares = [1 / len(names) if even else counts[name] / whole for name in names]
    return [
        Quota({key: frozenset({name})}, count, count)
        for name, count in zip(names, rounded(shares, total), strict=True)
    ]


def _rest(plan: Plan, wants: Sequence[Want], total: int) -> list[Quota]:
    """What "the rest" comes to: what the counts of its dimension leave over."""
    found = []
    for where in plan.rest:
        taken = sum(one.count or 0 for one in wants if one.where.keys() == where.keys())
        left = max(total - taken, 0)
        found.append(Quota(where, left, left))
    return found


def _nothing_else(
    found: Sequence[Quota], values: Mapping[str, Mapping[str, int]], total: int
) -> list[Quota]:
    """Where exact numbers of one dimension add up to everything, its other values are unwanted."""
    unwanted = []
    for key in values:
        exact = [one for one in found if one.where.keys() == {key} and one.low == one.high]
        named = frozenset(value for one in exact for value in one.where[key])
        others = frozenset(values[key]) - named
        if exact and others and sum(one.low for one in exact) >= total:
            unwanted.append(Quota({key: others}, 0, 0))
    return unwanted
