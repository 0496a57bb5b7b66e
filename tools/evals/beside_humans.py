"""The judge's grades beside people's, to see how far it can be trusted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from knowledge.records import Example, Trace
from tools.evals.reply import JudgeFailed
from tools.evals.scorers.rubric import Rubric, graded


@dataclass(frozen=True)
class Labelled:
    """An answer that a person has graded."""

    example: Example
    """What was asked."""
    trace: Trace
    """What was answered."""
    level: int
    """The person's grade, a level of the rubric."""


@dataclass(frozen=True)
class Pair:
    """Two grades of one answer."""

    id: str
    """The example's."""
    human: int
    """The person's level."""
    judge: int | None
    """The judge's; None where it failed, which is no disagreement."""
    reason: str
    """The judge's reason, or why it failed."""


def judge_against_humans(
    labelled: Iterable[Labelled], by: Rubric, ask: Callable[[str], str]
) -> list[Pair]:
    """The judge's level for each graded answer, in order. It is not told the person's."""
    return [_pair(one, by, ask) for one in labelled]


def _pair(one: Labelled, by: Rubric, ask: Callable[[str], str]) -> Pair:
    try:
        found = graded(one.example, one.trace, by, ask)
    except JudgeFailed as failure:
        return Pair(one.example.id, one.level, None, str(failure))
    return Pair(one.example.id, one.level, found.level, found.reason)
