"""What a set covers: its slices against counts and against the traffic, and what is missing."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.records import Example
from tools.evals.building.slicing import CASE, DIFFICULTY, dimensions, slices_of

_FEWER = 0.5
"""A slice whose share of the set is below half its share of the traffic is under-represented."""
_WORTH = 2.0
"""Examples that a slice's share of the traffic has to come to before its lack is worth a word."""
_MOST_ROWS, _MOST_COLUMNS = 12, 8


class Cell(BaseModel):
    """One slice, or the overlap of two, in the set and in the traffic."""

    model_config = ConfigDict(frozen=True)

    row: str
    """The value of the matrix's first dimension."""
    column: str | None
    """The value of its second; None where it has one only."""
    count: int
    """Examples of the set."""
    share: float
    """Their share of the set."""
    traffic: float | None
    """Its share of the traffic; None where that is not known."""


class Gap(BaseModel):
    """A slice that the set has too little of."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["absent", "few"]
    """In the traffic but not in the set; or in the set, but at less than half its share."""
    where: dict[str, str]
    """The slice."""
    count: int
    """Examples that the set has of it."""
    traffic: float
    """Its share of the traffic."""
    needed: int
    """Examples to add of it, so that its share of the set is that of the traffic."""


class Coverage(BaseModel):
    """A matrix of up to two dimensions, with the gaps of all of them."""

    model_config = ConfigDict(frozen=True)

    dimensions: list[str]
    """What the matrix is by: none, one or two."""
    rows: list[str]
    """Values of the first, the most frequent first."""
    columns: list[str]
    """Values of the second."""
    cells: list[Cell]
    """Row by row."""
    gaps: list[Gap]
    """What is missing, the largest share of the traffic first."""
    total: int
    """Examples in the set."""
    traffic_of: int
    """How many traces the shares of the traffic rest on; 0 for none."""


def coverage(
    examples: Sequence[Example],
    traffic: Sequence[Mapping[str, str]],
    by: Sequence[str] | None = None,
) -> Coverage:
    """What a set covers of the traffic.

    `traffic` are the slices of traces drawn at random; `by` names one or two dimensions, by
    default the two that tell most.
    """
    values = _values(examples, traffic)
    chosen = [key for key in by or _telling(values) if key in values][:2]
    rows, columns = _axes(values, chosen)
    cells = list(_cells(examples, traffic, chosen, rows, columns))
    return Coverage(
        dimensions=chosen,
        rows=rows,
        columns=columns,
        cells=cells,
        gaps=gaps(examples, traffic),
        total=len(examples),
        traffic_of=len(traffic),
    )


def gaps(examples: Sequence[Example], traffic: Sequence[Mapping[str, str]]) -> list[Gap]:
    """Slices of any one dimension that the set lacks, or has less than half as often.

    A slice counts from a share on that would bring two examples into the set. Difficulty and
    outcome are no gaps: a set is meant to have more of the hard ones.
    """
    found = []
    total = len(examples)
    in_set = _counted(map(slices_of, examples))
    for key, counts in _counted(traffic).items():
        if key in {DIFFICULTY, CASE, "cause", "version"} or total == 0:
            continue
        for value, count in counts.items():
            share, has = count / len(traffic), in_set.get(key, Counter())[value]
            if not is_short(has, total, share):
                continue
            kind: Literal["absent", "few"] = "few" if has else "absent"
            needed = missing(has, total, share)
            found.append(
                Gap(kind=kind, where={key: value}, count=has, traffic=share, needed=needed)
            )
    return sorted(found, key=lambda one: (-one.traffic, sorted(one.where.items())))


def is_short(count: int, total: int, traffic: float | None) -> bool:
    """Whether a slice with `count` of `total` examples has too little for its share of traffic."""
    if traffic is None or not total:
        return False
    return traffic * total >= _WORTH and count / total < _FEWER * traffic


def missing(count: int, total: int, share: float) -> int:
    """The least k with (count + k) / (total + k) ≥ share; a share of 1 takes none but others out.

    >>> missing(0, 100, 0.1), missing(5, 100, 0.1), missing(3, 4, 0.5)
    (12, 6, 0)
    """
    if share >= 1:
        return 0
    return max(math.ceil((share * total - count) / (1 - share) - 1e-9), 0)


def _values(
    examples: Sequence[Example], traffic: Sequence[Mapping[str, str]]
) -> dict[str, Counter[str]]:
    """The set's dimensions, with the values of the traffic among theirs."""
    found = dimensions(examples)
    for key, counts in _counted(traffic).items():
        if key in found:
            found[key] += Counter(dict.fromkeys(counts, 0)) + counts
    return found


def _telling(values: Mapping[str, Counter[str]]) -> list[str]:
    return [key for key, counts in values.items() if len(counts) > 1][:2]


def _axes(values: Mapping[str, Counter[str]], chosen: Sequence[str]) -> tuple[list[str], list[str]]:
    ordered = [[value for value, _ in values[key].most_common()] for key in chosen]
    rows = ordered[0][:_MOST_ROWS] if ordered else []
    columns = ordered[1][:_MOST_COLUMNS] if len(ordered) > 1 else []
    return rows, columns


def _cells(
    examples: Sequence[Example],
    traffic: Sequence[Mapping[str, str]],
    chosen: Sequence[str],
    rows: Sequence[str],
    columns: Sequence[str],
) -> Iterator[Cell]:
    def place(slices: Mapping[str, str]) -> tuple[str | None, ...]:
        return tuple(slices.get(key) for key in chosen)

    in_set = Counter(place(slices_of(one)) for one in examples)
    in_traffic = Counter(map(place, traffic))
    across: list[str | None] = [*columns] or [None]
    for row in rows:
        for column in across:
            at = (row,) if column is None else (row, column)
            yield Cell(
                row=row,
                column=column,
                count=in_set[at],
                share=in_set[at] / len(examples) if examples else 0.0,
                traffic=in_traffic[at] / len(traffic) if traffic else None,
            )


def _counted(slices: Iterable[Mapping[str, str]]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for one in slices:
        for key, value in one.items():
            found.setdefault(key, Counter())[value] += 1
    return found
