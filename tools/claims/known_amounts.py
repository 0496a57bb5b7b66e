"""Amounts that are known, to be reckoned with, and whether another one is such an amount."""

import re
from dataclasses import dataclass

from tools.claims.amounts import Amount
from tools.claims.arithmetic import MONEY

ASKED, TOLD = -1, -2
"""Where an amount is from that no passage has: the question, or the answer itself."""
_DAY = 86_400.0
"""Seconds of a day."""


@dataclass(frozen=True)
class Known:
    """An amount that is reckoned with."""

    amount: Amount
    """The amount."""
    place: int
    """The position of its passage, or where else it is from."""


def is_in_days(mine: Amount, known: Amount) -> bool:
    """Whether a bare figure is a length of time in days: 21, of three weeks."""
    is_longer = known.dimension == "time" and known.number > _DAY
    return is_longer and not mine.dimension and mine.written == known.number / _DAY


def are_price_and_share(one: Known, other: Known) -> bool:
    """Whether one of two amounts is a sum of money, and one a share."""
    kinds = {one.amount.dimension, other.amount.dimension}
    return "%" in kinds and bool(kinds & MONEY)


def is_as(one: Amount, known: Amount) -> bool:
    """Whether a factor is a known amount, be it without its unit, or a share written as 0.9."""
    is_share = known.dimension == "%" and abs(one.written * 100 - known.number) < 1e-6
    return is_share or one.written == known.written or one.meets(known)


def two(match: re.Match[str]) -> Amount:
    """The 2 of a word for two of something."""
    return Amount(match.start(), match.end(), 2.0, 2.0, "")
