"""The judge's grades beside people's, to see how far it can be trusted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median_low
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.records import Example, Outcome
from knowledge.records.annotation import Annotation
from tools.evals.annotating import LABELS
from tools.evals.statistics.agreement import Agreement, alpha, kappa

JUDGE = "rubric"
"""The scorer whose grades are a judge's."""
ENOUGH = 30
"""Answers that both have graded below which nothing is said of the judge."""
RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's lines (Content Analysis, 2004, 11): to be relied on; good for tentative
conclusions alone."""

Standing = Literal["reliable", "tentative", "unsettled", "unreliable", "few"]
"""How the judge fared: relied on, good for trends, not known well enough, no good, too few."""


class Pair(BaseModel):
    """Two grades of one answer."""

    model_config = ConfigDict(frozen=True)

    id: str
    """The example's."""
    query: str
    """What was asked."""
    human: int
    """People's level: the median of theirs, the lower one of two."""
    judge: int
    """The judge's."""
    reason: str
    """The judge's reason."""


class Measured(BaseModel):
    """A coefficient of agreement with its interval."""

    model_config = ConfigDict(frozen=True)

    value: float | None
    """1 is full agreement, 0 what chance would bring; None where it cannot be told."""
    low: float | None = None
    """The lower end at 95 %; None where there is none."""
    high: float | None = None
    """The upper end."""


class JudgeCheck(BaseModel):
    """A judge held against people."""

    model_config = ConfigDict(frozen=True)

    dataset: str
    """The set whose answers both graded."""
    n: int
    """Answers that both graded."""
    people: int
    """Annotators whose labels count."""
    alpha: Measured
    """Krippendorff's α, the levels taken as ranks: a level off is less than four."""
    kappa: Measured
    """Cohen's κ, levels equal or not."""
    equal: int
    """Answers on which both gave the same level."""
    higher: int
    """Answers that the judge graded higher than people."""
    lower: int
    """Answers that it graded lower."""
    differ: list[Pair]
    """Those on which they differ, the widest apart first."""
    standing: Standing
    """How it fared."""


def paired(
    outcomes: Iterable[Outcome], examples: Sequence[Example], labels: Sequence[Annotation]
) -> dict[str, Pair]:
    """What people and the judge said of the same answers, by the example's id.

    An outcome counts where its answer is the one that is recorded, for that is what people saw,
    and where it was graded by the usual five levels, which are theirs.
    """
    recorded = {one.id: one for one in examples if one.answer}
    people: dict[str, list[int]] = defaultdict(list)
    for said in labels:
        if said.label is not None:
            people[said.example].append(said.label)
    found: dict[str, Pair] = {}
    for outcome in outcomes:
        example, score = recorded.get(outcome.example_id), outcome.scores.get(JUDGE)
        if example is None or outcome.trace is None or score is None or score.value is None:
            continue
        own = example.constraints.get(JUDGE)
        same = (example.answer or "").split() == outcome.trace.answer.split()
        if not same or isinstance(own, Mapping) or not people[example.id]:
            continue
        found[example.id] = Pair(
            id=example.id,
            query=example.query,
            human=median_low(people[example.id]),
            judge=LABELS[0] + round(score.value * (LABELS[-1] - LABELS[0])),
            reason=score.reason,
        )
    return found


def check_of(dataset: str, pairs: Sequence[Pair], people: int) -> JudgeCheck:
    """How far the judge agrees with people over these answers."""
    human: dict[str, float | str] = {one.id: float(one.human) for one in pairs}
    judge: dict[str, float | str] = {one.id: float(one.judge) for one in pairs}
    ranks = _measured(alpha([human, judge], "ordinal"))
    differ = [one for one in pairs if one.human != one.judge]
    return JudgeCheck(
        dataset=dataset,
        n=len(pairs),
        people=people,
        alpha=ranks,
        kappa=_measured(kappa(human, judge)),
        equal=len(pairs) - len(differ),
        higher=sum(one.judge > one.human for one in differ),
        lower=sum(one.judge < one.human for one in differ),
        differ=sorted(differ, key=lambda one: (-abs(one.judge - one.human), one.id)),
        standing=_standing(ranks, len(pairs)),
    )


def _measured(found: Agreement) -> Measured:
    low, high = found.interval or (None, None)
    return Measured(value=found.value, low=low, high=high)


def _standing(found: Measured, n: int) -> Standing:
    """By α and where its interval ends: what may lie on either side of the line is not settled."""
    if n < ENOUGH or found.value is None or found.low is None or found.high is None:
        return "few"
    if found.low >= RELIABLE:
        return "reliable"
    if found.low >= TENTATIVE:
        return "tentative"
    return "unreliable" if found.value < TENTATIVE else "unsettled"
