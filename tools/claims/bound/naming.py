"""By which words a statement says of which piece of a passage it speaks."""

from collections.abc import Sequence

from tools.claims.alike import in_common, is_among, is_han, weight_of_words
from tools.claims.bound.calendar import days_of
from tools.claims.bound.statements import Asked, Piece, all_words_of
from tools.claims.polarity import Word, clauses

TELLS = 1.0
"""Weight of about a word, by which a piece tells itself from another one."""
ALL_OF_IT = 0.75
"""Share of what is said, or asked, from which a piece is just on that."""
_TIMES = "次"
"""The unit of how often, which 多久换一次 names as no case."""
_BOUNDS = 2
"""Characters behind a value that say how it bounds: 以内, 以上."""
_ON_IT, _ABOUT = 0.4, 0.5
"""Share of a statement or its question, and of what of it is not the question's, from which a
passage is on it."""


def names_rival(
    mine: Piece, rival: Piece, same: Piece, there: Sequence[Piece], asked: Asked
) -> bool:
    """Whether the claim has the words of the rival, and not those of the piece with its value."""
    by_date = _by_date(mine, rival, same, asked)
    if by_date is not None:
        return by_date and _is_about(mine, there, asked)
    if _is_of_the_case(asked, same) and not _is_of_the_case(asked, rival):
        return False
    theirs = [one for one in rival.words if _is_new(one, _words_to(same, rival))]
    others = [one for one in same.words if _is_new(one, rival.words)]
    for words in (mine.words, asked.words):
        named = _not_denied(in_common(theirs, _but_of(same, words)), rival, mine)
        instead = _not_denied(in_common(others, _but_of(rival, words)), same, mine)
        if not named and not instead:
            continue
        is_on_it = words is mine.words or _is_asked_about(asked, rival, same)
        if weight_of_words(named) < TELLS or not is_on_it:
            return False
        holds_of_both = (
            not _follows(rival, same, theirs, named, instead)
            if instead
            else _may_inherit(rival, same, theirs, named, others)
        )
        return not holds_of_both and _is_about(mine, there, asked)
    return False


def _not_denied(words: Sequence[Word], piece: Piece, mine: Piece) -> list[Word]:
    """The words of a piece without those that only it denies: "13 cm without the tray" is not named
    by "with the tray".
    """
    denied = _denied_in(piece)
    own = _denied_in(mine) if denied else []
    return [one for one in words if one not in denied or is_among(one, own)]


def _denied_in(piece: Piece) -> list[Word]:
    """The words of a piece that it denies."""
    said = clauses(piece.text[piece.start : piece.end])
    denied = [word for one in said for word in one.words if one.denials_of(word) % 2]
    return [Word(word.start + piece.start, word.text) for word in denied]


def _words_to(piece: Piece, rival: Piece) -> Sequence[Word]:
    """The words of a piece, and beside one of another sentence what its own sentence begins with:
    "delivery is free over 250 and costs 15 below".
    """
    if rival.number == piece.number:
        return piece.words
    return [one for one in all_words_of(piece.text) if one.start < piece.end]


def names_piece(mine: Piece, piece: Piece, rival: Piece, asked: Asked) -> bool:
    """Whether the claim names the piece as it does not name the rival."""
    own = [one for one in piece.words if _is_new(one, rival.words)]
    others = [one for one in rival.words if _is_new(one, piece.words)]
    named = in_common(own, _telling([*mine.words, *asked.words]))
    instead = in_common(others, _telling(mine.words))
    if weight_of_words(named) < TELLS:
        return False
    return not instead or _may_inherit(rival, piece, others, instead, own)


def _is_of_the_case(asked: Asked, piece: Piece) -> bool:
    """Whether a piece has a value of the question with what bounds it, word for word: 三天以内."""
    told = piece.text[piece.start : piece.end]
    cases = (
        asked.text[one.start : one.end + _BOUNDS]
        for one in asked.values
        if not (one.kind == _TIMES and one.amount and one.amount.number == 1)
    )
    return any(case in told for case in cases)


