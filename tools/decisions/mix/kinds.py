"""Kinds of query within a segment, told by what anyone can count in the text: a small tree."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from knowledge.model_scores import Matrix, ScoreTable

Sign = Literal["characters", "words", "numbers", "lines", "symbols", "questions", "capitals"]
_WORD, _NUMBER, _CAPITAL = (re.compile(one) for one in (r"[^\W\d_]+", r"\d+", r"\b[A-Z]"))
_SYMBOL, _QUESTION = re.compile(r"[\\$^_{}=+<>;|*]"), re.compile(r"[?？]")
_COUNTS: dict[Sign, Callable[[str], int]] = {
    "characters": len,
    "words": lambda text: len(_WORD.findall(text)),
    "numbers": lambda text: len(_NUMBER.findall(text)),
    "lines": lambda text: text.count("\n") + 1,
    "symbols": lambda text: len(_SYMBOL.findall(text)),
    "questions": lambda text: len(_QUESTION.findall(text)),
    "capitals": lambda text: len(_CAPITAL.findall(text)),
}
_SIGNS = tuple(_COUNTS)
_SMALLEST = 50
"""Examples of a kind: fewer tell too little of it."""
_SPLITS = 12
_CHANCE = 2.0
"""How many times chance's variance a split has to explain for some model, to be looked at."""
_CUTS = np.linspace(0.1, 0.9, 9)

Indices = NDArray[np.int64]


class Condition(BaseModel):
    """What a query's text has to have."""

    model_config = ConfigDict(frozen=True)

    sign: Sign
    """What is counted."""
    count: int
    """Against how many."""
    is_over: bool
    """Whether it has to have more; else at most so many."""


@dataclass(frozen=True)
class Kind:
    """A part of a segment."""

    segment: int
    """The segment, as a position."""
    conditions: tuple[Condition, ...] = ()
    """All of them hold; none: it is the whole segment."""


@dataclass(frozen=True)
class Kinds:
    """The kinds that the examples fall into, each into one."""

    kinds: tuple[Kind, ...]
    """Every segment whole, or split."""

    def of(self, table: ScoreTable) -> Indices:
        """For each example its kind, as a position."""
        counts = _counts(table)
        found = np.zeros(table.n, dtype=np.int64)
        for at, kind in enumerate(self.kinds):
            inside = table.segment == kind.segment
            for one in kind.conditions:
                inside &= (counts[:, _SIGNS.index(one.sign)] > one.count) == one.is_over
            found[inside] = at
        return found

    def split(self, table: ScoreTable) -> ScoreTable:
        """The table by kinds."""
        names = tuple(table.segments[kind.segment] for kind in self.kinds)
        return replace(table, segments=names, segment=self.of(table))

    def weights(self, table: ScoreTable, shares: Matrix) -> Matrix:
        """The kinds' shares: a segment's share goes to its kinds as its examples do."""
        segment = np.array([kind.segment for kind in self.kinds])
        n = np.bincount(self.of(table), minlength=len(segment))
        whole = np.bincount(table.segment, minlength=len(shares))[segment]
        return np.asarray(shares[segment] * np.where(whole > 0, n / np.maximum(whole, 1), 1.0))


def merged(kinds: Kinds, chosen: Sequence[int]) -> tuple[Kinds, tuple[int, ...]]:
    """The kinds without the splits that change nothing, for both sides go to one model."""
    found = list(zip(kinds.kinds, chosen, strict=True))
    at = 0
    while at < len(found) - 1:
        (one, model), (other, its) = found[at], found[at + 1]
        if model == its and _are_halves(one, other):
            found[at : at + 2] = [(Kind(one.segment, one.conditions[:-1]), model)]
            at = max(at - 1, 0)
        else:
            at += 1
    return Kinds(tuple(kind for kind, _ in found)), tuple(model for _, model in found)


def _are_halves(one: Kind, other: Kind) -> bool:
    """Whether one cut made both."""
    if one.segment != other.segment or not one.conditions or not other.conditions:
        return False
    cut = one.conditions[-1].model_copy(update={"is_over": True})
    return one.conditions[:-1] == other.conditions[:-1] and other.conditions[-1] == cut


def whole_segments(table: ScoreTable) -> Kinds:
    """One kind a segment."""
    return Kinds(tuple(Kind(at) for at in range(len(table.segments))))


def learnt_kinds(table: ScoreTable, top: int) -> Kinds:
    """Segments split where that tells the models apart: a regression tree (Breiman et al. 1984).

    What it explains is each model's score less the one of `top`. The split that explains the most
    comes first. It proposes; whether the kinds are of use is for a check on examples left out.
    """
    counts = _counts(table)
    over = np.nan_to_num(table.scores - table.scores[:, [top]])
    leaves = []
    for kind in whole_segments(table).kinds:
        rows = np.flatnonzero(table.segment == kind.segment)
        leaves.append((kind, rows, _best_cut(counts[rows], over[rows])))
    for _ in range(_SPLITS if table.queries else 0):
        at = max(range(len(leaves)), key=lambda one: _gain(leaves[one][2]))
        kind, rows, cut = leaves[at]
        if cut is None:
            break
        _, sign, count = cut
        is_over = counts[rows, sign] > count
        parts = []
        for side in (False, True):
            condition = Condition(sign=_SIGNS[sign], count=count, is_over=side)
            inside = rows[is_over == side]
            part = Kind(kind.segment, (*kind.conditions, condition))
            parts.append((part, inside, _best_cut(counts[inside], over[inside])))
        leaves[at : at + 1] = parts
    return Kinds(tuple(kind for kind, _, _ in leaves))


def needed(conditions: Sequence[Condition]) -> list[Condition]:
    """The conditions without those that a narrower one of the same sign and side makes idle."""
    kept: dict[tuple[Sign, bool], Condition] = {}
    for one in conditions:
        key = (one.sign, one.is_over)
        before = kept.get(key)
        if before is None or (one.count > before.count) == one.is_over:
            kept[key] = one
    return list(kept.values())


_Cut = tuple[float, int, int]
"""How much a cut explains, what is counted, and against how many."""


def _gain(cut: _Cut | None) -> float:
    return cut[0] if cut else -1.0


def _best_cut(counts: Matrix, over: Matrix) -> _Cut | None:
    """The cut that explains most; None where there are too few examples or it could be chance."""
    if len(over) < 2 * _SMALLEST:
        return None
    chance = over.var(axis=0) + 1e-9
    found: _Cut | None = None
    for sign in range(counts.shape[1]):
        values = counts[:, sign]
        for count in np.unique(np.quantile(values, _CUTS).astype(int)):
            low = values <= count
            n, others = int(low.sum()), int((~low).sum())
            if min(n, others) < _SMALLEST:
                continue
            apart = over[low].mean(axis=0) - over[~low].mean(axis=0)
            explained = n * others / len(over) * apart**2
            if (explained / chance).max() < _CHANCE:
                continue
            if found is None or explained.sum() > found[0]:
                found = (float(explained.sum()), sign, int(count))
    return found


def _counts(table: ScoreTable) -> Matrix:
    """Examples × signs; 0 where there is no text."""
    texts = table.queries or ("",) * table.n
    return np.array([[count(text) for count in _COUNTS.values()] for text in texts], dtype=float)
