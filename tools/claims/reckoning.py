"""Figures of an answer that anybody can reckon from what was asked and what the passages say.

Who asks for two adults and a child is told a total that stands in no passage; so is who asks what
ten per cent of a bill is, or by which day the seven are over. Such a figure is neither made up nor
contradicted. It is reckoned step by step, as the answer shows its steps, from the figures that are
known: the question's, the passages', and those of the answer that follow from them. Of many figures
nearly any other one can be made, so that those of a passage are reckoned with only beside the
question's, or where words tell that something was reckoned.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, product

from tools.claims.amounts import Amount, amounts
from tools.claims.arithmetic import (
    FEW,
    MONEY,
    MONTHS,
    comes_to,
    counts_of,
    is_counter,
    is_like,
    is_sum,
    is_total,
    results_of,
)
from tools.claims.dates import Day, days_named, lies_after
from tools.claims.splitting import parts
from tools.claims.written_out import written_out

LEFT_OUT = "\u2007"
"""What stands for each character of a figure that is left out."""
_MOST, _MOST_MADE, _MOST_PASSAGES = 16, 12, 6
"""Amounts of a text that are reckoned with, results looked into, and passages read."""
_READ = 6_000
"""Characters of a text that are read."""
_SHOWS = re.compile(
    r"[=＝×+÷]|共|合计|总|加起来|算下来|折|平均|均|相当于|剩|差|多(?![少久长大远])|贵|便宜|省|减|半价"
    r"|优惠|乘"
    r"|\b(?:total|altogether|in all|sum|together|com(?:es?|ing) to|works? out|makes?|making"
    r"|differences?|more|another|less|cheaper|dearer|save[sd]?|savings?|left|remain(?:s|ing)?"
    r"|which is|so|each|per|times|plus|minus|off|discount|amounts? to|equals?|average)\b",
    re.IGNORECASE,
)
"""Words that tell that something was reckoned."""
_ASKS_TO = re.compile(
    r"[一总]共|合计|总价|平均|人均|每人|折合|折后|相差|差(?:多少|几)|剩|[贵高低少长短大小重轻](?:多少|几)"
    r"|便宜(?:多少|几)|多(?:付|交|花|收|出)"
    r"|\b(?:total|altogether|in all|differences?|more|less|cheaper|dearer|longer|shorter|save|left"
    r"|remain|per (?:person|head|month|day|week)|work out|come to|amount to|average|discount)\b",
    re.IGNORECASE,
)
"""How a question asks for something that has to be reckoned."""
_TWO = re.compile(
    r"往返|来回|双程|两口子|夫妻|夫妇"
    r"|\b(?:round[- ]trip|both ways|there and back|return (?:trip|flight|ticket)|twice"
    r"|couple|both)\b",
    re.IGNORECASE,
)
"""Words for two of something."""
_MONTHLY = re.compile(
    r"每月|每个月|月均|一个月|[/／]月|\b(?:per|an?|each|every) month\b|\bmonthly\b", re.IGNORECASE
)


_YEARLY = re.compile(
    r"一年|每年|全年|整年|年付|按年"
    r"|\b(?:per|an?|each|every|whole|full|over the) year\b|\b(?:yearly|annual(?:ly)?)\b"
    r"|(?:twelve|12) months",
    re.IGNORECASE,
)
_EACH_ONE = re.compile(r"\s*(?:each|apiece|per\b|/|an? )|[/／每]", re.IGNORECASE)
"""What follows the price of one of several."""


@dataclass(frozen=True)
class Reckoned:
    """What of a text was reckoned."""

    amounts: tuple[Amount, ...]
    """Its amounts that follow from others, in order, with the question's that it reckons with."""
    passages: frozenset[int]
    """The positions of the passages whose amounts they follow from."""
    from_asked: bool
    """Whether they follow from the question's amounts, too."""

    def has(self, one: Amount) -> bool:
        """Whether an amount is one of these, wherever it stands."""
        return any(
            one.dimension == mine.dimension and one.number == mine.number for mine in self.amounts
        )

    def left_out_of(self, text: str) -> str:
        """`text` with figure spaces for these amounts."""
        for one in amounts(text) if self.amounts else ():
            if self.has(one):
                text = text[: one.start] + LEFT_OUT * (one.end - one.start) + text[one.end :]
        return text


