"""A figure of a claim that its passage has, but says of something else.

"Economy: up to 32 kg", where the passage gives economy 23 and business 32: both figures stand in
it, and only the words beside them tell which belongs to what.
"""

import re
from collections.abc import Collection, Sequence

from knowledge.han import HAN
from tools.claims.amounts import Amount, amounts
from tools.claims.digits import in_digits
from tools.claims.measure import Text, content, ready, weight_of
from tools.claims.rivals import comparable, measures
from tools.diagnosis.one_matter import is_one_matter, stands_in_a_row

_CLAUSE = re.compile(
    r"[,;]\s|[，；。！？!?\n]|(?<!\d)\.(?!\d)|\.(?=\s|$)|(?<=\u2007) (?:and|but|plus) "
)
_FIGURE = re.compile(rf"(\d+(?:[.,:]\d+)*)\s*([%％℃°$€]|{HAN.pattern}|[a-z]+)")
_AHEAD = 0.9
"""Weight of about a word by which the words beside another figure must fit better."""
_SAYS_OF_WHAT = 2
"""Words of a clause, besides its figures, from which it says what these are of."""
_FIRST_YEAR = 1000
_GIVEN = 0.25
"""What a word of the question counts beside one of the claim."""
_A_WORD = 1.0
"""Weight of about a word."""
_OF_OTHERS = 2.2
"""Weight of about two words that a clause has besides, and neither the claim nor the question, from
which it is of another case than one that has fewer of them: "with a student card, 98 a year"."""
_LONGEST, _MOST_FIGURES = 400, 8
"""Characters and figures of a claim; a longer one is a list, and no statement."""
_READ = 8_000
"""Characters of a passage that are read."""
_MOST = 60
"""Clauses of a passage that are looked at."""


def displaced(claim: str, passage: Text, given: Collection[str]) -> str | None:
    """The clause of the passage that gives another figure for what the claim gives one for.

    `given` are the question's terms: a claim often leaves out what it was asked about.
    """
    if len(claim) > _LONGEST:
        return None
    figures = [(part, *found) for part in _clauses(claim) for found in _FIGURE.findall(part)]
    if not 0 < len(figures) <= _MOST_FIGURES:
        return None
    there = [(part, _FIGURE.findall(part)) for part in _clauses(passage.raw[:_READ])[:_MOST]]
    for part, number, unit in figures:
        own = {other for _, other, _ in figures}
        words = {t for t in [*content(part), *given] if not any(mark.isdigit() for mark in t)}
        mine = [_fit(words, text) for text, found in there if (number, unit) in found]
        if not mine:
            continue
        rivals = [
            (_fit(words, text), text)
            for text, found in there
            if (number, unit) not in found
            and any(other not in own and one == unit for other, one in found)
        ]
        best = max(rivals, default=(0.0, ""))
        if best[0] < max(mine) + _AHEAD or _is_of_another(best[1], part, claim):
            continue
        same = [text for text, found in there if (number, unit) in found]
        if _is_named(same, best[1], _bare(content(part))):
            continue
        if not _is_on_it(claim, part, best[1], same, given):
            continue
        if not _has_its_own_case(best[1], same, [*content(claim), *given]):
            return best[1].strip()
    return None


def _is_on_it(
    claim: str, part: str, rival: str, same: Sequence[str], given: Collection[str]
) -> bool:
    """Whether a rival is on what the claim says, and no clause with the figure is its row."""
    return is_one_matter(claim, rival, given) and not stands_in_a_row(part, same, " ".join(given))


def _is_named(same: Sequence[str], rival: str, said: Collection[str]) -> bool:
    """Whether what is said names the case of a clause with the figure, by a word that the rival has
    not: what else the rival has may hold of both.
    """
    told = ready(rival)
    own = [term for term in said if not told.carries(term)]
    return any(_fit(own, one) >= _A_WORD for one in same)


def _has_its_own_case(rival: str, same: Sequence[str], said: Collection[str]) -> bool:
    """Whether a clause names a case that is not spoken of, and one with the figure does not."""
    others = [_fit([t for t in _bare(content(one)) if t not in said], one) for one in same]
    own = _fit([t for t in _bare(content(rival)) if t not in said], rival)
    return own >= min(others, default=0.0) + _OF_OTHERS


def _is_of_another(rival: str, part: str, claim: str) -> bool:
    """Whether another clause of the claim is nearer to what seems to say otherwise."""
    own = _fit(_bare(content(part)), rival)
    return any(_fit(_bare(content(one)), rival) > own for one in _clauses(claim) if one != part)


def _clauses(text: str) -> list[str]:
    return [part for part in _CLAUSE.split(in_digits(text)) if part and part.strip()]


def _fit(words: Collection[str], clause: str) -> float:
    """The weight of the words that stand in a clause."""
    text = ready(clause)
    return weight_of(filter(text.carries, words))


def misplaced(claim: str, sentences: Sequence[str], given: Collection[str]) -> str | None:
    """The clause that gives another amount, in whatever unit, for what the claim gives one for.

    "90 days on the free plan", where it is Pro that keeps 90 days, and the free plan one week.
    """
    if len(claim) > _LONGEST:
        return None
    there = [(part, amounts(part)) for text in sentences for part in _as_written(text)]
    there = [(part, found) for part, found in there if found][:_MOST]
    said = [one for one in amounts(claim) if measures(one)]
    ahead: list[str] = []
    for part in _as_written(claim):
        own = [one for one in amounts(part) if measures(one) and not _is_a_year(one)]
        words = [*ahead, *_bare(content(part))]
        ahead = [] if own else words  # "for home use, it is two years"
        if len(words) < _SAYS_OF_WHAT:
            continue
        asked = [term for term in _bare(given) if term not in words]
        for mine in own[:_MOST_FIGURES]:
            fits = [
                (_fit(words, text) + _GIVEN * _fit(asked, text), text, found)
                for text, found in there
            ]
            same = [(fit, text) for fit, text, found in fits if any(map(mine.meets, found))]
            rivals = [
                (fit, text)
                for fit, text, found in fits
                if any(comparable(mine, one) for one in found)
                and not any(
                    one.meets(other) for one in said if comparable(one, mine) for other in found
                )
            ]
            best = max(rivals, default=(0.0, ""))
            is_nearer = bool(same) and best[0] >= max(same)[0] + _AHEAD
            rows = [text for _, text in same]
            if is_nearer and _is_named(rows, best[1], words):
                continue
            if is_nearer and not _is_on_it(claim, part, best[1], rows, given):
                continue
            if is_nearer and not _is_of_another(best[1], part, claim):
                return best[1].strip()
    return None


def _as_written(text: str) -> list[str]:
    """The clauses with their numbers as they stand: 一次性 is no 1."""
    return [part for part in _CLAUSE.split(text) if part and part.strip()]


def _bare(terms: Collection[str]) -> list[str]:
    return [term for term in terms if not any(map(str.isdigit, term))]


def _is_a_year(one: Amount) -> bool:
    return one.dimension == "year" and one.written >= _FIRST_YEAR
