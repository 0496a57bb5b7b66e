"""Figures of a claim that a text has in another writing: 24 months are two years, 7 days a week."""

from tools.claims.amounts import amounts
from tools.claims.digits import in_digits, numbers
from tools.claims.measure import MOST_AMOUNTS, Text, content
from tools.claims.rivals import MOST_OWN, is_rival, measures


def unsaid(claim: str, text: Text) -> set[str]:
    """The numbers of `claim` that `text` does not have: in these digits, or as the same amount.

    >>> unsaid("two weeks", Text("14 days")), unsaid("two weeks", Text("two months"))
    (set(), {'2'})
    """
    missing = numbers(claim) - text.numbers
    if missing:
        missing -= otherwise_written(claim, text)
    return missing | _in_another_unit(claim, text)


def _in_another_unit(claim: str, text: Text) -> set[str]:
    """The numbers of the amounts that the text measures otherwise: 2 weeks, where it says 2 months,
    whatever else has the same digits there.
    """
    own = [one for one in amounts(claim)[:MOST_OWN] if measures(one)]
    if not own or len(text.amounts) == MOST_AMOUNTS:  # there may be others, which were not read
        return set()
    return {
        number
        for mine in own
        if is_rival(mine, text.amounts, text.raw)
        for number in numbers(claim[mine.start : mine.end])
    }


def otherwise_written(claim: str, text: Text) -> set[str]:
    """The terms of the amounts of `claim` that `text` gives, too, but in other units or words.

    >>> sorted(otherwise_written("at least 72 hours ahead", Text("three days")))
    ['72', 'hour']
    """
    own = [one for one in amounts(claim)[:MOST_OWN] if one.dimension]
    there = [one for one in text.amounts if one.dimension] if own else []
    found: set[str] = set()
    for mine in own:
        if any(map(mine.meets, there)):
            written = in_digits(claim[mine.start : mine.end])
            found |= {*content(written), *numbers(written)}
    return found
