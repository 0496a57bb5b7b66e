"""Training and validation, so that nobody and nothing is on both sides."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from knowledge.records import Example
from tools.evals.likeness import alike, asked

VALIDATION = 0.1
"""Share of the examples that validate, about."""


def split(
    examples: Sequence[Example], belongs: Mapping[str, Sequence[str]]
) -> tuple[list[Example], list[Example]]:
    """The examples to train on and those to validate with.

    `belongs` names, by the example's id, the user and the session; what shares one of them, or
    asks the same but for a figure, stays on one side. Whole groups are moved to the smaller side,
    in an order that depends on nothing but their names.
    """
    groups = _Groups(len(examples))
    first: dict[str, int] = {}
    for at, one in enumerate(examples):
        for name in belongs.get(one.id, ()):
            groups.join(at, first.setdefault(name, at))
    for pair in alike([asked(one) for one in examples]):
        groups.join(pair.one, pair.other)
    members: dict[int, list[int]] = defaultdict(list)
    for at in range(len(examples)):
        members[groups.of(at)].append(at)
    wanted = round(len(examples) * VALIDATION)
    validating: set[int] = set()
    for some in sorted(members.values(), key=lambda one: _order(examples[one[0]].id)):
        if len(validating) + len(some) <= wanted:
            validating.update(some)
    return (
        [one for at, one in enumerate(examples) if at not in validating],
        [one for at, one in enumerate(examples) if at in validating],
    )


def _order(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


class _Groups:
    """Disjoint sets (Galler and Fischer, 1964)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def of(self, one: int) -> int:
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._parent[second] = first
