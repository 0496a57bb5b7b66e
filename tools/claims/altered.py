"""What of an English claim the passages have, but put together otherwise.

A clause of the claim is laid beside the clause of the passages that has most of it. The closer it
keeps to its words, the more telling is each thing that differs: another name, number or word in its
place, one taken from elsewhere, two that change places, and other little words or the opposite
beside the same word. Closeness is by windows, nothing is parsed.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from tools.claims.amounts import Amount
from tools.claims.clauses import Place, Places, Unit
from tools.claims.relations import Operator, clash, listed, operators, opposed

_CLOSE = 3
"""The power of the share that a clause has in common with the passages: what differs in one that
keeps to their words is a change, in one in other words it is part of the wording."""
_MOSTLY = 0.35
"""The share of a claim that is absent from which on its matter is."""
_GAP = 40
"""Characters before a unit in which words are looked for that relate it to what is before."""
_WIDEST = 4
"""Units of the passages between two that the claim has, from which on nothing stands for them."""
_BESIDE = 0.8
"""How much a unit counts as standing in another's place where only one neighbour agrees."""
_ELSEWHERE = 0.3
"""How much of a unit counts that stands in the sentence, but in another clause."""
_NEARLY = 0.75
"""How much of what the best clause has another one must have for the claim to be of both."""
_COMMON = 3
"""Sentences from which on a name is what the passages speak of throughout."""
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_OF = re.compile(r"\bof\b|['’]s\b|,", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z]+", re.IGNORECASE)


