"""Grouping: remarks that voice the same need, across people, documents and languages."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from tools.decisions.needs.likeness import Floats, OtherNames, likeness
from tools.decisions.needs.remarks import VoicedNeed

SAME = 0.45
"""The likeness from which two remarks voice the same need; the mean of all pairs, for groups.

By `python -m benchmarks needs`: on the half that it was chosen on, everything from .44 to .46 told
all pairs apart. Higher is safer: what stays apart is still there to read.
"""
_NEVER = 50.0
"""A distance that no mean with others makes up for, in groups of any likely size."""
MOST = 1_500
"""Different remarks that are compared; of more, those that most people voice and the strongest."""


@dataclass(frozen=True)
class Group:
    """Remarks that voice one need."""

    voiced: tuple[VoicedNeed, ...]
    """The remarks, the most typical first."""
    typical: tuple[float, ...]
    """How like the others each of them is, 0 to 1."""


def groups(voiced: Sequence[VoicedNeed], other_names: OtherNames) -> tuple[list[Group], int]:
    """The groups, and how many remarks were left out because there are more than `MOST`.

    Average linkage: a remark joins where it is like the whole group, so that chains of remarks
    that are each like the next do not run together. Deterministic.
    """
    by_text: dict[str, list[VoicedNeed]] = defaultdict(list)
    for one in voiced:
        by_text[" ".join(one.voice.quote.casefold().split()).strip("。.!！")].append(one)
    order = sorted(by_text, key=lambda text: (-_weight(by_text[text]), text))
    texts, left = order[:MOST], order[MOST:]
    if not texts:
        return [], 0
    alike = likeness(texts, other_names)
    labels = _labels(alike, _apart([by_text[text] for text in texts]))
    found = []
    for label in sorted(set(labels)):
        members = [at for at, one in enumerate(labels) if one == label]
        found.append(_group(members, alike, [by_text[text] for text in texts]))
    return found, sum(len(by_text[text]) for text in left)


def _apart(said: Sequence[Sequence[VoicedNeed]]) -> list[tuple[int, int]]:
    """Options of one question: who made the survey holds them for different needs."""
    asked: dict[str, set[int]] = defaultdict(set)
    for at, same in enumerate(said):
        for one in same:
            if one.question is not None:
                asked[f"{one.document}\n{one.question}"].add(at)
    return [pair for rows in asked.values() for pair in combinations(sorted(rows), 2)]


def _labels(alike: Floats, apart: Sequence[tuple[int, int]]) -> list[int]:
    if len(alike) == 1:
        return [1]
    distance = 1 - (alike + alike.T) / 2
    for one, other in apart:
        distance[one, other] = distance[other, one] = _NEVER
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), method="average")
    return [int(one) for one in fcluster(tree, t=1 - SAME, criterion="distance")]


def _group(members: Sequence[int], alike: Floats, said: Sequence[Sequence[VoicedNeed]]) -> Group:
    weights = np.array([_weight(said[at]) for at in members])
    near = alike[np.ix_(members, members)] @ weights / weights.sum()
    order = sorted(range(len(members)), key=lambda at: (-near[at], members[at]))
    ordered = [(one, float(near[at])) for at in order for one in said[members[at]]]
    return Group(tuple(one for one, _ in ordered), tuple(like for _, like in ordered))


def _weight(same: Sequence[VoicedNeed]) -> float:
    return sum(1 + math.sqrt(one.voice.count or 0) + one.strength.level / 10 for one in same)
