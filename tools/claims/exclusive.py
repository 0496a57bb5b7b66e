"""Words of which one holds: days of the week, months, sides, up or down.

They have no figure, and stand in many a sentence; but whoever says Tuesday where it is Monday, or
that a rate was raised where it was cut, says something else.
"""

import re
from functools import cache

from knowledge.packaged import packaged
from tools.claims.amounts import amounts
from tools.claims.bound.calendar import days_of
from tools.claims.measure import content, ready
from tools.claims.word_list import any_of, finder

_CLAUSE = re.compile(r"[^,，;；。！？!?\n]+")
_FEW, _SAME = 2, 0.3
"""Words beside a value up to which a clause says nothing of what it is of, and the share of them
that another clause has which is of the same."""
_WEEK = 7


def names_another(claim: str, reference: str, asked: str = "") -> bool:
    """Whether `claim` names another value than `reference` does, of whatever kind, and not its own.

    What the question `asked` names tells nothing.

    >>> names_another("Closed on Tuesdays.", "closed on Mondays"), names_another("9 to 5", "Monday")
    (True, False)
    >>> names_another("14 March 2023", "14 May 2023"), names_another("在左侧", "右侧")
    (True, True)
    """
    return (
        _other_days(claim, reference, asked)
        or _other_month(claim, reference)
        or _other_word(claim, reference, asked)
    )


def names_the_same(claim: str, reference: str) -> bool:
    """Whether `reference` names such a value, and `claim` the same one, in whatever word.

    >>> names_the_same("在右边。", "右侧"), names_the_same("在左边。", "右侧")
    (True, False)
    """
    if not _any().search(reference):
        return False
    return any(
        words.search(reference) and words.search(claim)
        for values in _kinds().values()
        for words in values
    )


def _other_word(claim: str, reference: str, asked: str) -> bool:
    if not (_any().search(claim) and _any().search(reference)):
        return False
    for values in _kinds().values():
        wanted = {at for at, words in enumerate(values) if words.search(reference)}
        told = {at: found for at, words in enumerate(values) if (found := words.search(claim))}
        if not wanted or not told or wanted & told.keys():
            continue
        place, other = next(iter(told.items()))
        if _are_of_one_thing(claim, other, reference, values) and not values[place].search(asked):
            return True
    return False


def _are_of_one_thing(
    claim: str, found: re.Match[str], reference: str, values: list[re.Pattern[str]]
) -> bool:
    """Whether the clause with the other value may be of the same thing as that of the reference."""
    mine = next(one[0] for one in _CLAUSE.finditer(claim) if found.start() < one.end())
    for part in _CLAUSE.finditer(reference):
        if not any(words.search(part[0]) for words in values):
            continue
        words = [
            term
            for term in content(_without_amounts(part[0]))
            if not any(one.search(term) for one in values)
        ]
        if len(words) <= _FEW or ready(mine).share(words) >= _SAME:
            return True
    return False


def _without_amounts(text: str) -> str:
    for one in reversed(amounts(text)):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text


def _other_days(claim: str, reference: str, asked: str) -> bool:
    """Whether both name days of the week, and not one in common; closed on Mondays is open from
    Tuesday to Sunday.
    """
    told, wanted = days_of(claim), days_of(reference)
    if not told or not wanted or told & wanted or len(told | wanted) == _WEEK:
        return False
    return not (told | wanted) & days_of(asked)


def _other_month(claim: str, reference: str) -> bool:
    """Whether `claim` names one month, and `reference` another one."""
    mine, there = (
        [one for one in amounts(text) if one.dimension == "month"] for text in (claim, reference)
    )
    return bool(there) and len(mine) == 1 and not any(map(mine[0].meets, there))


@cache
def _kinds() -> dict[str, list[re.Pattern[str]]]:
    return {kind: [finder(words) for words in values] for kind, values in _told().items()}


@cache
def _any() -> re.Pattern[str]:
    """Any such word: most texts have none."""
    return re.compile(any_of(word for values in _told().values() for one in values for word in one))


@cache
def _told() -> dict[str, list[list[str]]]:
    told: dict[str, list[list[str]]] = packaged(__package__, "words.yaml")["exclusive"]
    return told
