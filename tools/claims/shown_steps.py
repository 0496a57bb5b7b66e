"""Figures that a text works out as it shows: 280 for five, three more at 20 each, 340 in all.

Prices come in steps, with a base, so much for each beyond it, a discount and a fee, and whoever
answers tells what he added up. Such a figure follows from others that stand in the same text or in
the question, in one step: a sum, a difference, a product, a share, or one of them and so many times
another. That none of its parts is left unsaid is what tells it from a figure that is made up: of
the many in a passage nearly any other one can be made.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations, product

from tools.claims.amounts import Amount
from tools.claims.arithmetic import MONEY, comes_to, is_like

_MOST, _MOST_ASKED, _LISTED = 8, 6, 5
"""Figures of the text, those nearest to the result, and of the question that a step may be made of,
and how many are added up."""
_WHOLE = 100.0
_LARGEST_COUNT = 400.0
"""Up to which a figure without a unit of its own counts things."""


def shown_step(
    mine: Amount, told: Sequence[Amount], asked: Sequence[Amount] = ()
) -> tuple[Amount, ...] | None:
    """Those of the amounts of its text, `told`, and of the question, `asked`, that `mine` follows
    from in one step; None where it does not.

    >>> from tools.claims.amounts import amounts
    >>> total, *parts = amounts("£340: £280 for the first, 3 more at £20.")
    >>> [one.written for one in shown_step(total, parts)]
    [280.0, 3.0, 20.0]
    >>> shown_step(total, parts[:1]) is None
    True
    """
    near = sorted(told, key=lambda one: abs(one.start - mine.start))
    others = [*[one for one in near if one is not mine][:_MOST], *asked[:_MOST_ASKED]]
    return next((of for result, of in _steps(mine, others) if comes_to(mine, result)), None)


def _steps(mine: Amount, told: Sequence[Amount]) -> Iterator[tuple[float, tuple[Amount, ...]]]:
    """The results of the kind of `mine`, in its units, each with what it is made of."""
    kin = [one for one in told if is_like(one, mine)]
    counts = [one for one in told if _counts(one, mine)]
    for one, other in permutations(kin, 2):
        yield one.number - other.number, (one, other)
        yield one.number + other.number, (one, other)
    yield from _shares(kin, told)
    for one, count in product(kin, counts):
        if count is not one:
            yield one.number * count.written, (one, count)
    if mine.dimension in MONEY:
        for (base, each), count in product(permutations(kin, 2), counts):
            yield base.number + each.number * count.written, (base, count, each)
        yield from _added_up(kin)


def _shares(
    kin: Sequence[Amount], told: Sequence[Amount]
) -> Iterator[tuple[float, tuple[Amount, ...]]]:
    for one, share in product(kin, told):
        if share.dimension == "%" and one is not share:
            part = one.number * share.number / _WHOLE
            yield from ((result, (one, share)) for result in (part, one.number - part))


def _added_up(kin: Sequence[Amount]) -> Iterator[tuple[float, tuple[Amount, ...]]]:
    """The sum of several, and the same with one of them taken off."""
    prices = sorted(_priced(kin)[: _LISTED + 1], key=lambda one: one.start)
    for several in range(3, _LISTED + 1):
        for some in combinations(prices, several):
            whole = sum(one.number for one in some)
            yield whole, some
            yield from ((whole - 2 * off.number, some) for off in some[1:])


def _priced(kin: Sequence[Amount]) -> Sequence[Amount]:
    """The amounts with a currency, where there are several; else all of them."""
    named = [one for one in kin if one.dimension in MONEY]
    return named if len(named) > 1 else kin


def _counts(one: Amount, mine: Amount) -> bool:
    """Whether something can be taken as often as an amount says: five days, three of them."""
    is_price = one.dimension in MONEY or one.dimension == "%"
    return not is_price and 1 < one.written <= _LARGEST_COUNT and not one.is_kin(mine)
