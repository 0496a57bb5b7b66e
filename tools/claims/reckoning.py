"""Figures of an answer that anybody can reckon from what was asked and what the passages say.

Who asks for two adults and a child is told a total that stands in no passage; so is who asks what
ten per cent of a bill is, or by which day the seven are over. Such a figure is neither made up nor
contradicted. It is reckoned step by step, as the answer shows its steps, from the figures that are
known: the question's, the passages', and those of the answer that follow from them. Of many figures
nearly any other one can be made, so that those of a passage are reckoned with only beside the
question's, or where words tell that something was reckoned.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from tools.claims.amounts import Amount, amounts
from tools.claims.dates import Day, days_named, lies_after
from tools.claims.splitting import parts

_MOST, _MOST_MADE, _MOST_PASSAGES = 16, 12, 6
"""Amounts of a text that are reckoned with, results looked into, and passages read."""
_READ = 6_000
"""Characters of a text that are read."""
_EXACT, _CENT, _ABOUT = 1e-6, 0.006, 0.03
"""How near a result must be: as a share of it, in money with cents, and as a share if it is said to
be about so much."""
_WHOLE, _YEAR = 100.0, 12
_MONEY = frozenset({"cny", "usd", "eur", "gbp"})
_NAMES_A_TIME = frozenset({"month", "day", "clock"})
_HOUR, _DAY, _WEEK, _MINUTE = 3_600.0, 86_400.0, 604_800.0, 60.0
_A_YEAR, _LONGEST = 1_900, 60
"""The least number that is a year by the calendar, and the most years of a span."""
_FEW = 5
"""Prices and counts of which sums are made that the answer does not show."""
_SHOWS = re.compile(
    r"[=＝×+÷]|共|合计|总|加起来|算下来|折|平均|均|相当于|剩|差|多|贵|便宜|省|减|半价|优惠|乘"
    r"|\b(?:total|altogether|in all|sum|together|com(?:es?|ing) to|works? out|makes?|making"
    r"|differences?|more|less|cheaper|dearer|save[sd]?|savings?|left|remain(?:s|ing)?|which is|so"
    r"|each|per|times|plus|minus|off|discount|amounts? to|equals?|average)\b",
    re.IGNORECASE,
)
"""Words that tell that something was reckoned."""
_TWO = re.compile(
    r"往返|来回|双程|两口子|夫妻|夫妇"
    r"|\b(?:round[- ]trip|both ways|there and back|return (?:trip|flight|ticket)|twice|couple|both)\b",
    re.IGNORECASE,
)
"""Words for two of something."""
_MONTHLY = re.compile(
    r"每月|每个月|月均|一个月|[/／]月|\b(?:per|an?|each|every) month\b|\bmonthly\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Reckoned:
    """What of a text was reckoned."""

    amounts: tuple[Amount, ...]
    """Its amounts that follow from others, in order, with the question's that it reckons with."""
    passages: frozenset[int]
    """The positions of the passages whose amounts they follow from."""

    def has(self, one: Amount) -> bool:
        """Whether an amount is one of these, wherever it stands."""
        return any(
            one.dimension == mine.dimension and one.number == mine.number for mine in self.amounts
        )

    def left_out_of(self, text: str) -> str:
        """`text` with spaces for these amounts."""
        for one in amounts(text) if self.amounts else ():
            if self.has(one):
                text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
        return text


NOTHING = Reckoned((), frozenset())


@dataclass(frozen=True)
class _Known:
    """An amount that is reckoned with."""

    amount: Amount
    place: int
    """The position of its passage, or where else it is from."""


_ASKED, _TOLD = -1, -2


@lru_cache(maxsize=256)
def reckoned(text: str, asked: str, passages: tuple[str, ...]) -> Reckoned:
    """The amounts of `text` that neither `asked` nor a passage has, but that follow from them."""
    return _Reckoning(text[:_READ], asked[:_READ], passages[:_MOST_PASSAGES]).made()


