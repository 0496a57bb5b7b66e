"""Little words and opposites beside the same words: may and will, from and to, rose and fell."""

import re
from collections.abc import Collection, Sequence

from tools.claims.altered.beside import Beside
from tools.claims.altered.found import Altered
from tools.claims.altered.relations import Operator, clash, listed, operators, opposed
from tools.claims.altered.units import Unit

_GAP = 40
"""Characters before a unit in which words are looked for that relate it to what is before."""
_LEAST = 2
"""Units that two clauses have in common, at least, for such a word to tell anything."""
_PARTED = 0.6
"""What a little word tells where the units before it are not the same."""
_SAME = 0.8
"""The share of a clause that the passages have from which on a word in it is about the same."""
_SURE = 1.5
"""What an opposite tells at most; it is no part of what the clauses have in common."""
_TOKEN = re.compile(r"[a-z]+", re.IGNORECASE)


def related(beside: Beside, found: Altered) -> None:
    """Little words before a unit that say otherwise than those before it in the passages."""
    if len(beside.pairs) < _LEAST:
        return
    for at, other in beside.pairs.items():
        mine = operators(_gap(beside.claim, beside.own, at))
        yours = operators(_gap(beside.text, beside.there, other))
        if mine == yours:
            continue
        follows = beside.pairs.get(at - 1) == other - 1
        sure = beside.close * (1.0 if follows or at == beside.row[0] else _PARTED)
        span = beside.own[at].span
        for kind in {kind for kind, _ in mine | yours}:
            one, another = _of_kind(mine, kind), _of_kind(yours, kind)
            if clash(one, another):
                found.add(f"{kind} otherwise", sure, span)
            elif kind != "role" and not another:
                found.add(f"{kind} added", sure, span)
            elif kind != "role" and not one:
                found.add(f"{kind} left out", sure, span)


def _gap(text: str, row: Sequence[Unit], at: int) -> str:
    start = row[at - 1].end if at else 0
    return text[max(start, row[at].start - _GAP) : row[at].start]


def _of_kind(some: Collection[Operator], kind: str) -> list[Operator]:
    return [one for one in some if one[0] == kind]


def opposite(beside: Beside, found: Altered) -> None:
    """The opposite of a word of the passages, beside the same words or at least among them."""
    if len(beside.pairs) < _LEAST:
        return
    mine = _words(beside.claim, _stretch(beside.claim, beside.own, beside.row))
    yours = _words(beside.text, _stretch(beside.text, beside.there, beside.span))
    for word, at in mine.items():
        against = opposed(word)
        if word in yours or against & mine.keys():
            continue
        for other in against & yours.keys():
            span = (at, at + len(word))
            found.add("opposite around", beside.close, span)
            if beside.cover >= _SAME or _beside_the_same(beside, at, yours[other]):
                # The word itself, which weighs about 1, cannot be in common.
                rest = max(beside.whole - 1.0, 0.5)
                found.add("opposite", min(_SURE, beside.weight(beside.pairs) / rest), span)


def widened(beside: Beside, found: Altered) -> None:
    """All where the passages have some, and some where they have all."""
    if len(beside.pairs) < _LEAST:
        return
    said = beside.claim[slice(*_stretch(beside.claim, beside.own, beside.row))]
    told = " ".join(_words(beside.text, _stretch(beside.text, beside.there, beside.span)))
    for name, one, other in (("widened", "everything", "part"), ("narrowed", "part", "everything")):
        if (
            listed(one).search(said)
            and not listed(other).search(said)
            and listed(other).search(told)
        ):
            found.add(name, beside.close)


def _stretch(text: str, row: Sequence[Unit], some: Sequence[int]) -> tuple[int, int]:
    """From the unit before a clause to the one after it."""
    start = row[some[0] - 1].end if some[0] else 0
    return start, row[some[-1] + 1].start if some[-1] + 1 < len(row) else len(text)


def _words(text: str, stretch: tuple[int, int]) -> dict[str, int]:
    """The words of a stretch in lower case, with their last places."""
    return {one[0].lower(): one.start() for one in _TOKEN.finditer(text, *stretch)}


def _beside_the_same(beside: Beside, at: int, other: int) -> bool:
    mine = _neighbours(beside.own, beside.row, at)
    yours = _neighbours(beside.there, beside.span, other)
    return any(beside.pairs.get(one) in yours for one in mine)


def _neighbours(row: Sequence[Unit], some: Sequence[int], at: int) -> set[int]:
    before = [one for one in some if row[one].end <= at]
    after = [one for one in some if row[one].start > at]
    return {*before[-1:], *after[:1]}
