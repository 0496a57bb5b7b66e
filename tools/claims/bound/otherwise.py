"""A value that a statement gives to another subject than its source does, or that the source has
not at all: "the hall closes at 22:00", where that is the bar, and the hall closes at 18:00.

All words of such a statement may stand in the source. Both are cut into pieces of one value each,
and what tells is by which words the pieces differ: those beside the value that the statement should
have, and those beside the one that it has.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from tools.claims.alike import in_common, weight_of_words
from tools.claims.bound.naming import ALL_OF_IT, TELLS, names_piece, names_rival
from tools.claims.bound.statements import Asked, Piece, all_words_of, asked_in, pieces_of
from tools.claims.bound.values import RANGE, Value, values
from tools.claims.polarity import Word, clauses
from tools.claims.rivals import is_reckoned

_HEDGES = re.compile(
    r"如果|若|除非|除了|除外|以外|只|仅|要是|的话"
    r"|\b(?:if|unless|except|only|apart from|other than|otherwise|when|instead of|compared|than)\b",
    re.IGNORECASE,
)
"""How a statement bounds what it says, so that another case need not differ from it."""
_LONGEST = 300
"""Characters of a statement."""
_CONTEXT = 0.7
"""What a word elsewhere in the sentence of a piece counts."""


def bound_otherwise_by(claim: str, passage: str, given: str = "") -> str | None:
    """The sentence of `passage` that gives what `claim` speaks of another value; None without one.

    `given` is the question, which says what a short claim leaves out.

    >>> told = "The bar closes at 22:00, the hall at 18:00."
    >>> bound_otherwise_by("The hall closes at 22:00.", told)
    'The bar closes at 22:00, the hall at 18:00.'
    >>> bound_otherwise_by("The bar closes at 22:00.", told)
    """
    if len(claim) > _LONGEST:
        return None
    said = pieces_of(claim)
    bound = [(mine, value) for mine in said for value in mine.values]
    if not any(value.is_rival(other) for _, value in bound for other in values(passage)):
        return None
    there, asked = pieces_of(passage), asked_in(given)
    against = (
        _against(mine, value, [one for one in there if not _is_said(one, value, mine, said)], asked)
        for mine, value in bound
    )
    return next((one.text for one in against if one), None)


def is_bound_there(claim: str, passage: str, given: str = "") -> bool:
    """Whether `passage` gives all values of `claim` to what the claim gives them to, and names it
    as no other case of the passage does.

    >>> told = "You may return it within 7 days, exchange it within 15 days."
    >>> is_bound_there("Exchange it within 15 days.", told)
    True
    """
    if len(claim) > _LONGEST:
        return False
    bound = [(mine, value) for mine in pieces_of(claim) for value in mine.values]
    if not bound:
        return False
    there, asked = pieces_of(passage), asked_in(given)
    return all(_is_held(mine, value, there, asked) for mine, value in bound)


def _is_held(mine: Piece, value: Value, there: Sequence[Piece], asked: Asked) -> bool:
    same = [one for one in there if _has(one, value, mine)]
    rivals = [one for one in there if _is_rival(one, value, mine)]
    return bool(rivals) and any(
        all(names_piece(mine, piece, rival, asked) for rival in rivals) for piece in same
    )


def _against(mine: Piece, value: Value, there: Sequence[Piece], asked: Asked) -> Piece | None:
    said = mine.text[mine.start : mine.end]
    if value.state is None and any(one.marks for one in clauses(said)):
        return None  # "not at 9 but at 10"
    if value.state is not None and _HEDGES.search(mine.text):
        return None
    rivals = [one for one in there if _is_rival(one, value, mine)]
    same = [one for one in there if _has(one, value, mine)]
    if not rivals:
        return None
    if same:
        return next(
            (
                one
                for one in rivals
                if all(names_rival(mine, one, other, there, asked) for other in same)
            ),
            None,
        )
    around = [one for one in rivals if _holds_between(one, value)]
    return None if around else _differs(mine, value, rivals, there, asked)


def _is_said(piece: Piece, value: Value, mine: Piece, said: Sequence[Piece]) -> bool:
    """Whether another piece of the claim, which has more of a piece's words, gives its value."""
    if not _is_rival(piece, value, mine):
        return False
    own = weight_of_words(in_common(mine.words, piece.words))
    return any(
        one is not mine
        and _has(one, kin, piece)
        and weight_of_words(in_common(one.words, piece.words)) > own
        for kin in piece.values
        if kin.is_rival(value)
        for one in said
    )