class _Reckoning:
    def __init__(self, text: str, asked: str, passages: Sequence[str]) -> None:
        self.text, self.asked = text, asked
        self.own = amounts(text)[: _MOST + _MOST_MADE]
        self.days = days_named(text, self.own)
        self.given = [_Known(one, _ASKED) for one in amounts(asked)[:_MOST]]
        self.given += [_Known(_two(m), _ASKED) for m in _TWO.finditer(f"{asked}\n{text}")][:1]
        there = [amounts(one[:_READ])[:_MOST] for one in passages]
        self.known = [*self.given, *(_Known(a, at) for at, own in enumerate(there) for a in own)]
        self.known_days = [
            (day, at)
            for at, one in [(_ASKED, asked), *enumerate(passages)]
            for day in days_named(one[:_READ], amounts(one[:_READ])[:_MOST])
        ]
        self.asks_to = _SHOWS.search(asked) is not None
        self.sentences = [(one.start, one.end, one.text) for one in parts(text)]

    def made(self) -> Reckoned:
        """The amounts that follow, found in as many rounds as there are steps."""
        said = [one for one in self.own if any(one.meets(known.amount) for known in self.known)]
        rest = [one for one in self.own if one not in said][:_MOST_MADE]
        found: list[Amount] = []
        used: set[int] = set()
        told = [_Known(one, _TOLD) for one in said]
        while rest:
            new = {one: places for one in rest if (places := self._from(one, told)) is not None}
            if not new:
                break
            found += [part for one in new for part in self._with_its_day(one)]
            used |= {place for places in new.values() for place in places}
            told += [_Known(one, _TOLD) for one in new]
            rest = [one for one in rest if one not in new]
        if found:
            asked = [one.amount for one in self.given]
            found += [
                one
                for one in said
                if self._is_total_of(one, told) or any(map(one.meets, asked))
            ]
        return Reckoned(
            tuple(sorted(found, key=lambda one: one.start)), frozenset(p for p in used if p >= 0)
        )

    def _with_its_day(self, one: Amount) -> Sequence[Amount]:
        """An amount, with the month where it is a day of one."""
        return next((day.parts for day in self.days if one in day.parts), (one,))

    def _is_total_of(self, mine: Amount, told: Sequence[_Known]) -> bool:
        """Whether an amount that a passage has, too, of whatever, is what the answer sums up."""
        others = [one.amount for one in told if one.amount.start < mine.start]
        return mine.dimension in _MONEY and self._is_shown(mine) and _is_sum(mine, others)

    def _from(self, mine: Amount, told: Sequence[_Known]) -> list[int] | None:
        """Where what an amount follows from is; None where it does not follow."""
        if day := next((one for one in self.days if mine in one.parts), None):
            return self._day_from(day)
        shows = self.asks_to or self._is_shown(mine)
        for one, other in combinations([*self.known, *told], 2):
            places = {one.place, other.place}
            if min(places) >= 0 and len(places) > 1:
                continue  # of two passages
            if _ASKED not in places and not (shows or _is_price_and_share(one, other)):
                continue
            results: Iterable[float] = _results(
                mine, one.amount, other.amount, may_divide=min(places) < 0
            )
            # What the answer adds up it says itself.
            adds = _is_like(one.amount, mine) and _is_like(other.amount, mine)
            if adds and min(places) == _TOLD and max(places) >= 0:
                results = (abs(one.amount.number - other.amount.number),)
            if any(_is(mine, result) for result in results):
                return list(places)
        if mine.dimension not in _MONEY:
            return None
        if shows and _is_sum(mine, [one.amount for one in told]):
            return [_TOLD]
        is_only = not any(one.dimension in _MONEY for one in self.own if one is not mine)
        return self._priced(mine, may_be_total=shows and is_only)

    def _is_shown(self, mine: Amount) -> bool:
        return any(
            _SHOWS.search(text) for start, end, text in self.sentences if start <= mine.start < end
        )

    def _day_from(self, late: Day) -> list[int] | None:
        for early, place in self.known_days:
            for span in self.known:
                if _ASKED in {place, span.place} and lies_after(late, early, span.amount):
                    return [place, span.place]
        return None

    def _priced(self, mine: Amount, *, may_be_total: bool) -> list[int] | None:
        """The passage of whose prices, and of what the question counts, a price is the total."""
        places = {one.place for one in self.known if one.place >= 0}
        asked = [one.amount for one in self.given]
        for place in places:
            there = [one.amount for one in self.known if one.place == place]
            prices = [one.number for one in there if one.dimension == mine.dimension][:_FEW]
            counts = list(_counts_of(asked, there))
            if asked and any(_is(mine, p * n) for p, n in product(prices, counts)):
                return [place, _ASKED]
            if may_be_total and asked and _is_total(mine, prices, there, asked):
                return [place, _ASKED]
            monthly = _MONTHLY.search(self.text) or _MONTHLY.search(self.asked)
            if monthly and any(_is(mine, price / _YEAR) for price in prices):
                return [place]
        return None


def _is_price_and_share(one: _Known, other: _Known) -> bool:
    kinds = {one.amount.dimension, other.amount.dimension}
    return "%" in kinds and bool(kinds & _MONEY)


def _two(match: re.Match[str]) -> Amount:
    return Amount(match.start(), match.end(), 2.0, 2.0, "")


def _is(mine: Amount, result: float) -> bool:
    slack = _EXACT * max(abs(mine.number), 1.0)
    if mine.meant == "near":
        slack = _ABOUT * abs(mine.number)
    elif mine.dimension in _MONEY and abs(result * _WHOLE - round(result * _WHOLE)) > _EXACT:
        slack = _CENT
    return result > 0 and abs(mine.number - result) <= slack


