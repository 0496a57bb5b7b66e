"""Words of which one holds: days of the week, months, sides, up or down.

They have no figure, and stand in many a sentence; but whoever says Tuesday where it is Monday, or
that a rate was raised where it was cut, says something else.
"""

import re
from functools import cache

from knowledge.packaged import packaged
from tools.claims.amounts import amounts
from tools.claims.measure import content, ready
from tools.claims.word_list import any_of, finder

_CLAUSE = re.compile(r"[^,，;；。！？!?\n]+")
_FEW, _SAME = 2, 0.3
"""Words beside a value up to which a clause says nothing of what it is of, and the share of them
that another clause has which is of the same."""
_SEVERAL = "weekday"
"""The kind of which a text that names several may leave some out, or name a range."""


def other_value(claim: str, reference: str, asked: str = "") -> str | None:
    """The word of `claim` that names another value than `reference` does, of whatever kind; None
    where both name the same, or one of them none. What the question names tells nothing.

    >>> other_value("Closed on Tuesdays.", "closed on Mondays"), other_value("9 to 5", "Monday")
    ('Tuesdays', None)
    >>> other_value("14 March 2023", "14 May 2023"), other_value("在左侧", "右侧")
    ('March', '左侧')
    """
    if not (_any().search(claim) and _any().search(reference)):
        return _other_month(claim, reference)
    for kind, values in _kinds().items():
        wanted = {at for at, words in enumerate(values) if words.search(reference)}
        if not wanted:
            continue
        told = {at: found for at, words in enumerate(values) if (found := words.search(claim))}
        if not told or wanted & told.keys() or (kind == _SEVERAL and len(told) > 1):
            continue
        place, other = next(iter(told.items()))
        if kind != _SEVERAL and not _are_of_one_thing(claim, other, reference, values):
            continue
        is_asked = kind == _SEVERAL and any(values[at].search(asked) for at in wanted)
        if not is_asked and not values[place].search(asked):
            return other[0]
    return _other_month(claim, reference)


def _are_of_one_thing(
    claim: str, found: re.Match[str], reference: str, values: list[re.Pattern[str]]
) -> bool:
    """Whether the clause with the other value may be of the same thing as that of the reference."""
    mine = next(
        part for part in _clauses(claim) if part.start() <= found.start() < max(part.end(), 1)
    )
    for part in _clauses(reference):
        if not any(words.search(part[0]) for words in values):
            continue
        words = [t for t in content(part[0]) if not any(one.search(t) for one in values)]
        if len(words) <= _FEW or ready(mine[0]).share(words) >= _SAME:
            return True
    return False


def _clauses(text: str) -> list[re.Match[str]]:
    return list(_CLAUSE.finditer(text))


def _other_month(claim: str, reference: str) -> str | None:
    """The month of a day or a year in `claim`, where `reference` names another one."""
    mine, there = (
        [one for one in amounts(text) if one.dimension == "month"] for text in (claim, reference)
    )
    if not there or len(mine) != 1 or any(map(mine[0].meets, there)):
        return None
    return claim[mine[0].start : mine[0].end]


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
