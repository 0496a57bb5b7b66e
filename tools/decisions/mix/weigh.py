"""How much each segment weighs: by the traffic where it is split the same way, else by examples."""

from collections.abc import Mapping

import numpy as np

from knowledge.model_scores import Matrix, ScoreTable


def shares_of(table: ScoreTable) -> Matrix:
    """The share of the examples in each segment."""
    counts = np.bincount(table.segment, minlength=len(table.segments))
    return np.asarray(counts / counts.sum(), dtype=np.float64)


def traffic_shares(
    table: ScoreTable, traffic: Mapping[str, Mapping[str, int]]
) -> tuple[str, Matrix] | None:
    """The slice of the traffic that has all of the segments, and their shares of those traces.

    `traffic` has the number of traces by slice and value, such as style and comedy. None where no
    slice has them all; of several, the one that covers the most traces.
    """
    names = [name.casefold() for name in table.segments]
    found: list[tuple[int, str, list[int]]] = []
    for key, values in traffic.items():
        known = {value.casefold(): count for value, count in values.items()}
        if all(known.get(name) for name in names):
            counts = [known[name] for name in names]
            found.append((sum(counts), key, counts))
    if not found:
        return None
    total, key, counts = max(found, key=lambda one: (one[0], one[1]))
    return key, np.array(counts, dtype=np.float64) / total
