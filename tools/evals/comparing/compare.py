"""Compares two runs: everything at once, corrected once, with one verdict."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.records import Outcome
from tools.evals.comparing.changes import changes_of, segment_of
from tools.evals.comparing.comparison import Comparison, Overall, Result, deciding_of
from tools.evals.comparing.metric import ANSWERED, Metric, metric_of
from tools.evals.comparing.pairing import Pair, Paired, paired
from tools.evals.comparing.result import Values, result_of, values_of, verdict_of
from tools.evals.scorers.named import SCORERS
from tools.evals.statistics.correction import holm, in_sequence
from tools.evals.statistics.levels import CLAIM

_KINDS_OF_SEGMENT = 12
"""Values that a segment's key may have; one with more is more of an id."""


@dataclass(frozen=True)
class Side:
    """One of the two runs."""

    outcomes: Mapping[str, Outcome]
    """By the example's id."""
    scorers: Mapping[str, int] = field(default_factory=dict)
    """The scorers with their versions."""


def compare(
    first: Side,
    second: Side,
    *,
    main: str | None = None,
    margin: float | None = None,
    segment: str | None = None,
    by: str | None = None,
    changed: Collection[str] = (),
    lower: Collection[str] = (),
) -> Comparison:
    """What is better in the second run, what worse, and what so many examples cannot tell.

    `main` is the metric that decides, named before looking: it is tested first and by itself.
    `margin` is a difference that does not matter, in the unit of the main metric or else of all
    shares. `segment` such as `style=comedy` looks at those examples alone, and `by` such as `style`
    at each value by itself, by the metric that matters most. `changed` are examples that mean
    something else by now; `lower` names metrics of no known scorer of which less is better.
    """
    pairs = paired(_within(first, segment), _within(second, segment), changed)
    versions = {
        name: (first.scorers[name], second.scorers[name])
        for name in sorted(first.scorers.keys() & second.scorers.keys())
        if first.scorers[name] != second.scorers[name]
    }
    metrics = metrics_of(first, second, pairs, main, lower)
    results = _corrected([_values(metric, pairs) for metric in metrics], main, margin)
    deciding = deciding_of(results, main)
    by_segment = [one.metric for one in deciding if one.metric.name != ANSWERED]
    listed, totals = changes_of(by_segment, pairs.answered)
    verdict, decided_by = _overall(deciding)
    scored = [one.metric for one in deciding if one.metric in by_segment and one.n]
    rows = _rows(scored[:1], pairs.answered, by, margin) if by else []
    return Comparison(
        pairs=len(pairs.answered),
        left_out=pairs.left_out,
        main=main,
        margin=margin,
        results=results,
        segments=[] if segment else _by_segment(by_segment, pairs.answered, margin),
        by=by,
        rows=rows,
        without=sum(not segment_of(pair.after).get(by) for pair in pairs.answered) if by else 0,
        versions=versions,
        missing=sorted(first.scorers.keys() ^ second.scorers.keys()),
        changes=listed,
        totals=totals,
        verdict=verdict,
        decided_by=decided_by,
    )


def _within(side: Side, segment: str | None) -> Mapping[str, Outcome]:
    """The outcomes of one segment; all without one."""
    if not segment:
        return side.outcomes
    key, _, value = segment.partition("=")
    return {name: one for name, one in side.outcomes.items() if segment_of(one).get(key) == value}


def metrics_of(
    first: Side,
    second: Side,
    pairs: Paired,
    main: str | None = None,
    lower: Collection[str] = (),
) -> list[Metric]:
    """The metrics that both sides scored in one version, the main one first, then in the scorers'
    order, time and money last.

    Whether there is an answer is one of them only where one is missing.
    """
    found = []
    both = first.scorers.keys() & second.scorers.keys()
    for name in sorted(one for one in both if first.scorers[one] == second.scorers[one]):
        scores = [
            side.scores[name].value
            for pair in pairs.answered
            for side in (pair.before, pair.after)
            if name in side.scores
        ]
        found.append(metric_of(name, [one for one in scores if one is not None], lower))
    if len(pairs.shared) > len(pairs.answered):
        found.append(metric_of(ANSWERED, ()))
    order = list(SCORERS)

    def rank(one: Metric) -> tuple[bool, bool, int]:
        known = order.index(one.name) if one.name in order else len(order)
        return one.name != main, one.kind == "running", known

    return sorted(found, key=rank)


