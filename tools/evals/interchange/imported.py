"""What a file of another tool holds in our records, and what it holds that has no place there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.records import Example, Outcome, Remark, TargetInfo

_MOST_RANGES = 30
"""Ranges of rows that a note names; more are counted."""


@dataclass(frozen=True)
class RecordedRun:
    """What came of a set's examples elsewhere."""

    target: TargetInfo
    """What was asked."""
    outcomes: tuple[Outcome, ...]
    """What came of each example."""
    scorers: Mapping[str, int] = field(default_factory=dict)
    """Who scored, each with a version; 1 where the file names none."""
    examples: frozenset[str] | None = None
    """The ids of the examples it ran over; None for all of the file's."""


@dataclass(frozen=True)
class Imported:
    """A file, read."""

    shape: str
    """What it was taken for: an entry of `interchange.shape`."""
    examples: tuple[Example, ...]
    """The examples, each id once."""
    runs: tuple[RecordedRun, ...] = ()
    """What came of them, a run for each target that the file tells apart."""
    notes: tuple[Remark, ...] = ()
    """Rows that could not be read, and what was not carried over."""
    dataset: str | None = None
    """What the file calls the set; None where it does not."""


class Notes:
    """What an importer has to tell of the rows, gathered so that each thing is told once."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, tuple[tuple[str, str], ...]], list[int]] = defaultdict(list)

    def row(self, number: int, why: str, **values: object) -> None:
        """The row with that number, and the entry of `interchange.note` that tells what it is."""
        told = tuple((name, str(value)) for name, value in values.items())
        rows = self._rows[why, told]
        if not rows or rows[-1] != number:
            rows.append(number)

    def all(self) -> tuple[Remark, ...]:
        """The notes, in the order in which they came up."""
        return tuple(
            Remark.of(f"interchange.note.{why}", rows=ranges(rows), count=len(rows), **dict(told))
            for (why, told), rows in self._rows.items()
        )


def ranges(numbers: Sequence[int]) -> str:
    """Numbers of rows in short.

    >>> ranges([3, 7, 8, 9, 12])
    '3, 7–9, 12'
    """
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    told = [str(a) if a == b else f"{a}–{b}" for a, b in spans[:_MOST_RANGES]]
    return ", ".join(told) + (", …" if len(spans) > _MOST_RANGES else "")
