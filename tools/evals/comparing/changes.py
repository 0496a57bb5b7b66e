"""The examples behind a difference, one by one: regressions, other losses, and wins."""

from collections.abc import Iterable, Sequence

from knowledge.records import Outcome
from tools.evals.building.slicing import groups_of
from tools.evals.comparing.comparison import Change, Way
from tools.evals.comparing.metric import Metric
from tools.evals.comparing.pairing import Pair
from tools.evals.comparing.result import has_regressed, value_of, way_of

KEPT = 50
"""Examples of each kind that are kept; all are counted."""
_WAYS: tuple[Way, ...] = ("regression", "loss", "win")


def changes_of(
    metrics: Sequence[Metric], pairs: Iterable[Pair]
) -> tuple[list[Change], dict[Way, int]]:
    """What changed by these metrics, the largest changes first, and how many of each kind.

    An example may be a loss by one metric and a win by another. One that has regressed is not
    listed as a loss again.
    """
    found: dict[Way, list[tuple[float, Change]]] = {way: [] for way in _WAYS}
    for pair in pairs:
        for way, by_metric in _ways(metrics, pair).items():
            change = _change(way, by_metric, pair)
            size = max(_size(metric, *values) for metric, values in by_metric)
            found[way].append((size, change))
    listed: list[Change] = []
    for way in _WAYS:
        ordered = sorted(found[way], key=lambda one: (-one[0], one[1].example_id))
        listed += [change for _, change in ordered[:KEPT]]
    return listed, {way: len(found[way]) for way in _WAYS}


Moved = list[tuple[Metric, tuple[float, float]]]


def _ways(metrics: Sequence[Metric], pair: Pair) -> dict[Way, Moved]:
    ways: dict[Way, Moved] = {}
    for metric in metrics:
        values = value_of(metric, pair)
        if values is None or not (way := way_of(metric, *values)):
            continue
        name: Way = "win" if way > 0 else "loss"
        if has_regressed(metric, *values):
            name = "regression"
        ways.setdefault(name, []).append((metric, values))
    if "regression" in ways:
        ways.pop("loss", None)
    return ways


def _size(metric: Metric, before: float, after: float) -> float:
    """How large a change is: of shares in points, of others as a part of the larger value."""
    if metric.unit == "share":
        return abs(after - before)
    return abs(after - before) / max(abs(before), abs(after))


def _change(way: Way, by_metric: Moved, pair: Pair) -> Change:
    before, after = pair.before, pair.after
    trace = after.trace or before.trace
    reasons = (after.scores[one.name].reason for one, _ in by_metric if one.name in after.scores)
    return Change(
        example_id=after.example_id,
        way=way,
        metrics={metric.name: values for metric, values in by_metric},
        query=trace.query if trace else None,
        before=before.trace.answer if before.trace else None,
        after=after.trace.answer if after.trace else None,
        reason=next(filter(None, reasons), ""),
        segment=segment_of(after),
    )


def segment_of(outcome: Outcome) -> dict[str, str]:
    """What the example is of: as its set says, else as its trace does."""
    return groups_of(outcome.segment or (outcome.trace.segment if outcome.trace else {}))
