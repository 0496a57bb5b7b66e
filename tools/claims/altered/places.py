"""Where a unit of a claim stands in the passages."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from tools.claims.altered.units import Unit, units
from tools.claims.amounts import Amount
from tools.claims.ground import STEM, Ground
from tools.claims.pieces import senses

_ENDING = 3
"""Letters at the end of a longer word that may be its ending."""

_WORD = re.compile(r"\w+|[$€£¥%]")
_SEAM = "\n"
_FEW = 3
"""Spaces around and between words up to which they are too few to be a quotation."""
_BETWEEN = 3
"""Units by which the end of a sentence is further from the next one than within a sentence."""

Place = tuple[int, int]
"""A sentence of the passages and a unit in it, by their numbers."""


class Places:
    """The units of all sentences of some passages, to be looked up."""

    def __init__(self, ground: Ground) -> None:
        self.texts = [sentence.text for sentence in ground.sentences]
        self.passages = [sentence.passage for sentence in ground.sentences]
        self._words = _SEAM.join(map(_bare, ground.passages))
        rows = [units(one.text, one.pieces) for one in ground.sentences]
        self._names = {
            term for row in rows for one in row if one.kind == "name" for term in one.terms
        }
        self.units = [self.named(text, row) for text, row in zip(self.texts, rows, strict=True)]
        lengths = [len(row) + _BETWEEN for row in self.units]
        self._firsts = list(accumulate(lengths, initial=0))
        self._terms: dict[str, list[Place]] = defaultdict(list)
        self._starts: dict[str, set[str]] = defaultdict(set)
        self._amounts: list[tuple[Amount, Place]] = []
        for number, row in enumerate(self.units):
            for at, unit in enumerate(row):
                for term in unit.terms:
                    self._terms[term].append((number, at))
                if unit.amount:
                    self._amounts.append((unit.amount, (number, at)))
        for term in self._terms:
            for size in range(STEM, len(term) + 1):
                self._starts[term[:size]].add(term)

    def say(self, text: str) -> bool:
        """Whether they say a text word for word, whatever stands between its words."""
        words = _bare(text)
        return words.count(" ") > _FEW and words in self._words

    def named(self, text: str, row: Sequence[Unit]) -> list[Unit]:
        """The units of a text, a capital at whose start is a name where the passages have it so."""
        return [
            one._replace(kind="name", weight=1.0)
            if one.kind == "word" and text[one.start].isupper() and one.terms <= self._names
            else one
            for one in row
        ]

    @cached_property
    def _senses(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for term, places in self._terms.items():
            for sense in senses(term):
                found[sense] += places
        return found

    def of(self, unit: Unit) -> frozenset[Place]:
        """Where a unit stands: as this amount, by these words, their forms, or others like them."""
        if unit.amount:
            mine = unit.amount
            return frozenset(place for other, place in self._amounts if mine.agrees(other))
        found = {place for term in unit.terms for place in self._terms.get(term, ())}
        if len(unit.terms) > 1:
            found = {place for place in found if self._is_meant(unit, place)}
            if any(unit.terms <= self._at(place).terms for place in found):
                found = {place for place in found if not self._is_other(unit, place)}
        return frozenset(found or self._forms(unit) or self._kin(unit))

    def order(self, place: Place) -> int:
        """A number for a unit of the passages; those of neighbouring units are neighbours."""
        return self._firsts[place[0]] + place[1]

    def _at(self, place: Place) -> Unit:
        return self.units[place[0]][place[1]]

    def _is_other(self, unit: Unit, place: Place) -> bool:
        """Whether another name stands there, though part of it is the same: a dealer market."""
        there = self._at(place).terms
        return not (there <= unit.terms or unit.terms <= there)

    def _is_meant(self, unit: Unit, place: Place) -> bool:
        """Whether a name of several words is meant there: by half of its words, or the last."""
        there = self._at(place).terms
        return unit.last in there or 2 * len(unit.terms & there) >= len(unit.terms)

    def _forms(self, unit: Unit) -> set[Place]:
        return {
            place
            for term in unit.terms
            if len(term) > STEM
            for form in self._starts.get(term[: max(STEM, len(term) - _ENDING)], ())
            for place in self._terms[form]
        }

    def _kin(self, unit: Unit) -> set[Place]:
        if unit.kind != "word":
            return set()
        return {
            place
            for term in unit.terms
            for sense in senses(term)
            for place in self._senses.get(sense, ())
        }


def _bare(text: str) -> str:
    """The words of a text alone, each between spaces."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


@lru_cache(maxsize=8)
def places_in(ground: Ground) -> Places:
    """The units of a ground made ready; answers to one question come in a row."""
    return Places(ground)