@dataclass
class Altered:
    """What differs, each 0 to 1, and where it shows."""

    features: dict[str, float] = field(default_factory=dict)
    """How much of each kind of difference there is, the most that any clause has."""
    where: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The offsets in the claim at which it shows, where one unit shows it."""

    def add(self, name: str, value: float, unit: Unit | None = None) -> None:
        """Note a difference, unless there is more of its kind."""
        if value > self.features.get(name, 0.0):
            self.features[name] = value
            if unit is not None:
                self.where[name] = (unit.start, unit.end)


def altered(claim: str, own: Sequence[Unit], places: Places) -> Altered:
    """What differs between a claim, whose units are `own`, and the passages."""
    found = Altered()
    if not own or not places.texts:
        return found
    own = places.named(claim, own)
    said = _Claim(claim, own, [places.of(unit) for unit in own], places)
    whole = sum(unit.weight for unit in own)
    share = 1 - said.weight([at for at, there in enumerate(said.stands) if there]) / whole
    found.add("absent", share)
    found.add("mostly absent", (share - _MOSTLY) / (1 - _MOSTLY))
    _linked(said, found)
    for clause in range(own[-1].clause + 1):
        row = [at for at, unit in enumerate(own) if unit.clause == clause]
        beside = _Beside(said, row)
        if beside.has_place:
            _replaced(beside, found)
            if beside.rival:
                _replaced(_Beside(said, row, beside.rival), found, only_hard=True)
            _turned_round(beside, found)
            _related(beside, found)
            _opposite(beside, found)
            found.add("apart in words", 1 - beside.cover)
    return found


@dataclass(frozen=True)
class _Claim:
    text: str
    """Its words."""
    own: Sequence[Unit]
    """Its units."""
    stands: Sequence[Collection[Place]]
    """Where each of them stands in the passages."""
    places: Places
    """The passages."""

    def weight(self, some: Collection[int]) -> float:
        """How much some of its units weigh."""
        return sum(self.own[at].weight for at in some)


def _linked(claim: _Claim, found: Altered) -> None:
    """A cause that the sentence of the passages does not give, between things that stand apart."""
    if not listed("causes").search(claim.text):
        return
    here: dict[int, set[int]] = defaultdict(set)
    for at, there in enumerate(claim.stands):
        for number, _ in there:
            here[number].add(at)
    if not here:
        return
    best = max(here, key=lambda number: claim.weight(here[number]))
    if not listed("cause_or_order").search(claim.places.texts[best]):
        held = claim.weight(set().union(*here.values()))
        whole = claim.weight(range(len(claim.own)))
        found.add("cause", (held - claim.weight(here[best])) / whole)


class _Beside:
    """A clause of a claim beside the clause of the passages that has most of it."""

    def __init__(self, said: _Claim, row: Sequence[int], chosen: Place | None = None) -> None:
        self.claim, self.own, self.stands, self.places = (
            said.text,
            said.own,
            said.stands,
            said.places,
        )
        self.row, self.weight = row, said.weight
        self.whole = self.weight(row)
        clauses: dict[Place, set[int]] = defaultdict(set)
        self.sentences: dict[int, set[int]] = defaultdict(set)
        for at in row:
            for number, unit in self.stands[at]:
                clauses[number, self.places.units[number][unit].clause].add(at)
                self.sentences[number].add(at)
        self.has_place = bool(clauses)
        if not clauses:
            return
        likeness = {one: self._likeness(one, clauses[one]) for one in clauses}
        best = max(likeness, key=lambda one: likeness[one])
        self.rival = self._rival(best, likeness)
        self.number, clause = chosen or best
        self.text = self.places.texts[self.number]
        self.there = self.places.units[self.number]
        self.span = [at for at, unit in enumerate(self.there) if unit.clause == clause]
        self.pairs = self._pairs()
        self.cover = self.weight(self.pairs) / self.whole
        self.close = self.cover**_CLOSE

    def _likeness(self, place: Place, held: set[int]) -> tuple[float, int, int]:
        around = self.weight(self.sentences[place[0]] - held)
        return (self.weight(held) + _ELSEWHERE * around, -place[0], -place[1])

    def _rival(self, best: Place, likeness: dict[Place, tuple[float, int, int]]) -> Place | None:
        """Another clause of the sentence that has nearly as much of the claim's."""
        others = [one for one in likeness if one[0] == best[0] and one != best]
        rival = max(others, key=lambda one: likeness[one], default=None)
        if rival is None or likeness[rival][0] < _NEARLY * likeness[best][0]:
            return None
        return rival

    def _pairs(self) -> dict[int, int]:
        """For each unit of the claim's clause that the other has, its place there."""
        pairs: dict[int, int] = {}
        taken: set[int] = set()
        last = self.span[0]
        for at in self.row:
            options = [
                unit
                for number, unit in self.stands[at]
                if number == self.number and unit in self.span and unit not in taken
            ]
            if options:
                terms = self.own[at].terms
                last = min(
                    options,
                    key=lambda one: (-len(terms & self.there[one].terms), abs(one - last), one),
                )
                pairs[at] = last
                taken.add(last)
        return pairs

    def in_place_of(self, at: int) -> list[tuple[int, float]]:
        """Units of the passages where one of the claim would stand, and how surely, 0 to 1."""
        left = max((one for one in self.pairs if one < at), default=None)
        right = min((one for one in self.pairs if one > at), default=None)
        if left is not None and right is not None:
            start, end = self.pairs[left], self.pairs[right]
            if start < end <= start + _WIDEST:
                return self._free([(one, 1.0) for one in range(start + 1, end)])
        options = []
        for step in (1, 2):
            if left is not None:
                options.append((self.pairs[left] + step, _BESIDE / step / (at - left)))
            if right is not None:
                options.append((self.pairs[right] - step, _BESIDE / step / (right - at)))
        return self._free(options)

    def _free(self, options: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
        taken = set(self.pairs.values())
        return [(one, sure) for one, sure in options if one in self.span and one not in taken]


def _replaced(beside: _Beside, found: Altered, *, only_hard: bool = False) -> None:
    """Units that stand where the passages have another one, or that come from elsewhere."""
    for at in beside.row:
        unit = beside.own[at]
        if only_hard and unit.kind == "word":
            continue
        rest = beside.whole - unit.weight
        if at in beside.pairs or rest <= 0:
            continue
        near = at in beside.sentences[beside.number]
        where = "near" if near else "elsewhere" if beside.stands[at] else "new"
        tells = min(1.0, unit.weight) if unit.kind == "word" else 1.0
        context = tells * (beside.weight(beside.pairs) / rest) ** _CLOSE
        for other, sure in beside.in_place_of(at):
            if not _alike(unit, beside.there[other]):
                continue
            if near and _is_said(beside, at, other):
                kind = "words" if unit.kind == "word" else "names"
                found.add(f"{kind} exchanged", context * sure, unit)
            else:
                found.add(f"{unit.kind} {where} for another", context * sure, unit)
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


def _is_said(beside: _Beside, at: int, other: int) -> bool:
    """Whether the claim says the other unit as well, elsewhere."""
    place = (beside.number, other)
    return any(
        place in there
        for one, there in enumerate(beside.stands)
        if one != at and one not in beside.pairs
    )


def _apart(beside: _Beside, at: int, tells: float, found: Altered) -> None:
    """A unit that the passages have, but away from what the claim puts it together with."""
    unit, places = beside.own[at], beside.places
    rest = beside.whole - unit.weight
    numbers = {number for number, _ in beside.stands[at]}
    there = max(beside.weight(_around(beside, number) - {at}) for number in numbers) / rest
    here = beside.weight(beside.sentences[beside.number] - {at}) / rest
    if unit.kind == "name":
        # A sentence may speak of it by another word, or of the matter of all the passages.
        tells *= 0.4 if listed("stand_ins").search(places.texts[beside.number]) else 1.0
        tells *= 0.5 if len(numbers) >= _COMMON else 1.0
    kind = unit.kind if unit.kind in {"name", "word"} else "number"
    found.add(f"{kind} apart", tells * here**_CLOSE * (1 - there), unit)


def _around(beside: _Beside, number: int) -> set[int]:
    """What of the clause stands in a sentence or next to it."""
    passages = beside.places.passages
    return set().union(
        *(
            beside.sentences.get(one, set())
            for one in range(max(0, number - 1), min(len(passages), number + 2))
            if passages[one] == passages[number]
        )
    )


def _turned_round(beside: _Beside, found: Altered) -> None:
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
                found.add("turned round", beside.close, unit)


def _related(beside: _Beside, found: Altered) -> None:
    """Little words before a unit that say otherwise than those before it in the passages."""
    if len(beside.pairs) < 2:
        return
    for at, other in beside.pairs.items():
        mine = operators(_gap(beside.claim, beside.own, at))
        yours = operators(_gap(beside.text, beside.there, other))
        if mine == yours:
            continue
        follows = beside.pairs.get(at - 1) == other - 1
        sure = beside.close * (1.0 if follows or at == beside.row[0] else 0.6)
        unit = beside.own[at]
        for kind in {kind for kind, _ in mine | yours}:
            one, another = _of_kind(mine, kind), _of_kind(yours, kind)
            if clash(one, another):
                found.add(f"{kind} otherwise", sure, unit)
            elif one and not another:
                found.add(f"{kind} added", sure, unit)
            elif another and not one:
                found.add(f"{kind} left out", sure, unit)


def _gap(text: str, row: Sequence[Unit], at: int) -> str:
    start = row[at - 1].end if at else 0
    return text[max(start, row[at].start - _GAP) : row[at].start]


def _of_kind(some: Collection[Operator], kind: str) -> list[Operator]:
    return [one for one in some if one[0] == kind]


def _opposite(beside: _Beside, found: Altered) -> None:
    """The opposite of a word, beside the same one; all where the passages have some, and back."""
    if len(beside.pairs) < 2:
        return
    mine, claim_span = _words(beside.claim, beside.own, beside.row)
    yours, _ = _words(beside.text, beside.there, beside.span)
    for word, at in mine.items():
        against = opposed(word)
        if word in yours or against & mine.keys():
            continue
        for other in against & yours.keys():
            place = (at, at + len(word))
            _note(found, "opposite around", beside.close, place)
            if beside.cover >= 0.8 or _beside_the_same(beside, at, yours[other]):
                rest = max(beside.whole - 1.0, 0.5)
                _note(found, "opposite", min(1.5, beside.weight(beside.pairs) / rest), place)
    said = beside.claim[slice(*claim_span)]
    told = " ".join(yours)
    for name, one, other in (("widened", "everything", "part"), ("narrowed", "part", "everything")):
        if (
            listed(one).search(said)
            and not listed(other).search(said)
            and listed(other).search(told)
        ):
            found.add(name, beside.close)


def _note(found: Altered, name: str, value: float, place: tuple[int, int]) -> None:
    if value > found.features.get(name, 0.0):
        found.features[name] = value
        found.where[name] = place


def _words(
    text: str, row: Sequence[Unit], some: Sequence[int]
) -> tuple[dict[str, int], tuple[int, int]]:
    """The words from the unit before a clause to the one after it, with their places."""
    start = row[some[0] - 1].end if some[0] else 0
    end = row[some[-1] + 1].start if some[-1] + 1 < len(row) else len(text)
    return {one[0].lower(): one.start() for one in _TOKEN.finditer(text, start, end)}, (start, end)


def _beside_the_same(beside: _Beside, at: int, other: int) -> bool:
    mine = _neighbours(beside.own, beside.row, at)
    yours = _neighbours(beside.there, beside.span, other)
    return any(beside.pairs.get(one) in yours for one in mine)


def _neighbours(row: Sequence[Unit], some: Sequence[int], at: int) -> set[int]:
    before = [one for one in some if row[one].end <= at]
    after = [one for one in some if row[one].start > at]
    return {*before[-1:], *after[:1]}
