"""Units of a claim that stand where the passages have others, or change places with them."""

import re

from tools.claims.altered.beside import Beside
from tools.claims.altered.found import Altered
from tools.claims.altered.relations import listed
from tools.claims.altered.units import Unit
from tools.claims.amounts import Amount

_STOOD_IN_FOR = 0.4
"""What a name tells that a sentence lacks which may speak of it by another word."""
_COMMON = 3
"""Sentences from which on a name is what the passages speak of throughout."""
_THROUGHOUT = 0.5
"""What such a name tells where a sentence lacks it."""
_BY = re.compile(r"\bby\b", re.IGNORECASE)
"""What turns a sentence round and leaves its sense: A beat B, B was beaten by A."""
_OF = re.compile(r"\bof\b|['’]s\b|,", re.IGNORECASE)
"""What lets two names stand either way: the Aden office of Lumen, Lumen's Aden office."""


def exchanged(beside: Beside, found: Altered, *, only_hard: bool = False) -> None:
    """Units that stand where the passages have another one, or that come from elsewhere.

    With `only_hard`, no mere words.
    """
    for at in beside.row:
        unit = beside.own[at]
        rest = beside.whole - unit.weight
        if at in beside.pairs or rest <= 0 or (only_hard and unit.kind == "word"):
            continue
        near = at in beside.sentences[beside.number]
        where = "near" if near else "elsewhere" if beside.stands[at] else "new"
        tells = min(1.0, unit.weight) if unit.kind == "word" else 1.0
        context = tells * beside.telling(beside.weight(beside.pairs) / rest)
        for other, sure in beside.in_place_of(at):
            if not _alike(unit, beside.there[other]):
                continue
            if near and _is_said(beside, at, other):
                kind = "words" if unit.kind == "word" else "names"
                found.add(f"{kind} exchanged", context * sure, unit.span)
            else:
                found.add(f"{unit.kind} {where} for another", context * sure, unit.span)
        if where == "elsewhere":
            _apart(beside, at, tells, found)


def _alike(one: Unit, other: Unit) -> bool:
    """Whether one unit may stand for the other: of one kind, amounts also in one dimension."""
    if one.kind != other.kind:
        return False
    return one.kind != "number" or _comparable(one.amount, other.amount)


def _comparable(one: Amount | None, other: Amount | None) -> bool:
    if one is None or other is None:
        return False
    both = {one.dimension, other.dimension}
    return "" in both or both <= {"time", "months", "year"} or one.is_kin(other)


def _is_said(beside: Beside, at: int, other: int) -> bool:
    """Whether the claim says the other unit as well, elsewhere."""
    place = (beside.number, other)
    return any(
        place in there
        for one, there in enumerate(beside.stands)
        if one != at and one not in beside.pairs
    )


def _apart(beside: Beside, at: int, tells: float, found: Altered) -> None:
    """A unit that the passages have, but away from what the claim puts it together with."""
    unit = beside.own[at]
    rest = beside.whole - unit.weight
    numbers = {number for number, _ in beside.stands[at]}
    there = max(beside.weight(_around(beside, number) - {at}) for number in numbers) / rest
    here = beside.weight(beside.sentences[beside.number] - {at}) / rest
    if unit.kind == "name":
        tells *= _STOOD_IN_FOR if listed("stand_ins").search(beside.text) else 1.0
        tells *= _THROUGHOUT if len(numbers) >= _COMMON else 1.0
    kind = unit.kind if unit.kind in {"name", "word"} else "number"
    found.add(f"{kind} apart", tells * beside.telling(here) * (1 - there), unit.span)


def _around(beside: Beside, number: int) -> set[int]:
    """What of the clause stands in a sentence or next to it."""
    passages = beside.places.passages
    return set().union(
        *(
            beside.sentences.get(one, set())
            for one in range(max(0, number - 1), min(len(passages), number + 2))
            if passages[one] == passages[number]
        )
    )


def turned_round(beside: Beside, found: Altered) -> None:
    """Two names that change places around a word: A beat B, B beat A."""
    if bool(_BY.search(beside.text)) != bool(_BY.search(beside.claim)):
        return
    places = sorted(beside.pairs)
    for first, one in enumerate(places):
        for last in range(first + 2, len(places)):
            other = places[last]
            unit, against = beside.own[one], beside.own[other]
            start, end = beside.pairs[other], beside.pairs[one]
            if (
                unit.kind == against.kind != "word"
                and start < end
                and any(start < beside.pairs[mid] < end for mid in places[first + 1 : last])
                and not _OF.search(beside.claim, unit.end, against.start)
            ):
                found.add("turned round", beside.close, unit.span)
