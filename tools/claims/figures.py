"""Figures of a claim that a text has in another writing: 24 months are two years, 7 days a week."""

import re

from tools.claims.amounts import COUNTERS, amounts
from tools.claims.measure import content, in_digits, numbers

EACH = re.compile(rf"[每一各][{COUNTERS}]")
"""How Chinese says for how much of a thing a figure holds: 每条30元, 30元一条."""


def unsaid(claim: str, text: str) -> set[str]:
    """The numbers of `claim` that `text` has neither in these digits nor as the same amount."""
    missing = numbers(claim) - numbers(text)
    return missing - otherwise_written(claim, text) if missing else missing


def otherwise_written(claim: str, text: str) -> set[str]:
    """The terms of the amounts of `claim` that `text` gives, too, but in other units or words.

    >>> sorted(otherwise_written("at least 72 hours ahead", "three days before"))
    ['72', 'hour']
    """
    there = [one for one in amounts(text) if one.dimension]
    found: set[str] = set()
    for mine in amounts(claim) if there else ():
        if mine.dimension and any(mine.agrees(one) or one.agrees(mine) for one in there):
            written = in_digits(claim[mine.start : mine.end])
            found |= {*content(written), *numbers(written)}
    return found
