"""Keeps a segment that there is much of from drowning the others."""

import math
from collections import Counter
from collections.abc import Sequence

from knowledge.records import Example

_MOST_KINDS = 12
"""Values that a segment to balance by has at most: more are ids rather than kinds."""
_COVERED = 0.8
"""Share of the examples that have to have it."""
_DOMINANT = 1.5
"""Times its even share that a value may take up."""


def balanced(examples: Sequence[Example]) -> tuple[list[Example], str | None]:
    """The examples without what is too many of one value, and the segment that was looked at.

    That is the most uneven one. Of a value with too many, the first are kept, in their order;
    no value is filled up, as copies teach nothing.
    """
    key = _most_uneven(examples)
    if key is None:
        return list(examples), None
    values = {one.segment.get(key) for one in examples}
    most = math.ceil(_DOMINANT * len(examples) / len(values))
    taken: Counter[str | None] = Counter()
    kept = []
    for one in examples:
        value = one.segment.get(key)
        if taken[value] < most:
            taken[value] += 1
            kept.append(one)
    return kept, key


def _most_uneven(examples: Sequence[Example]) -> str | None:
    keys = sorted({key for one in examples for key in one.segment})
    uneven = []
    for key in keys:
        values = Counter(one.segment[key] for one in examples if key in one.segment)
        covered = sum(values.values())
        if 2 <= len(values) <= _MOST_KINDS and covered >= _COVERED * len(examples):
            uneven.append((max(values.values()) * len(values) / covered, key))
    return max(uneven, default=(0.0, None))[1]
