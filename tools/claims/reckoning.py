"""Figures of an answer that anybody can reckon from what was asked and what the passages say.

Who asks for two adults and a child is told a total that stands in no passage; so is who asks what
ten per cent of a bill is, or by which day the seven are over. Such a figure is neither made up nor
contradicted. It is reckoned step by step, as the answer shows its steps, from the figures that are
known: the question's, the passages', and those of the answer that follow from them. Of many figures
nearly any other one can be made, so that those of a passage are reckoned with only beside the
question's, or where words tell that something was reckoned.
"""

from collections.abc import Iterable, Sequence
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
from tools.claims.known_amounts import (
    ASKED,
    TOLD,
    Known,
    are_price_and_share,
    is_as,
    is_in_days,
    two,
)
from tools.claims.reckoned import Reckoned
from tools.claims.reckoning_words import ASKS_TO, EACH_ONE, MONTHLY, SHOWS, TWO, YEARLY
from tools.claims.shown_steps import shown_step
from tools.claims.splitting import parts
from tools.claims.written_out import written_out

_MOST, _MOST_MADE, _MOST_PASSAGES = 16, 12, 6
"""Amounts of a text that are reckoned with, results looked into, and passages read."""
_LARGE = 100
"""From which a figure without a unit is no number in a list."""
_READ = 6_000
"""Characters of a text that are read."""


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
        self.given = [Known(one, ASKED) for one in amounts(asked)[:_MOST]]
        self.given += [Known(two(m), ASKED) for m in TWO.finditer(f"{asked}\n{text}")][:1]
        there = [amounts(one[:_READ])[:_MOST] for one in passages]
        self.known = [*self.given, *(Known(a, at) for at, own in enumerate(there) for a in own)]
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
            for at, one in [(ASKED, self.asked), *enumerate(self.passages)]
            for day in days_named(one[:_READ], amounts(one[:_READ])[:_MOST])
        ]

    @cached_property
    def written_out(self) -> dict[Amount, tuple[Amount, ...]]:
        """The results that the text writes out, each with what it is made of."""
        return dict(written_out(self.text, self.own))

    @cached_property
    def asks_to(self) -> bool:
        """Whether the question asks to reckon."""
        return ASKS_TO.search(self.asked) is not None

    @cached_property
    def sentences(self) -> list[tuple[int, int, str]]:
        """The sentences of the text, each with its place."""
        return [(one.start, one.end, one.text) for one in parts(self.text)]

    def made(self) -> Reckoned:
        """The amounts that follow, found in as many rounds as there are steps."""
        said = [
            one
            for one in self.own
            if any(one.agrees(k.amount) or is_in_days(one, k.amount) for k in self.known)
        ]
        rest = [one for one in self.own if one not in said][:_MOST_MADE]
        found: list[Amount] = []
        used: set[int] = set()
        told = [Known(one, TOLD) for one in said]
        while rest:
            new = {one: places for one in rest if (places := self._from(one, told)) is not None}
            if not new:
                break
            found += [part for one in new for part in self._with_its_day(one)]
            used |= {place for places in new.values() for place in places}
            told += [Known(one, TOLD) for one in new]
            rest = [one for one in rest if one not in new]
        if found:
            asked = [one.amount for one in self.given]
            found += [
                one
                for one in said
                if self._is_total_of(one, told)
                or any(one.meets(given) or is_in_days(one, given) for given in asked)
            ]
        return Reckoned(
            tuple(sorted(set(found), key=lambda one: one.start)),
            frozenset(place for place in used if place >= 0),
            from_asked=ASKED in used,
        )

    def _with_its_day(self, one: Amount) -> Sequence[Amount]:
        """An amount, with the month where it is a day of one."""
        return next((day.parts for day in self.days if one in day.parts), (one,))

    def _is_total_of(self, mine: Amount, told: Sequence[Known]) -> bool:
        """Whether an amount that a passage has, too, of whatever, is what the answer sums up."""
        others = [one.amount for one in told if one.amount.start < mine.start]
        return mine.dimension in MONEY and self._is_shown(mine) and is_sum(mine, others)

    def _from(self, mine: Amount, told: Sequence[Known]) -> list[int] | None:
        """Where what an amount follows from is; None where it does not follow."""
        return (
            self._written_from(mine, told)
            or self._made_from(mine, told)
            or self._shown_from(mine, told)
        )

    def _shown_from(self, mine: Amount, told: Sequence[Known]) -> list[int] | None:
        """The same of one that follows from others of the text and of the question in one step."""
        is_bare = not mine.dimension and mine.written < _LARGE
        if is_bare or mine.dimension == "%" or any(mine in day.parts for day in self.days):
            return None
        told_ones, asked = ([one.amount for one in some] for some in (told, self.given))
        parts = shown_step(mine, told_ones, asked)
        if parts is None:
            return None
        return [k.place for part in parts for k in (*self.known, *told) if k.amount.meets(part)]

    def _made_from(self, mine: Amount, told: Sequence[Known]) -> list[int] | None:
        """The same of what the text does not write out."""
        if day := next((one for one in self.days if mine in one.parts), None):
            return self._day_from(day)
        shows = self.asks_to or self._is_shown(mine)
        for one, other in combinations([*self.known, *told], 2):
            places = {one.place, other.place}
            if min(places) >= 0 and len(places) > 1:
                continue  # of two passages
            if ASKED not in places and not (shows or are_price_and_share(one, other)):
                continue
            if max(places) == min(places) >= 0 and (is_counter(mine) or not mine.dimension):
                continue  # of what a passage counts anything can be made
            results: Iterable[float] = results_of(
                mine, one.amount, other.amount, may_divide=min(places) < 0
            )
            # What the answer adds up it says itself.
            adds = is_like(one.amount, mine) and is_like(other.amount, mine)
            if adds and min(places) == TOLD and max(places) >= 0:
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
            return [TOLD]
        if shows and YEARLY.search(f"{self.asked}\n{self.text}"):
            made = [one.amount for one in told if one.amount.dimension == mine.dimension]
            if any(comes_to(mine, one.number * MONTHS) for one in made):
                return [TOLD]
        is_only = not any(one.dimension in MONEY for one in self.own if one is not mine)
        return self._priced(mine, may_be_total=shows and is_only)

    def _written_from(self, mine: Amount, told: Sequence[Known]) -> list[int] | None:
        """Where the figures are from of which the text writes it out; None where it does not, or
        one of them is from nowhere.
        """
        places: list[int] = []
        for one in self.written_out.get(mine, ()):
            known = next((k.place for k in [*self.known, *told] if is_as(one, k.amount)), None)
            if (
                known is None
                and one.number == MONTHS
                and YEARLY.search(f"{self.asked}\n{self.text}")
            ):
                continue
            if known is None:
                return None
            places.append(known)
        return places or None

    def _is_shown(self, mine: Amount) -> bool:
        return any(
            SHOWS.search(text) for start, end, text in self.sentences if start <= mine.start < end
        )

    def _is_for_each(self, one: Amount) -> bool:
        """Whether an amount of the text is the price of one of several: "5 m at $18 each"."""
        return EACH_ONE.match(self.text, one.end) is not None

    def _day_from(self, late: Day) -> list[int] | None:
        for early, place in self.known_days:
            for span in self.known:
                if ASKED in {place, span.place} and lies_after(late, early, span.amount):
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
                return [place, ASKED]
            if may_be_total and asked and is_total(mine, prices, there, asked):
                return [place, ASKED]
            yearly = YEARLY.search(self.text) or YEARLY.search(self.asked)
            if yearly and any(comes_to(mine, price * MONTHS) for price in prices):
                return [place]
            monthly = MONTHLY.search(self.text) or MONTHLY.search(self.asked)
            if monthly and any(comes_to(mine, price / MONTHS) for price in prices):
                return [place]
        return None
