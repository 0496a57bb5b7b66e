"""A reference for a text that was to be made: a note of what must hold, not to be repeated.

Of such a note the figures can be checked: 三瓶装 59 元, 周五前交. A good text has them, in whatever
words; of one that lacks some it is asked who had them. A figure that the text has though the note
denies it is what the note complains of: "where does the £900 come from?".
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from tools.diagnosis.facts import Facts
from tools.diagnosis.figures_told import Figure, figures, joined, values
from tools.diagnosis.noted import essence
from tools.diagnosis.worked_out_here import figure_worked_out

_POINTS = re.compile(
    r"(?:(?!,(?!\d)|\.(?=\s|$)|\s[–—-]\s|but\b)[^，；;。、！!?？()（）\n而])+[?？]*"
)
"""A point of a note, a mere word among them, with the mark of a question."""
_MISLAID = re.compile(r"没|missing|lacks|never", re.IGNORECASE)
"""How a point says that something is not there, which has it."""
_DENIES = re.compile(
    r"不(?:能|得|要|可|许|准|该|应|是|写|提|含|出现)|没有?|并非|别|无(?!论)|[哪从]来|编的?|[?？]$"
    r"|\b(?:not?|never|without|nor|nowhere|invented|made up|where)\b|n['’]t\b",
    re.IGNORECASE,
)
"""How a point says that something may not be there."""
_MOST, _SEVERAL = 0.75, 4
"""Share of several figures that a text has which keeps to a note, and how many these are."""


_Standing = Literal["met", "missing", "unwanted", "unfounded", "beside"]


@dataclass(frozen=True)
class Kept:
    """How a text stands to the figures of its note."""

    met: tuple[Figure, ...]
    """Those that it has, as it should."""
    missing: tuple[Figure, ...]
    """Those that it should have, and has not."""
    unwanted: tuple[Figure, ...]
    """Those that it has though the note denies them, or though no source has them."""

    @property
    def is_kept(self) -> bool:
        """Whether the text has what the note wants, as far as figures tell."""
        if self.unwanted or not self.met:
            return False
        every = len(self.met) + len(self.missing)
        return not self.missing or (every >= _SEVERAL and len(self.met) >= _MOST * every)

    @property
    def is_broken(self) -> bool:
        """Whether it plainly has not: most is missing, or something is there that may not be."""
        return bool(self.unwanted) or len(self.missing) > len(self.met)


@lru_cache(maxsize=1)
def note_kept(facts: Facts) -> Kept | None:
    """None without a note, or where it has no figure that the query has not."""
    note = facts.said.reference
    if note is None or not facts.said.answer:
        return None
    asked, told = values(facts.asked.query), values(facts.said.answer)
    sources = joined([facts.asked.told_before, *(text.raw for text in facts.found.texts)])
    found: dict[_Standing, list[Figure]] = {one: [] for one in get_args(_Standing)}
    for point in _POINTS.findall(essence(note)):
        for one in figures(point):
            if not one.is_among(asked):
                there, known = one.is_among(told), one.is_among(sources)
                found[_standing(facts, point, one, there=there, known=known)].append(one)
    # What no source has is worked out, or else stands in place of what is missing.
    found["unwanted" if found["missing"] else "met"] += found["unfounded"]
    met, missing, unwanted = (tuple(found[one]) for one in ("met", "missing", "unwanted"))
    return Kept(met, missing, unwanted) if met or missing or unwanted else None


def _standing(facts: Facts, point: str, one: Figure, *, there: bool, known: bool) -> _Standing:
    """How the text stands to a figure of a point: `there` where it has it, `known` a source."""
    if _DENIES.search(point):
        return "unwanted" if there and not (known and _MISLAID.search(point)) else "beside"
    if not there:
        return "missing"
    return "met" if known or figure_worked_out(facts, one) else "unfounded"
