"""A plan that asks for more of one dimension than there is room for: 80% comedy, 80% knowledge."""

from collections.abc import Mapping
from dataclasses import dataclass

from tools.evals.building.plan import Plan, Want
from tools.evals.building.quotas import total_of, wants_of

_SLACK = 1e-6
"""Of a third and two thirds that are told as 33.4% and 66.6% is not made a fuss."""


@dataclass(frozen=True)
class Overfull:
    """Wishes that shut each other out and together come to more than all."""

    wants: tuple[Want, ...]
    """The wishes, as they were put."""
    shares: tuple[float, ...]
    """What share of the set each would take."""
    total: int
    """The examples that there are to be in all."""

    @property
    def share(self) -> float:
        """What they take together; 1 is all there is."""
        return sum(self.shares)


def overfull(plan: Plan, values: Mapping[str, Mapping[str, int]]) -> Overfull | None:
    """The first wishes of a plan that do not go into the set together; None where all do.

    Only wishes for different values of one dimension shut each other out; what is wanted at most
    takes no room of its own.
    """
    total = total_of(plan, values)
    by_key: dict[str, list[Want]] = {}
    for one in wants_of(plan, values):
        if len(one.where) == 1 and one.bound != "at_most":
            by_key.setdefault(next(iter(one.where)), []).append(one)
    for key, wants in by_key.items():
        named = [value for one in wants for value in one.where[key]]
        shares = tuple(
            (one.count or 0) / total if one.share is None else one.share for one in wants
        )
        if len(named) == len(set(named)) and sum(shares) > 1 + _SLACK:
            return Overfull(tuple(wants), shares, total)
    return None
