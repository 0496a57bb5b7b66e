"""What a statement gives its subject: an amount, a date, a time of day, a person, a state."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

import rjieba

from knowledge.han import HAN, HAN_RUN
from knowledge.lexicon.surnames import SURNAMES
from knowledge.remembered import PASSAGE, remembered
from tools.claims.amounts import Amount, amounts
from tools.claims.bound.states import State, states
from tools.claims.pieces import latin_stems
from tools.claims.rivals import comparable, measures

RANGE = re.compile(r"\s*(?:-|–|—|~|～|至|到|to|until|till|and|or|或)\s*", re.IGNORECASE)
"""What stands between the ends of a range."""
_JOINS_A_DATE = re.compile(r"\s*(?:st|nd|rd|th)?\s*(?:of\s+)?", re.IGNORECASE)
"""What stands between the day and the month of a date."""
_YEARS = range(1500, 2200)
_LONGEST_SPAN = 60
"""年 after a larger number names a year."""
_DAYS_OF_A_MONTH = 31
_HALF_A_DAY = 12
_EXACTLY = 1e-6
_MONEY = frozenset({"cny", "usd", "eur", "gbp", "%"})
_OF_WHAT = re.compile(
    r"\s*(?:extra |more |different )?(?!(?:to|or|and|of)\b)([A-Za-z]+)"
    r"|\s*个?(?![至到或])([^\W\d_a-zA-Z]+)"
)
"""The word that a bare number counts."""
_TITLES_HAN = (
    "教授|医生|大夫|主任|老师|院长|经理|女士|先生|博士|律师|馆长|部长|校长|教练|医师|工程师|负责"
)
_TITLE_HAN = re.compile(_TITLES_HAN)
_AFTER_IS = re.compile(rf"(?<=[为是由])({HAN.pattern}{{2,3}})(?={_TITLES_HAN})")
"""What stands between 为 and a title: a name, where it begins as one does."""
_LONGEST_NAME = 4
_COUNT = "count"
"""The kind of a bare number; with the word for what it counts, where that follows."""
_TITLED = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sir|Captain|Coach|Judge)\b\.?(?: [A-Z][\w’'-]+)+"
)


@dataclass(frozen=True)
class Value:
    """One such thing, and where it stands."""

    start: int
    """The offset of its first character."""
    end: int
    """The offset after its last character."""
    kind: str
    """Two of one kind may be held against each other."""
    amount: Amount | None = None
    """How much, of an amount or a time of day."""
    date: tuple[float, float] | None = None
    """Month and day."""
    state: State | None = None
    """The state."""
    name: str = ""
    """The last part of a person's name, by which it is compared."""

    def is_rival(self, other: "Value") -> bool:
        """Whether the other says something of the same kind."""
        if (self._is_price and other._is_free) or (self._is_free and other._is_price):
            return True
        if self._measured and other._measured:
            return comparable(self._measured, other._measured)
        kinds = self.kind, other.kind
        if _COUNT in kinds:  # of what is not said again: 900 passengers, and the other 640
            return all(one.startswith(_COUNT) for one in kinds)
        return self.kind == other.kind

    def meets(self, other: "Value") -> bool:
        """Whether both may be the same."""
        if self._measured and other._measured:
            return comparable(self._measured, other._measured) and self._measured.meets(
                other._measured
            )
        if not self.is_rival(other) or (self.amount is None) != (other.amount is None):
            return False
        if self.amount and other.amount:
            apart = abs(self.amount.written - other.amount.written)
            is_clock = self.kind == "clock"
            return apart < _EXACTLY or (is_clock and abs(apart - _HALF_A_DAY) < _EXACTLY)
        if self.state and other.state:
            return self.state.holds == other.state.holds
        return self.date == other.date and self.name == other.name

    @property
    def _measured(self) -> Amount | None:
        """The amount, of one that measures something."""
        one = self.amount
        return one if one and measures(one) and self.kind == one.dimension else None

    @property
    def _is_price(self) -> bool:
        return self.amount is not None and self.kind in _MONEY and self.amount.number > 0

    @property
    def _is_free(self) -> bool:
        return self.kind == "state cost" and self.state is not None and self.state.holds


@remembered(texts=8_192, longest=PASSAGE)
def values(text: str) -> tuple[Value, ...]:
    """The values in a text, in order."""
    counted = _in_ranges(text)
    found = _dates(text, counted)
    taken = {at for one in found for at in range(one.start, one.end)}
    found += [
        Value(one.start, one.end, kind, amount=one)
        for one in counted
        if one.start not in taken and (kind := _kind(text, one))
    ]
    found += [Value(one.start, one.end, f"state {one.of}", state=one) for one in states(text)]
    found += [
        Value(one.start(), one.end(), "person", name=one[0].split()[-1])
        for one in _TITLED.finditer(text)
    ]
    found += _han_persons(text)
    return tuple(sorted(found, key=lambda one: one.start))


def without_values(text: str) -> str:
    """The text with blanks for its values.

    >>> without_values("Lockers are free.")
    'Lockers are     .'
    """
    for one in values(text):
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def _in_ranges(text: str) -> list[Amount]:
    """The amounts of a text; the first of a range has the unit of the second: 2 to 4 days."""
    counted = amounts(text)
    for at, (one, other) in enumerate(pairwise(counted)):
        between = text[one.end : other.start]
        if one.dimension or not other.dimension or not RANGE.fullmatch(between):
            continue
        scale = other.number / other.written if other.written else 1.0
        counted[at] = replace(one, number=one.written * scale, dimension=other.dimension)
    return counted


def _dates(text: str, counted: list[Amount]) -> list[Value]:
    found = []
    for one, other in pairwise(counted):
        month, day = (one, other) if one.dimension == "month" else (other, one)
        is_day = day.dimension in ("", "day") and 0 < day.written <= _DAYS_OF_A_MONTH
        between = text[one.end : other.start]
        if month.dimension == "month" and is_day and _JOINS_A_DATE.fullmatch(between):
            date = (month.written, day.written)
            found.append(Value(one.start, other.end, "date", date=date))
    return found


def _kind(text: str, one: Amount) -> str:
    """Of what kind an amount is; empty where that cannot be told."""
    is_bare_year = not one.dimension and one.written in _YEARS
    if is_bare_year or (one.dimension == "year" and one.written > _LONGEST_SPAN):
        return "calendar year"
    if one.dimension == "clock" or (measures(one) and one.dimension != "个"):
        return one.dimension
    if one.dimension not in ("", "个") or text.startswith("-", one.end):
        return ""  # two-step sign-in
    counted = _OF_WHAT.match(text, one.end)
    if counted is None:
        return _COUNT
    if counted[1]:
        stems = latin_stems(counted[1])
        return f"{_COUNT} {stems[0][2] if stems else counted[1].lower()}"
    return f"{_COUNT} {rjieba.cut(counted[2])[0]}"


def _han_persons(text: str) -> list[Value]:
    if not _TITLE_HAN.search(text):  # to tell names takes its time
        return []
    names = {(one.start(), one[0]) for one in _AFTER_IS.finditer(text) if one[0][0] in SURNAMES}
    for run in HAN_RUN.finditer(text):
        at = run.start()
        for word, tag in rjieba.tag(run[0]):
            if tag in {"nr", "nrt"} and 1 < len(word) < _LONGEST_NAME and word[0] in SURNAMES:
                names.add((at, word))
            at += len(word)
    return [
        Value(at, title.end(), "person", name=word)
        for at, word in names
        if (title := _TITLE_HAN.match(text, at + len(word)))
    ]
