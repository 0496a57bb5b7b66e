"""What a sentence says otherwise than its source, in the same place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from knowledge.lexicon.dictionary import translations
from knowledge.tokens import terms
from tools.claims.digits import fold
from tools.claims.ground import Ground
from tools.claims.pieces import Piece
from tools.prd.checking.fitting import fit
from tools.prd.checking.stream import Stream, loose, turn_of

_MARGIN = 0.5
"""By how much another thing must fit a place better."""
_LEAST = 0.6
"""How well it must fit at all."""
_PART = 0.6
"""The share of how well the place fits itself: below, the sentence is another one altogether, and
what stands where in it tells nothing."""
_FITTING = 3.0
"""How well the neighbours of a word must fit for another to stand in its place."""
_GAP = 4
"""Marks that may stand in the source where the sentence has another word."""
_MOST = 80
"""Places of a source that are tried for one thing."""
_READER = re.compile(r"\byou(?:rs?)?\b|[你您]", re.IGNORECASE)
"""Whom a manual speaks to."""
_USERS = frozenset("user users they them their 用户".split())
"""How a PRD speaks of them."""
_NAMES = frozenset({"person", "place", "name", "time"})

Place = tuple[int, int]
Reason = Literal[
    "number", "amount", "name", "direction", "quantifier", "negation", "word", "unspoken"
]
"""A number or name that is nowhere; one that belongs elsewhere; a turn; another word; nothing."""


@dataclass(frozen=True)
class Fault:
    """Words of a sentence that its source does not have, or has otherwise."""

    start: int
    """The offset of the first character."""
    end: int
    """The offset after the last character."""
    reason: Reason
    """What is wrong with them."""


def faults(said: Stream, told: Stream, ground: Ground, *, exact: bool = True) -> list[Fault]:
    """All that `said` says otherwise than `told`, in order; `ground` is the same source.

    Without `exact`, what the source does not have at all is not asked for.
    """
    found = [
        *_amounts(said, told),
        *_names(said, told, ground),
        *_turned(said, told),
        *_denied(said, told),
    ]
    if exact:
        found += _replaced(said, told, ground)
    else:
        found = [one for one in found if one.reason not in {"number", "name"}]
    return sorted(found, key=lambda one: one.start)


def _amounts(said: Stream, told: Stream) -> Iterator[Fault]:
    for place, mine in said.amounts.items():
        at = (place, place + 1)
        same = [(j, other) for j, other in told.amounts.items() if mine.agrees(other)]
        own = [(j, j + 1) for j, _ in same]
        # Where the source writes the unit, a bare number beside it is another thing.
        is_plain = bool(mine.dimension) and any(one.dimension == mine.dimension for _, one in same)
        rivals = [
            (j, j + 1)
            for j, other in told.amounts.items()
            if not mine.agrees(other)
            and (
                mine.dimension == other.dimension
                or not mine.dimension
                or (not other.dimension and not is_plain)
            )
        ]
        if not own:
            yield Fault(mine.start, mine.end, "number")
        elif _is_beaten(said, at, told, own, rivals):
            yield Fault(mine.start, mine.end, "amount")


def _names(said: Stream, told: Stream, ground: Ground) -> Iterator[Fault]:
    theirs = [(piece.term, _span(told, piece)) for piece in told.pieces if piece.kind in _NAMES]
    for piece in said.pieces:
        if piece.kind not in _NAMES:
            continue
        if not ground.has(piece):
            if fold(piece.text) in loose():
                continue
            if _is_common(piece) and ground.is_akin(piece):
                continue
            yield Fault(piece.start, piece.end, "name")
            continue
        at = _span(said, piece)
        keys = said.keys[at[0] : at[1]]
        if not keys:
            continue
        size = len(keys)
        own = [
            (j, j + size) for j in told.places.get(keys[0], ()) if told.keys[j : j + size] == keys
        ]
        held = {j for one in own for j in range(*one)}
        rivals = [there for _, there in theirs if not held & set(range(*there))]
        if own and _is_beaten(said, at, told, own, rivals):
            yield Fault(piece.start, piece.end, "name")


def _turned(said: Stream, told: Stream) -> Iterator[Fault]:
    for mine in said.turnings:
        at = (mine.place, mine.end)
        same = [one for one in told.turnings if one.pair == mine.pair]
        own = [(one.place, one.end) for one in same if one.side == mine.side]
        rivals = [(one.place, one.end) for one in same if one.side != mine.side]
        if mine.place < mine.end and _is_beaten(said, at, told, own, rivals):
            reason: Reason = "direction" if turn_of(mine.pair) == "direction" else "quantifier"
            yield Fault(said.starts[at[0]], said.ends[at[1] - 1], reason)


def _denied(said: Stream, told: Stream) -> Iterator[Fault]:
    doubtful = {told.keys[place] for place in told.denied}
    for place, key in enumerate(said.keys):
        is_denied = place in said.denied
        if place in said.led or (not is_denied and key not in doubtful):
            continue
        there = told.places.get(key, [])
        alike = {j for j in there if j in told.led or (j in told.denied) == is_denied}
        own = [(j, j + 1) for j in there if j in alike]
        rivals = [(j, j + 1) for j in there if j not in alike]
        if _is_beaten(said, (place, place + 1), told, own, rivals):
            yield Fault(said.starts[place], said.ends[place], "negation")


def _replaced(said: Stream, told: Stream, ground: Ground) -> Iterator[Fault]:
    """Words that the source does not have, where it has others between the same neighbours."""
    for piece in said.pieces:
        if piece.kind in _NAMES or piece.amount or ground.has(piece) or ground.is_akin(piece):
            continue
        at = _span(said, piece)
        if fold(piece.text) in loose() or at[0] == 0 or at[1] >= len(said) or at[0] == at[1]:
            continue
        gaps = (
            (before + 1, after)
            for before in told.places.get(said.keys[at[0] - 1], [])[:_MOST]
            for after in range(before + 2, min(before + 2 + _GAP, len(told)))
            if told.keys[after] == said.keys[at[1]]
        )
        fitting = [gap for gap in gaps if fit(said, at, told, gap) >= _FITTING]
        if fitting and not any(_akin(piece, told, gap) for gap in fitting):
            yield Fault(piece.start, piece.end, "word")


def _akin(piece: Piece, told: Stream, gap: Place) -> bool:
    """Whether a word may say the same as what stands in the source in its place."""
    there = told.text[told.starts[gap[0]] : told.ends[gap[1] - 1]]
    if fold(piece.text) in _USERS and _READER.search(there):
        return True
    if not piece.text.isascii():
        return bool(set(piece.text) & set(there))
    meant = _meanings(piece.text)
    return any(meant & _meanings(word) for word in there.split())


@lru_cache(maxsize=16_384)
def _meanings(word: str) -> frozenset[str]:
    """The words of the other language that an English word may be rendered by."""
    return frozenset(
        part
        for term in terms(word)
        for rendering, _ in translations(term, "en")
        for part in rendering
    )


def _is_beaten(
    said: Stream, at: Place, told: Stream, own: Iterable[Place], rivals: Iterable[Place]
) -> bool:
    """Whether what stands elsewhere in the source fits the place better than the thing itself."""
    best = max((fit(said, at, told, one) for one in list(own)[:_MOST]), default=0.0)
    other = max((fit(said, at, told, one) for one in list(rivals)[:_MOST]), default=0.0)
    least = max(_LEAST, _PART * fit(said, at, said, at))
    return other >= least and other > best + _MARGIN


def _span(stream: Stream, piece: Piece) -> Place:
    return stream.place(piece.start), stream.place(piece.end)


def _is_common(piece: Piece) -> bool:
    """Whether a name may be none: the segmenter takes some verbs and nouns for places."""
    return not piece.text.isascii()
