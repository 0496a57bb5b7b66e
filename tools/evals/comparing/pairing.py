"""Which examples of two runs can be set against each other, and why the others cannot."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from knowledge.records import Outcome
from tools.evals.comparing.comparison import LeftOut


@dataclass(frozen=True)
class Pair:
    """One example in both runs."""

    before: Outcome
    """What came of it in the first."""
    after: Outcome
    """And in the second."""


@dataclass(frozen=True)
class Paired:
    """The examples of two runs, sorted out."""

    answered: list[Pair]
    """Both have an answer, by the example's id."""
    shared: list[Pair]
    """These and those where a call failed."""
    left_out: LeftOut
    """How many are no pair, and why."""


def paired(
    first: Mapping[str, Outcome], second: Mapping[str, Outcome], changed: Collection[str] = ()
) -> Paired:
    """Pair outcomes by the example's id. `changed` are ids that no longer mean the same example.

    An id that stands for different questions in the two runs is left out, too.
    """
    both = sorted(first.keys() & second.keys())
    pairs = [Pair(first[key], second[key]) for key in both]
    other = {
        pair.before.example_id
        for pair in pairs
        if pair.before.example_id in changed or _asks_differ(pair)
    }
    shared = [pair for pair in pairs if pair.before.example_id not in other]
    failed = [(not _answered(pair.before), not _answered(pair.after)) for pair in shared]
    return Paired(
        answered=[pair for pair, sides in zip(shared, failed, strict=True) if not any(sides)],
        shared=shared,
        left_out=LeftOut(
            only_first=len(first) - len(both),
            only_second=len(second) - len(both),
            failed_first=failed.count((True, False)),
            failed_second=failed.count((False, True)),
            failed_both=failed.count((True, True)),
            changed=len(other),
        ),
    )


def _asks_differ(pair: Pair) -> bool:
    one, other = pair.before.trace, pair.after.trace
    return bool(one and other and one.query.strip() != other.query.strip())


def _answered(one: Outcome) -> bool:
    return one.failure is None