def _by_date(mine: Piece, rival: Piece, same: Piece, asked: Asked) -> bool | None:
    """Whether the claim, or else the question, names days or months that the rival names and the
    piece with the claim's value does not; None where these do not tell.
    """
    days = mine.days or asked.days, rival.days, same.days
    months = mine.months or asked.months, rival.months, same.months
    is_dated = any(value.date for one in (mine, rival, same) for value in one.values)
    for said, other, own in [days] if is_dated else [days, months]:
        if said and other and own and not other & own:
            return said <= other
    return None


def _is_about(mine: Piece, there: Sequence[Piece], asked: Asked) -> bool:
    """Whether the claim, with its question, speaks of what the passage does."""
    said = [one for one in mine.words if not days_of(one.text)]
    own = [one for one in said if not is_among(one, asked.words)]
    around = [word for piece in there for word in piece.words]
    if own and _share(own, around) < _ABOUT:
        return False
    return not said or max(_share(said, around), _share(asked.words, around)) >= _ON_IT


def _share(words: Sequence[Word], among: Sequence[Word]) -> float:
    return weight_of_words(in_common(words, among)) / (weight_of_words(words) or 1.0)


def _is_asked_about(asked: Asked, piece: Piece, other: Piece) -> bool:
    """Whether a piece has what is asked about: an answer without words of its own is on that. In
    what year something was, a text may say in several places.
    """
    is_dated = any(one.kind in {"calendar year", "date"} for one in piece.values)
    if is_dated and piece.number != other.number:
        return False
    words = [one for one in asked.words if not days_of(one.text)]
    held = in_common(words, piece.words)
    return weight_of_words(held) >= ALL_OF_IT * weight_of_words(words)


def _follows(
    rival: Piece,
    same: Piece,
    theirs: Sequence[Word],
    named: Sequence[Word],
    instead: Sequence[Word],
) -> bool:
    """Whether the rival goes on from the piece, whose words hold of it, too, and the claim has all
    that it says of its own: "30 days; on the team plan 180".
    """
    if rival.number != same.number or rival.start < same.start:
        return False
    return len(named) == len(theirs) and len(same.ahead(instead)) == len(instead)


def _may_inherit(
    rival: Piece,
    same: Piece,
    theirs: Sequence[Word],
    named: Sequence[Word],
    others: Sequence[Word],
) -> bool:
    """Whether the words of the rival that the claim has hold of what follows, too: they open the
    sentence ("after delivery you may return it in 7 days, change it in 15"), or are not said twice
    ("adults may borrow 15, children 20", "one card is charged a fee for it, the other is free").
    """
    if rival.number != same.number or rival.start > same.start:
        return False
    ahead = rival.ahead(named)
    names_it = any(one in named for one in rival.ahead(theirs)[:1]) or any(
        days_of(one.text) for one in named
    )
    is_opening = len(ahead) == len(named) and not (same.ahead(others) and names_it)
    is_left_out = not ahead and len(same.ahead(same.words)) == len(same.words)
    return not others or is_opening or is_left_out


def _but_of(piece: Piece, words: Sequence[Word]) -> list[Word]:
    """The words without those that a piece has, be it as a part of a word: 金卡 of 金卡主卡."""
    text = piece.text[piece.start : piece.end]
    return [one for one in _telling(words) if not (is_han(one) and one.text in text)]


def _telling(words: Sequence[Word]) -> list[Word]:
    """The words without single Chinese characters, which stand in many others."""
    return [one for one in words if len(one.text) > 1 or not is_han(one)]


def _is_new(word: Word, words: Sequence[Word]) -> bool:
    """Whether it is none of the words; a single character that it ends with is not it."""
    return not is_among(word, [one for one in words if len(one.text) > 1 or len(word.text) == 1])