NOTHING = Reckoned((), frozenset(), from_asked=False)


@dataclass(frozen=True)
class _Known:
    """An amount that is reckoned with."""

    amount: Amount
    place: int
    """The position of its passage, or where else it is from."""


_ASKED, _TOLD = -1, -2
_DAY = 86_400.0
"""Seconds of a day."""


@lru_cache(maxsize=256)
def reckoned(text: str, asked: str, passages: tuple[str, ...]) -> Reckoned:
    """The amounts of `text` that neither `asked` nor a passage has, but that follow from them."""
    if not amounts(text[:_READ]):
        return Reckoned((), frozenset(), from_asked=False)
    return _Reckoning(text[:_READ], asked[:_READ], passages[:_MOST_PASSAGES]).made()


class _Reckoning:
    def __init__(self, text: str, asked: str, passages: Sequence[str]) -> None:
        self.text, self.asked = text, asked
        self.own = amounts(text)[: _MOST + _MOST_MADE]
        self.given = [_Known(one, _ASKED) for one in amounts(asked)[:_MOST]]
        self.given += [_Known(_two(m), _ASKED) for m in _TWO.finditer(f"{asked}\n{text}")][:1]
        there = [amounts(one[:_READ])[:_MOST] for one in passages]
        self.known = [*self.given, *(_Known(a, at) for at, own in enumerate(there) for a in own)]
        self.passages = passages

    @cached_property
    def days(self) -> Sequence[Day]:
        """The days that the text names."""
        return days_named(self.text, self.own)

    @cached_property
    def known_days(self) -> list[tuple[Day, int]]:
        """The days that the question and the passages name, each with where."""
        return [
            (day, at)
            for at, one in [(_ASKED, self.asked), *enumerate(self.passages)]
            for day in days_named(one[:_READ], amounts(one[:_READ])[:_MOST])
        ]

    @cached_property
    def written_out(self) -> dict[Amount, tuple[Amount, ...]]:
        """The results that the text writes out, each with what it is made of."""
        return dict(written_out(self.text, self.own))

    @cached_property
    def asks_to(self) -> bool:
        """Whether the question asks to reckon."""
        return _ASKS_TO.search(self.asked) is not None

    @cached_property
    def sentences(self) -> list[tuple[int, int, str]]:
        """The sentences of the text, each with its place."""
        return [(one.start, one.end, one.text) for one in parts(self.text)]

    def made(self) -> Reckoned:
        """The amounts that follow, found in as many rounds as there are steps."""
        said = [
            one
            for one in self.own
            if any(one.agrees(k.amount) or _in_days(one, k.amount) for k in self.known)
        ]
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
                if self._is_total_of(one, told)
                or any(one.meets(given) or _in_days(one, given) for given in asked)
            ]
        return Reckoned(
            tuple(sorted(set(found), key=lambda one: one.start)),
            frozenset(place for place in used if place >= 0),
            from_asked=_ASKED in used,
        )

    def _with_its_day(self, one: Amount) -> Sequence[Amount]:
        """An amount, with the month where it is a day of one."""
        return next((day.parts for day in self.days if one in day.parts), (one,))

    def _is_total_of(self, mine: Amount, told: Sequence[_Known]) -> bool:
        """Whether an amount that a passage has, too, of whatever, is what the answer sums up."""
        others = [one.amount for one in told if one.amount.start < mine.start]
        return mine.dimension in MONEY and self._is_shown(mine) and is_sum(mine, others)

    def _from(self, mine: Amount, told: Sequence[_Known]) -> list[int] | None:
        """Where what an amount follows from is; None where it does not follow."""
        return self._written_from(mine, told) or self._made_from(mine, told)

    def _made_from(self, mine: Amount, told: Sequence[_Known]) -> list[int] | None:
        """The same of what the text does not write out."""
        if day := next((one for one in self.days if mine in one.parts), None):
            return self._day_from(day)
        shows = self.asks_to or self._is_shown(mine)
        for one, other in combinations([*self.known, *told], 2):
            places = {one.place, other.place}
            if min(places) >= 0 and len(places) > 1:
                continue  # of two passages
            if _ASKED not in places and not (shows or _is_price_and_share(one, other)):
                continue
            if max(places) == min(places) >= 0 and (is_counter(mine) or not mine.dimension):
                continue  # of what a passage counts anything can be made
            results: Iterable[float] = results_of(
                mine, one.amount, other.amount, may_divide=min(places) < 0
            )
            # What the answer adds up it says itself.
            adds = is_like(one.amount, mine) and is_like(other.amount, mine)
            if adds and min(places) == _TOLD and max(places) >= 0:
                results = (abs(one.amount.number - other.amount.number),)
            if any(comes_to(mine, result) for result in results):
                return list(places)
        if mine.dimension not in MONEY:
            return None
        sums = (
            [one.amount for one in told],
            [one.amount for one in told if not self._is_for_each(one.amount)],
        )
        if shows and any(is_sum(mine, some) for some in sums):
            return [_TOLD]
        if shows and _YEARLY.search(f"{self.asked}\n{self.text}"):
            made = [one.amount for one in told if one.amount.dimension == mine.dimension]
            if any(comes_to(mine, one.number * MONTHS) for one in made):
                return [_TOLD]
        is_only = not any(one.dimension in MONEY for one in self.own if one is not mine)
        return self._priced(mine, may_be_total=shows and is_only)

    def _written_from(self, mine: Amount, told: Sequence[_Known]) -> list[int] | None:
        """Where the figures are from of which the text writes it out; None where it does not, or
        one of them is from nowhere.
        """
        places: list[int] = []
        for one in self.written_out.get(mine, ()):
            known = next((k.place for k in [*self.known, *told] if _is_as(one, k.amount)), None)
            if known is None:
                return None
            places.append(known)
        return places or None

    def _is_shown(self, mine: Amount) -> bool:
        return any(
            _SHOWS.search(text) for start, end, text in self.sentences if start <= mine.start < end
        )

    def _is_for_each(self, one: Amount) -> bool:
        """Whether an amount of the text is the price of one of several: "5 m at $18 each"."""
        return _EACH_ONE.match(self.text, one.end) is not None

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
            prices = [one.number for one in there if one.dimension == mine.dimension][:FEW]
            counts = list(counts_of(asked, there))
            if asked and any(comes_to(mine, p * n) for p, n in product(prices, counts)):
                return [place, _ASKED]
            if may_be_total and asked and is_total(mine, prices, there, asked):
                return [place, _ASKED]
            yearly = _YEARLY.search(self.text) or _YEARLY.search(self.asked)
            if yearly and any(comes_to(mine, price * MONTHS) for price in prices):
                return [place]
            monthly = _MONTHLY.search(self.text) or _MONTHLY.search(self.asked)
            if monthly and any(comes_to(mine, price / MONTHS) for price in prices):
                return [place]
        return None


def _in_days(mine: Amount, known: Amount) -> bool:
    """Whether a bare figure is a length of time in days: 21, of three weeks."""
    is_longer = known.dimension == "time" and known.number > _DAY
    return is_longer and not mine.dimension and mine.written == known.number / _DAY


def _is_price_and_share(one: _Known, other: _Known) -> bool:
    kinds = {one.amount.dimension, other.amount.dimension}
    return "%" in kinds and bool(kinds & MONEY)


def _is_as(one: Amount, known: Amount) -> bool:
    """Whether a factor is a known amount, be it without its unit, or a share written as 0.9."""
    is_share = known.dimension == "%" and abs(one.written * 100 - known.number) < 1e-6
    return is_share or one.written == known.written or one.meets(known)


def _two(match: re.Match[str]) -> Amount:
    return Amount(match.start(), match.end(), 2.0, 2.0, "")
