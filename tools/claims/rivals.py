"""Another amount of the same kind for the same thing: nine weeks, where three days are given."""

import re
from collections.abc import Collection, Sequence
from itertools import combinations, pairwise

from knowledge.han import HAN
from tools.claims.amounts import Amount, amounts
from tools.claims.durations import lasting
from tools.claims.measure import Text, content, ready

_ALONE, _WITH_QUESTION = 0.6, 0.45
"""Share of a claim's words, and of the claim's and the question's together, from which a sentence
speaks of the same thing."""
_MOST, _EQUAL = 40, 1e-6
"""Amounts that are reckoned with, and how near a result must be."""
MOST_OWN = 60
"""Amounts of a claim that are looked at."""
_FEW = 2
"""Words below which a claim alone does not say what its amount is of."""
_RANGE = re.compile(r"\s*(?:-|–|—|~|～|至|到|to|and|or|或)\s*", re.IGNORECASE)
_DATES = frozenset({"", "month", "day", "clock"})
"""Dimensions that name a day rather than measure something, or nothing."""


def is_rival(mine: Amount, there: Sequence[Amount], text: str) -> bool:
    """Whether a text whose amounts are `there` measures the same otherwise."""
    kin = [one for one in there if comparable(mine, one)]
    return bool(kin) and not any(map(mine.meets, kin)) and not lies_between(mine, there, text)


def is_beside(mine: Amount, said: Sequence[Amount], there: Sequence[Amount]) -> bool:
    """Whether a statement, whose amounts are `said`, has the amount of a text besides `mine`."""
    kin = [o for o in there if comparable(mine, o) or (mine.dimension == o.dimension != "")]
    return any(one is not mine and any(map(one.meets, kin)) for one in said)


def measures(one: Amount) -> bool:
    """Whether it measures something, rather than name a day, or nothing."""
    return one.dimension not in _DATES


def comparable(one: Amount, other: Amount) -> bool:
    """Whether both measure the same: in one unit or in units of one dimension."""
    if not measures(one) or not measures(other):
        return False
    if one.dimension == other.dimension:
        return True
    return bool(lasting(one.number, one.dimension) and lasting(other.number, other.dimension))


def is_reckoned(mine: Amount, there: Sequence[Amount]) -> bool:
    """Whether it is a sum or a difference of two of those that are of the same thing, the product
    of any two, or a share of one.
    """
    return any(
        abs(mine.written - made) < _EQUAL
        for a, b in combinations(there[:_MOST], 2)
        for made in _made_of(a, b)
    )


def _made_of(a: Amount, b: Amount) -> tuple[float, ...]:
    product = a.written * b.written
    sums = (a.written + b.written, abs(a.written - b.written)) if a.is_kin(b) else ()
    return (*sums, product, product / 100)


def other_amount(
    claim: str, sentences: Sequence[str], given: Collection[str], known: Sequence[Amount] = ()
) -> str | None:
    """The sentence that gives another amount for what the claim gives one for; None without any.

    `given` are the question's terms: a short claim leaves out what it was asked about. `known` are
    the amounts that the user or another passage gives: beside the sentence's own, which the claim
    has too, such a one is held against it rather than put in its place ("20 kg is over the 15").
    """
    said = amounts(claim)
    mine = [one for one in said if measures(one)]
    if not mine:
        return None
    own = _words(content(_without(claim, said)))
    asked = list(dict.fromkeys([*own, *_words(given)]))
    near = [
        (share, one, amounts(one))
        for one in sentences
        if (share := _on_it(ready(one), own, asked)) is not None
    ]
    others = [other for _, _, there in near for other in there]
    for amount in mine[:MOST_OWN]:
        if any(map(amount.meets, others)):
            continue
        if is_reckoned(amount, [one for one in said if one is not amount] + others):
            continue
        is_known = any(map(amount.meets, known))
        against = [
            (share, one)
            for share, one, there in near
            if is_rival(amount, there, one) and not (is_known and is_beside(amount, said, there))
        ]
        if against:
            return max(against)[1]
    return None


def _on_it(sentence: Text, own: Sequence[str], asked: Sequence[str]) -> float | None:
    """How much a sentence has of the claim and its question; None where too little."""
    alone, together = sentence.share(own), sentence.share(asked)
    if (len(own) >= _FEW and alone >= _ALONE) or together >= _WITH_QUESTION:
        return max(alone, together)
    return None


def _words(terms: Collection[str]) -> list[str]:
    return [
        term
        for term in terms
        if not any(map(str.isdigit, term)) and (len(term) > 1 or HAN.search(term))
    ]


def _without(text: str, some: Sequence[Amount]) -> str:
    for one in some:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def _lies_in_turn(mine: Amount, low: Amount, high: Amount) -> bool:
    """Whether a month, a day or an hour lies in a range, which may go on after the last of them."""
    if low.number <= high.number:
        return low.number <= mine.number <= high.number
    return mine.number >= low.number or mine.number <= high.number


def lies_between(mine: Amount, there: Sequence[Amount], text: str) -> bool:
    """Whether it lies in a range that the text gives: 4 days, where it gives 3 to 5."""
    for low, high in pairwise(there):
        if not _RANGE.fullmatch(text[low.end : high.start]):
            continue
        if mine.dimension == high.dimension in _DATES and high.dimension:
            if _lies_in_turn(mine, low, high):
                return True
            continue
        if not comparable(mine, high):
            continue
        unit = high.number / high.written if high.written else 1.0
        least = low.number if comparable(mine, low) else low.written * unit
        ends = lasting(least, high.dimension), lasting(high.number, high.dimension)
        own = lasting(mine.number, mine.dimension)
        if own and ends[0] and ends[1]:
            if ends[0][0] <= own[1] and own[0] <= ends[1][1]:
                return True
        elif least <= mine.number <= high.number:
            return True
    return False
