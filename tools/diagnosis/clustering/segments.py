"""Who is hit more than others: segments that a cluster has more of than the traffic has."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from knowledge.records import Lift, Trace
from tools.shares import share

_FEW = 3
"""Cases of a segment below which nothing is said of it."""
_MOST = 3
"""Segments that are named."""
_LEAST_LIFT = 1.5
"""How many times its share of the traffic a segment has of a cluster, at least."""
_SURE = 2.58
"""Of many segments one in twenty would stand out by chance: 99 % rather than 95 %."""


def slices(trace: Trace) -> Iterator[tuple[str, str]]:
    """What a trace can be sliced by: its own segments, the feature and the version."""
    yield from trace.segment.items()
    if trace.feature:
        yield "feature", trace.feature
    if trace.version:
        yield "version", trace.version


def most_affected(
    traces: Sequence[Trace], traffic: Mapping[str, Mapping[str, int]], total: int
) -> list[Lift]:
    """The segments whose share of `traces` is surely above their share of the traffic.

    lift = share of the cluster ÷ share of the traffic, 1.5 at least; surely means that the
    interval (99 %) of the first lies above the second.
    """
    counts = Counter(one for trace in traces for one in slices(trace))
    found = []
    for (key, value), count in counts.items():
        base = traffic.get(key, {}).get(value, 0) / total if total else 0.0
        within = share(count, len(traces))
        surely = share(count, len(traces), _SURE).low
        lift = (within.value or 0.0) / base if base else 0.0
        if count >= _FEW and base < surely and lift >= _LEAST_LIFT:
            found.append(Lift(key=key, value=value, within=within, base=base, lift=lift))
    return sorted(found, key=lambda one: (-one.lift, one.key, one.value))[:_MOST]
