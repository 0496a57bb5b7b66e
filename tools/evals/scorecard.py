"""What a run came to: each scorer's mean, the weakest segments, the worst examples.

Read as the outcomes come, so that memory holds a number a score and no texts but those shown.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.records import Better, Outcome, Unit
from tools.evals.building.slicing import groups_of
from tools.evals.segments import Measure, Slice, interval_of, slices_of

_WORST = 10
_FAILED = 0.5
"""A share of this or less is a failure."""
_PERFECT = 0.995
"""From here on a mean tells no segment from another."""


class Result(BaseModel):
    """One scorer over the whole run."""

    model_config = ConfigDict(frozen=True)

    name: str
    """The scorer."""
    unit: Unit | None
    """What it is measured in; None when that is not known."""
    better: Better
    """Which direction is good."""
    kind: Literal["technical", "business", "running"]
    """Quality of the words, fitness for the product, or time and money."""
    scored: int
    """Examples with a value."""
    of: int
    """Examples with an answer."""
    mean: float | None
    """The mean of the values; None without any."""
    low: float | None = None
    """The lower end of its 95 % interval; None where there is none."""
    high: float | None = None
    """The upper end."""


class Weak(BaseModel):
    """An example that came out badly."""

    model_config = ConfigDict(frozen=True)

    trace_id: str
    """Its interaction, which can be opened and diagnosed."""
    query: str
    """What was asked."""
    scorer: str
    """The scorer that was hardest on it."""
    value: float
    """That score."""
    reason: str
    """Why."""


_Ranked = tuple[float, float, str, Weak]
"""How bad by the first scorer, how bad on average, the trace's id, which is never twice."""


class Scorecard(BaseModel):
    """What a run came to."""

    model_config = ConfigDict(frozen=True)

    answered: int
    """Examples with an answer."""
    failed: dict[str, int]
    """Examples without one, by why."""
    results: tuple[Result, ...]
    """A result for each scorer, in the scorers' order."""
    main: str | None
    """The scorer that segments and worst examples go by; None when nothing was scored."""
    overall: float | None
    """The weighted mean of the scorers that were given weights; None without weights."""
    slices: tuple[Slice, ...]
    """Segments, the weakest first."""
    worst: tuple[Weak, ...]
    """The worst examples, the worst first."""

    @property
    def examples(self) -> int:
        """All examples."""
        return self.answered + sum(self.failed.values())

    @property
    def deciding(self) -> Result | None:
        """The main scorer's result; None when nothing was scored."""
        return next((one for one in self.results if one.name == self.main), None)


def scorecard(
    outcomes: Iterable[Outcome],
    scorers: Sequence[Measure],
    weights: Mapping[str, float] | None = None,
) -> Scorecard:
    """The scorecard of outcomes that were scored by `scorers`.

    The main scorer is the one of greatest weight, else the first that scored half the answers.
    `weights` are normalised over the scorers that have a mean in shares.
    """
    values: dict[str, list[float]] = defaultdict(list)
    sliced: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    lost: Counter[tuple[str, str]] = Counter()
    failed: Counter[str] = Counter()
    answered = 0
    judged = [one for one in scorers if one.unit == "share"]
    worst: list[_Ranked] = []
    for outcome in outcomes:
        if outcome.failure:
            failed[outcome.failure.kind] += 1
            lost.update(groups_of(outcome.segment).items())
            continue
        answered += 1
        groups = groups_of(outcome.segment).items()
        for name, score in outcome.scores.items():
            if score.value is not None:
                values[name].append(score.value)
                for segment in groups:
                    sliced[segment][name].append(score.value)
        if weak := _weak(outcome, judged):
            _keep_worst(worst, weak)
    results = tuple(_result(one, values[one.name], answered) for one in scorers)
    main = _main(results, weights or {})
    return Scorecard(
        answered=answered,
        failed=dict(failed),
        results=results,
        main=main,
        overall=_overall(results, weights or {}),
        slices=slices_of(sliced, lost, main, scorers),
        worst=tuple(found for *_, found in sorted(worst, key=_rank, reverse=True)),
    )


def _result(scorer: Measure, values: list[float], answered: int) -> Result:
    low, high = interval_of(scorer, values)
    return Result(
        name=scorer.name,
        unit=scorer.unit,
        better=scorer.better,
        kind=scorer.kind,
        scored=len(values),
        of=answered,
        mean=fmean(values) if values else None,
        low=low,
        high=high,
    )


def _main(results: Sequence[Result], weights: Mapping[str, float]) -> str | None:
    shares = [one for one in results if one.unit == "share" and one.mean is not None]
    weighted = [one for one in shares if weights.get(one.name)]
    if weighted:
        return max(weighted, key=lambda one: weights[one.name]).name
    often = [one for one in shares if one.scored * 2 >= one.of]
    # A scorer on which everything is perfect tells no segment from another.
    telling = [one for one in often if one.mean is not None and one.mean < _PERFECT]
    return next((one.name for one in (*telling, *often, *shares)), None)


def _overall(results: Sequence[Result], weights: Mapping[str, float]) -> float | None:
    found = [
        (weights[one.name], one.mean if one.better == "higher" else 1 - one.mean)
        for one in results
        if one.mean is not None and one.unit == "share" and weights.get(one.name, 0) > 0
    ]
    total = sum(weight for weight, _ in found)
    return sum(weight * mean for weight, mean in found) / total if total else None


def _weak(outcome: Outcome, judged: Sequence[Measure]) -> _Ranked | None:
    """How bad an example is, and the scorer that tells most of why; None where nothing was lost.

    The scorers' order counts first: of two examples that one is worse which fails the earlier.
    """
    trace = outcome.trace
    found: list[tuple[float, Measure]] = []
    for one in judged:
        score = outcome.scores.get(one.name)
        if score is not None and score.value is not None:
            found.append((score.value if one.better == "higher" else 1 - score.value, one))
    lost = [(value, one) for value, one in found if value < 1]
    if trace is None or not lost:
        return None
    value, scorer = next(((v, s) for v, s in lost if v <= _FAILED), min(lost, key=lambda o: o[0]))
    weak = Weak(
        trace_id=trace.id,
        query=trace.query,
        scorer=scorer.name,
        value=value,
        reason=outcome.scores[scorer.name].reason,
    )
    lead = 1 - found[0][0]
    return lead, 1 - fmean(value for value, _ in found), trace.id, weak


def _rank(one: _Ranked) -> tuple[float, float, str]:
    return one[:3]


def _keep_worst(worst: list[_Ranked], found: _Ranked) -> None:
    """Keep the worst few in a heap whose least entry is the best of them."""
    if len(worst) < _WORST:
        heapq.heappush(worst, found)
    elif _rank(found) > _rank(worst[0]):
        heapq.heapreplace(worst, found)
