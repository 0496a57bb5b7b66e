"""A figure of a claim that its passage has, but says of something else.

"Economy: up to 32 kg", where the passage gives economy 23 and business 32: both figures stand in
it, and only the words beside them tell which belongs to what.
"""

import re
from collections.abc import Collection

from knowledge.han import HAN
from tools.claims.digits import in_digits
from tools.claims.measure import Text, content, ready, weight_of

_CLAUSE = re.compile(r"[,;]\s|[，；。！？!?\n]|(?<!\d)\.(?!\d)|\.(?=\s|$)")
_FIGURE = re.compile(rf"(\d+(?:[.,:]\d+)*)\s*([%％℃°$€]|{HAN.pattern}|[a-z]+)")
_AHEAD = 0.9
"""Weight of about a word by which the words beside another figure must fit better."""
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
        own = {other for text, other, _ in figures if text == part}
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
        if best[0] >= max(mine) + _AHEAD:
            return best[1].strip()
    return None


def _clauses(text: str) -> list[str]:
    return [part for part in _CLAUSE.split(in_digits(text)) if part and part.strip()]


def _fit(words: Collection[str], clause: str) -> float:
    """The weight of the words that stand in a clause."""
    text = ready(clause)
    return weight_of(filter(text.carries, words))