def _results(mine: Amount, one: Amount, other: Amount, *, may_divide: bool) -> Iterator[float]:
    """What can be made of two amounts that is of the kind of `mine`."""
    if mine.dimension == "clock":
        yield from _hours_later(one, other)
        return
    if mine.dimension in _NAMES_A_TIME:
        return
    if _is_year(one) and _is_year(other) and mine.written < _A_YEAR:
        yield abs(one.written - other.written) * (mine.number / (mine.written or 1.0))
    if _is_like(one, mine) and _is_like(other, mine):
        yield one.number + other.number
        yield abs(one.number - other.number)
    if _lacks_its_unit(mine, one, other):
        yield abs(one.written - other.written) * (mine.number / (mine.written or 1.0))
    for a, b in ((one, other), (other, one)):
        if not _is_like(a, mine) or a.dimension == "%":
            continue
        if b.dimension == "%":
            share = b.number / _WHOLE
            yield from (a.number * share, a.number * (1 - share), a.number * (1 + share))
        for count in _counts(b):
            yield a.number * count
            if may_divide:
                yield a.number / count


def _hours_later(one: Amount, other: Amount) -> Iterator[float]:
    for start, span in ((one, other), (other, one)):
        if start.dimension == "clock" and span.dimension == "time":
            hours = span.number / _HOUR
            yield from ((start.number + hours) % 24, (start.number - hours) % 24)


def _is_like(one: Amount, mine: Amount) -> bool:
    """Whether amounts of the two add up to one of the kind of `mine`."""
    if one.dimension in _NAMES_A_TIME or _is_year(one):
        return False
    bare = "" in (one.dimension, mine.dimension)
    other = one.dimension or mine.dimension
    return one.is_kin(mine) or (bare and (len(other) == 1 or other in _MONEY) and other != "%")


def _lacks_its_unit(*some: Amount) -> bool:
    """Whether some are of one kind, and the others bare: 130 of 200 minutes."""
    kinds = {one.dimension for one in some}
    return "" in kinds and len(kinds) == 2 and kinds.isdisjoint({*_NAMES_A_TIME, "%"})


def _is_year(one: Amount) -> bool:
    return one.dimension in {"", "year"} and _A_YEAR <= one.written < _A_YEAR + 200


def _is_counter(one: Amount) -> bool:
    return len(one.dimension) == 1 and one.dimension != "%"


def _counts(one: Amount) -> Iterator[float]:
    """How often something is counted by an amount: in its own unit, or in another one of time."""
    found = {one.written}
    if one.dimension == "time":
        found |= {one.number / unit for unit in (_MINUTE, _HOUR, _DAY, _WEEK)}
    elif one.dimension == "months":
        found.add(one.number)
    elif one.dimension == "year":
        found = {one.number, one.number * _YEAR} if one.number <= _LONGEST else set()
    elif (one.dimension and not _is_counter(one)) or not one.written.is_integer():
        return
    yield from (count for count in found if count > 0 and count != 1)


def _counts_of(asked: Sequence[Amount], there: Sequence[Amount]) -> Iterator[float]:
    """What the question counts: in the passage's steps, beyond what is free, or one by another."""
    for one in asked:
        for other in there:
            if one.dimension in _MONEY or one.dimension == "%" or not _is_like(one, other):
                continue
            beyond, unit = one.number - other.number, one.number / (one.written or 1.0)
            if beyond > 0:
                yield beyond / unit
            if other.number > 0 and one.number > other.number:
                yield from (one.number / other.number, float(math.ceil(one.number / other.number)))
    for one, other in combinations(asked, 2):
        yield from (a * b for a, b in product(_counts(one), _counts(other)))


def _is_sum(mine: Amount, told: Sequence[Amount]) -> bool:
    """Whether an amount is the sum of some that the answer lists one after another."""
    like = sorted((one for one in told if one.dimension == mine.dimension), key=lambda o: o.start)
    return any(
        _is(mine, sum(one.number for one in like[start:end]))
        for start in range(len(like))
        for end in range(start + 2, len(like) + 1)
    )


def _is_total(
    mine: Amount, prices: Sequence[float], there: Sequence[Amount], asked: Sequence[Amount]
) -> bool:
    """Whether an amount is the sum of two prices, the full one or a share, each taken as often as
    something is counted in the question.
    """
    shares = [one.number / _WHOLE for one in there if one.dimension == "%"][:2]
    each = [*prices, *(price * share for price in prices for share in shares)]
    counts = [1.0, *(count for one in asked for count in _counts(one))][:_FEW]
    some = [price * count for price in each for count in counts]
    return any(_is(mine, one + other) for one, other in combinations(some, 2))
