"""An answer, its passages and perhaps a reference, checked claim by claim against each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.claims.ground import Ground
from tools.claims.metrics import AnswerClaim, Metrics, ReferenceClaim, metrics
from tools.claims.weighing import Weighed, weigh


@dataclass(frozen=True)
class Compared:
    """The claims of an answer and of a reference, held against passages and each other."""

    said: tuple[AnswerClaim, ...]
    """The answer's, in the order of `parts(answer)`."""
    asked: tuple[ReferenceClaim, ...] | None
    """The reference's, likewise; None without a reference."""
    passages: int
    """How many passages there are."""

    @property
    def metrics(self) -> Metrics:
        """The metrics of the answer."""
        return metrics(self.said, self.asked, self.passages)


def compared(answer: str, passages: Sequence[str], reference: str | None = None) -> Compared:
    """Every claim of the answer and of the reference, checked by rules."""
    grounds = [Ground([passage]) for passage in passages]
    told = [weigh(answer, ground) for ground in grounds]
    wanted = _held(reference, [Ground([answer])]) if reference is not None else None
    right = _held(answer, [Ground([reference])]) if reference is not None else None
    count = len(told[0]) if told else len(weigh(answer, Ground([])))
    said = tuple(
        AnswerClaim(
            passages=tuple(_carries(one[at]) for one in told),
            right=None if right is None else right[at][0],
            contradicted=any(one[at].verdict == "contradicted" for one in told),
        )
        for at in range(count)
    )
    if reference is None or wanted is None:
        return Compared(said, None, len(passages))
    there = _held(reference, grounds)
    asked = tuple(
        ReferenceClaim(passages=held, answered=answered[0])
        for held, answered in zip(there, wanted, strict=True)
    )
    return Compared(said, asked, len(passages))


def _held(text: str, grounds: Sequence[Ground]) -> list[tuple[bool, ...]]:
    """For each claim of `text`, whether each ground carries it."""
    if not grounds:
        return [()] * len(weigh(text, Ground([])))
    judged = [weigh(text, ground) for ground in grounds]
    return [tuple(map(_carries, row)) for row in zip(*judged, strict=True)]


def _carries(claim: Weighed) -> bool:
    return claim.verdict == "supported"
