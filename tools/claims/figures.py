"""Figures of a claim that a text has in another writing: 24 months are two years, 7 days a week."""

from tools.claims.amounts import amounts
from tools.claims.measure import content, in_digits, numbers
from tools.claims.rivals import comparable


def unsaid(claim: str, text: str) -> set[str]:
    """The numbers of `claim` that `text` does not have: in these digits, or as the same amount.

    >>> unsaid("two weeks", "14 days"), unsaid("two weeks", "two months")
    (set(), {'2'})
    """
    missing = numbers(claim) - numbers(text)
    if missing:
        missing -= otherwise_written(claim, text)
    return missing | _in_another_unit(claim, text)


def _in_another_unit(claim: str, text: str) -> set[str]:
    """The numbers of the amounts for which the text has only the digits: 2 weeks, 2 months."""
    there = amounts(text)
    return {
        number
        for mine in amounts(claim)
        if not any(mine.agrees(one) or one.agrees(mine) for one in there)
        and any(one.written == mine.written and comparable(mine, one) for one in there)
        for number in numbers(claim[mine.start : mine.end])
    }


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
