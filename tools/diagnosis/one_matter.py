"""Does a sentence that seems to say otherwise than a claim speak of the same matter?

A passage has many rows and conditions. Only one that has a good deal of the claim and of what was
asked, or that says nothing besides, can speak against it; and a figure that stands beside another
one of the claim, or of the question, is of that row.
"""

from collections.abc import Collection, Sequence

from tools.claims.alike import in_common, weight_of_words
from tools.claims.amounts import amounts
from tools.claims.digits import numbers
from tools.claims.measure import content, ready
from tools.claims.polarity import clauses
from tools.claims.rivals import measures

_TOGETHER = 0.7
"""Share of a claim and share of the question, added up, from which a sentence is on both."""
_ALL = 0.9
"""Share of a sentence that a claim and its question have, from which it says nothing besides."""
_TWO = 2
"""Figures that tell a row from the others."""


def is_one_matter(claim: str, sentence: str, asked: Collection[str]) -> bool:
    """Whether a sentence is on what a claim says in answer to a question with the terms `asked`.

    >>> told = "Only members of the choir may use the back door."
    >>> is_one_matter("Members may use the back door.", told, ["back", "door"])
    True
    >>> is_one_matter("Tickets are sold at the door.", told, ["ticket", "cost"])
    False
    """
    text = ready(sentence)
    if text.share(content(claim)) + text.share(asked) >= _TOGETHER:
        return True
    told, said = ([w for one in clauses(t) for w in one.words] for t in (sentence, claim))
    held = in_common(told, [*said, *(w for one in clauses(" ".join(asked)) for w in one.words)])
    return weight_of_words(held) >= _ALL * weight_of_words(told)


def stands_in_a_row(claim: str, rows: Sequence[str], asked: str) -> bool:
    """Whether one of the rows has what a claim measures together with another figure of the claim
    or of the question, which says of what it is.

    >>> rows = ["30 minutes cost £19", "45 minutes cost £27"]
    >>> stands_in_a_row("A lesson is £27.", rows, "How much are 45 minutes?")
    True
    >>> stands_in_a_row("A lesson is £19.", rows, "How much are 45 minutes?")
    False
    """
    mine = [one for one in amounts(claim) if measures(one)]
    known = numbers(claim) | numbers(asked)
    return any(
        any(own.meets(one) for own in mine for one in amounts(row))
        and len(known & numbers(row)) >= _TWO
        for row in rows
    )
