"""Lays a clause of a claim beside the clause of the passages that has most of it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from tools.claims.altered.places import Place, Places
from tools.claims.altered.units import Unit

_CLOSE = 3
"""The power of the share that a clause has in common with the passages: what differs in one that
keeps to their words is a change, in one in other words it is part of the wording."""
_WIDEST = 4
"""Units of the passages between two that the claim has, from which on nothing stands for them."""
_BESIDE = 0.8
"""How much a unit counts as standing in another's place where only one neighbour agrees."""
_ELSEWHERE = 0.3
"""How much of a unit counts that stands in the sentence, but in another clause."""
_NEARLY = 0.75
"""How much of what the best clause has another one must have for the claim to be of both."""


@dataclass(frozen=True)
class SaidClaim:
    """A claim, its units, and where in the passages each of them stands."""

    text: str
    """Its words."""
    own: Sequence[Unit]
    """Its units."""
    stands: Sequence[Collection[Place]]
    """Where each of them stands in the passages."""
    places: Places
    """The passages."""

    def weight(self, some: Collection[int]) -> float:
        """How much some of its units weigh."""
        return sum(self.own[at].weight for at in some)

    @cached_property
    def whole(self) -> float:
        """How much all of them weigh."""
        return self.weight(range(len(self.own)))


class Beside:
    """A clause of a claim beside one of the passages, unit by unit."""

    def __init__(
        self, said: SaidClaim, row: Sequence[int], sentences: dict[int, set[int]], place: Place
    ) -> None:
        self.claim, self.own, self.stands = said.text, said.own, said.stands
        self.places, self.weight = said.places, said.weight
        self.row = row
        """The units of the claim's clause, by their place in `own`."""
        self.sentences = sentences
        """Those of them that each sentence of the passages has, by its number."""
        self.whole = self.weight(row)
        """How much they weigh."""
        self.number, clause = place
        """The sentence of the other clause."""
        self.text, self.there = self.places.texts[self.number], self.places.units[self.number]
        """That sentence and its units."""
        self.span = [at for at, unit in enumerate(self.there) if unit.clause == clause]
        """The units of the other clause, by their place in `there`."""
        self.pairs = self._pairs()
        """For each unit of the claim's clause that the other has, its place in `there`."""
        self.cover = self.weight(self.pairs) / self.whole
        """The share of the claim's clause that the other has."""
        self.close = self.telling(self.cover)
        """How telling it is that they differ, 0 to 1."""

    @staticmethod
    def telling(share: float) -> float:
        """How telling a difference is where that share of the rest is the same."""
        return share**_CLOSE

    def _pairs(self) -> dict[int, int]:
        pairs: dict[int, int] = {}
        taken: set[int] = set()
        last = self.span[0]
        for at in self.row:
            options = [
                unit
                for number, unit in self.stands[at]
                if number == self.number and unit in self.span and unit not in taken
            ]
            if options:
                terms = self.own[at].terms
                last = min(
                    options,
                    key=lambda one: (-len(terms & self.there[one].terms), abs(one - last), one),
                )
                pairs[at] = last
                taken.add(last)
        return pairs

    def in_place_of(self, at: int) -> list[tuple[int, float]]:
        """Units of the passages where one of the claim would stand, and how surely, 0 to 1."""
        left = max((one for one in self.pairs if one < at), default=None)
        right = min((one for one in self.pairs if one > at), default=None)
        if left is not None and right is not None:
            start, end = self.pairs[left], self.pairs[right]
            if start < end <= start + _WIDEST:
                return self._free([(one, 1.0) for one in range(start + 1, end)])
        options = []
        for step in (1, 2):
            if left is not None:
                options.append((self.pairs[left] + step, _BESIDE / step / (at - left)))
            if right is not None:
                options.append((self.pairs[right] - step, _BESIDE / step / (right - at)))
        return self._free(options)

    def _free(self, options: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
        taken = set(self.pairs.values())
        return [(one, sure) for one, sure in options if one in self.span and one not in taken]


def beside(said: SaidClaim, row: Sequence[int]) -> tuple[Beside | None, Beside | None]:
    """The clause `row` beside the one that has most of it, and beside a rival in its sentence.

    None where no clause of the passages has any of it, or none nearly as much as the best.
    """
    clauses: dict[Place, set[int]] = defaultdict(set)
    sentences: dict[int, set[int]] = defaultdict(set)
    for at in row:
        for number, unit in said.stands[at]:
            clauses[number, said.places.units[number][unit].clause].add(at)
            sentences[number].add(at)
    if not clauses:
        return None, None

    def likeness(place: Place) -> tuple[float, int, int]:
        around = said.weight(sentences[place[0]] - clauses[place])
        return said.weight(clauses[place]) + _ELSEWHERE * around, -place[0], -place[1]

    best = max(clauses, key=likeness)
    others = [one for one in clauses if one[0] == best[0] and one != best]
    rival = max(others, key=likeness, default=None)
    if rival is not None and likeness(rival)[0] < _NEARLY * likeness(best)[0]:
        rival = None
    return (
        Beside(said, row, sentences, best),
        None if rival is None else Beside(said, row, sentences, rival),
    )