def _is_rival(piece: Piece, value: Value, mine: Piece) -> bool:
    """Whether a piece gives another value of that kind, and none that the claim's piece gives."""
    kin = [one for one in piece.values if value.is_rival(one)]
    return bool(kin) and not _meets(piece, value, mine)


def _meets(piece: Piece, value: Value, mine: Piece) -> bool:
    """Whether a piece has the value, or another one of its kind that the claim's piece gives; of
    two ranges both ends must be one.
    """
    kin = [one for one in piece.values if value.is_rival(one)]
    own = [one for one in mine.values if value.is_rival(one)]
    met = [any(one.meets(other) for other in kin) for one in own]
    return all(met) if len(kin) > 1 and len(own) > 1 else any(met)


def _has(piece: Piece, value: Value, mine: Piece) -> bool:
    """Whether a piece gives the value, and what else of its kind the claim's piece gives."""
    return any(map(value.meets, piece.values)) and _meets(piece, value, mine)


def _holds_between(piece: Piece, value: Value) -> bool:
    """Whether the value lies in a range that a piece gives: 4 days, where it gives 3 to 5."""
    kin = [one for one in piece.values if value.is_rival(one)]
    return any(_lies_between(value, low, high, piece.text) for low, high in pairwise(kin))


def _lies_between(value: Value, low: Value, high: Value, text: str) -> bool:
    if not RANGE.fullmatch(text[low.end : high.start]):
        return False
    if not (value.amount and low.amount and high.amount):
        return False
    return low.amount.number < value.amount.number < high.amount.number


def _differs(
    mine: Piece, value: Value, rivals: Sequence[Piece], there: Sequence[Piece], asked: Asked
) -> Piece | None:
    """The rival that has just what the claim says but for the value, which stands nowhere."""
    if value.kind == "person":
        return None
    if value.state is None and any(value.meets(other) for other in asked.values):
        return None
    if value.amount and _is_worked_out(value, there, asked, mine):
        return None
    wanted = (
        list(mine.words) if weight_of_words(mine.words) >= TELLS else [*mine.words, *asked.words]
    )
    whole = weight_of_words(wanted)
    if whole < TELLS:
        return None
    days = mine.days or asked.days
    beside = {one.number for one in rivals}
    fits = [
        (_fit(wanted, one, days), one) for one in there if one.values or one.number not in beside
    ]
    best = max(fit for fit, _ in fits)
    near = [one for fit, one in fits if fit == best]
    if best < ALL_OF_IT * whole or not all(one in rivals for one in near):
        return None
    return near[0]


def _fit(wanted: Sequence[Word], piece: Piece, days: Collection[int]) -> float:
    """The weight of the words that a piece has, and in part of those in its sentence besides."""
    if days and piece.days and not set(days) & piece.days:
        return 0.0
    own = in_common(wanted, piece.words)
    rest = [word for word in wanted if word not in own]
    around = in_common(rest, all_words_of(piece.text))
    return weight_of_words(own) + _CONTEXT * weight_of_words(around)


def _is_worked_out(value: Value, there: Sequence[Piece], asked: Asked, mine: Piece) -> bool:
    known = [
        one.amount
        for one in [*asked.values, *(v for piece in there for v in piece.values), *mine.values]
        if one.amount and one is not value
    ]
    return value.amount is not None and is_reckoned(value.amount, known)
