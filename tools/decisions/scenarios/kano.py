"""Kano's classes of what is asked for, from answers to its two questions."""

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from knowledge.records import Share
from tools.shares import share

Answer = Literal["like", "expect", "neutral", "tolerate", "dislike"]
"""How somebody would feel if a thing were there, or were not."""
KanoClass = Literal[
    "must_be", "performance", "attractive", "indifferent", "reverse", "questionable"
]
Source = Literal["said", "pasted", "documents"]
"""Counted by the user, in a table of the message, or in a document of the workspace."""
CLASSES: tuple[KanoClass, ...] = get_args(KanoClass)
"""In the order that decides between classes with as many answers: M > O > A > I."""
_TABLE: Mapping[Answer, str] = {
    "like": "QAAAO",
    "expect": "RIIIM",
    "neutral": "RIIIM",
    "tolerate": "RIIIM",
    "dislike": "RRRRQ",
}
"""Rows by the answer to "if it is there", columns by that to "if it is not", in Answer's order."""
_LETTERS: Mapping[str, KanoClass] = dict(zip("MOAIRQ", CLASSES, strict=True))
LETTER_OF: Mapping[KanoClass, str] = {name: letter for letter, name in _LETTERS.items()}
"""The letter by which each class is known."""


class Classified(BaseModel):
    """A scenario and what its answers make of it."""

    model_config = ConfigDict(frozen=True)

    name: str
    """The scenario."""
    counts: dict[KanoClass, int]
    """How many answers fall into each class; empty where nobody was asked."""
    kind: KanoClass | None
    """The class with the most answers; None without answers."""
    tied: bool
    """Whether another class has as many, and the order of the classes has decided."""
    better: Share | None
    """(A + O) ÷ (A + O + M + I): of how many it would raise satisfaction."""
    worse: Share | None
    """(O + M) ÷ (A + O + M + I): of how many its absence would lower it."""
    source: Source | None = None
    """Where the answers are from."""
    unread: int = 0
    """Rows of a survey that hold no pair of answers."""


def evaluated(present: Answer, absent: Answer) -> KanoClass:
    """The class of one pair of answers, by Kano's evaluation table.

    >>> evaluated("like", "dislike"), evaluated("like", "like")
    ('performance', 'questionable')
    """
    return _LETTERS[_TABLE[present][get_args(Answer).index(absent)]]


def classified(
    name: str, counts: Mapping[KanoClass, int], unread: int = 0, source: Source | None = None
) -> Classified:
    """The class that most answers fall into, and the coefficients of satisfaction.

    Kano et al. (1984) for the table; Berger et al., "Kano's methods for understanding
    customer-defined quality" (1993), for Better and Worse, here without Worse's minus sign.
    """
    has = {one: counts.get(one, 0) for one in CLASSES}
    most = max(has.values())
    if most <= 0:
        return Classified(
            name=name, counts={}, kind=None, tied=False, better=None, worse=None, unread=unread
        )
    kinds = [one for one in CLASSES if has[one] == most]
    counted = sum(has[one] for one in CLASSES[:4])
    return Classified(
        name=name,
        counts=has,
        kind=kinds[0],
        tied=len(kinds) > 1,
        better=share(has["attractive"] + has["performance"], counted) if counted else None,
        worse=share(has["performance"] + has["must_be"], counted) if counted else None,
        source=source,
        unread=unread,
    )


def in_order(found: Sequence[Classified]) -> list[Classified]:
    """What must be there first, then what pays off; those without answers last.

    Within a class the greater sum of Better and Worse comes first.
    """

    def place(one: Classified) -> tuple[int, float, str]:
        at = CLASSES.index(one.kind) if one.kind else len(CLASSES)
        moved = ((one.better and one.better.value) or 0.0) + (
            (one.worse and one.worse.value) or 0.0
        )
        return at, -moved, one.name

    return sorted(found, key=place)