def _values(metric: Metric, pairs: Paired) -> Values:
    return values_of(metric, pairs.shared if metric.name == ANSWERED else pairs.answered)


def _corrected(family: Sequence[Values], main: str | None, margin: float | None) -> list[Result]:
    """Results with a p that is corrected for the whole family, and so with verdicts."""
    can = [one.could_show for one in family]
    has_main = bool(family) and family[0].metric.name == main
    others = sum(can) - (has_main and can[0])
    left = [CLAIM if has_main and not at else CLAIM / max(others, 1) for at in range(len(family))]
    results = [
        result_of(one, alpha, _margin(one.metric, main, margin))
        for one, alpha in zip(family, left, strict=True)
    ]
    ps = [one.p if shows else None for one, shows in zip(results, can, strict=True)]
    corrected = [ps[0], *in_sequence(ps[0], ps[1:])] if has_main else holm(ps)
    return [
        one.model_copy(
            update={
                "corrected": p,
                "verdict": verdict_of(one, p, _margin(one.metric, main, margin)),
            }
        )
        for one, p in zip(results, corrected, strict=True)
    ]


def _margin(metric: Metric, main: str | None, margin: float | None) -> float | None:
    fits = metric.name == main if main else metric.unit == "share"
    return margin if fits else None


def _overall(deciding: Sequence[Result]) -> tuple[Overall, str | None]:
    """The verdict, and the metric that it rests on if that is one."""
    by = {one.verdict for one in deciding}
    if {"better", "worse"} <= by:
        return "mixed", None
    for verdict in ("better", "worse"):
        if verdict in by:
            named = [one.metric.name for one in deciding if one.verdict == verdict]
            return verdict, named[0] if len(named) == 1 else None
    if by == {"equivalent"}:
        return "equivalent", deciding[0].metric.name if len(deciding) == 1 else None
    if not deciding:
        return "cannot_tell", None
    # The first one, which matters most, says how many examples it would take; not the one that
    # chance has brought nearest.
    return "cannot_tell", next(one for one in deciding if one.verdict == "cannot_tell").metric.name


def _by_segment(
    metrics: Sequence[Metric], pairs: Sequence[Pair], margin: float | None
) -> list[Result]:
    """The deciding metrics within each segment, corrected together."""
    counts = Counter(
        (key, value) for pair in pairs for key, value in segment_of(pair.after).items()
    )
    kinds = Counter(key for key, _ in counts)
    chosen = [
        (key, value)
        for (key, value), count in sorted(counts.items())
        if 1 < kinds[key] <= _KINDS_OF_SEGMENT and count < len(pairs)
    ]
    family = [
        _values_within(metric, pairs, key, value) for key, value in chosen for metric in metrics
    ]
    return _corrected(family, None, margin)


def _rows(
    metrics: Sequence[Metric], pairs: Sequence[Pair], key: str, margin: float | None
) -> list[Result]:
    """The metric within each value of a dimension, the most frequent first, corrected together."""
    counts = Counter(segment_of(pair.after).get(key, "") for pair in pairs)
    values = [value for value, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    family = [
        _values_within(metric, pairs, key, value) for value in values if value for metric in metrics
    ]
    return _corrected(family, None, margin)


def _values_within(metric: Metric, pairs: Sequence[Pair], key: str, value: str) -> Values:
    inside = [pair for pair in pairs if segment_of(pair.after).get(key) == value]
    return values_of(metric, inside, f"{key}={value}")
