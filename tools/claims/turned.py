"""Statements in nearly the same words that say something else: denied, turned round, widened."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Literal

from knowledge.packaged import packaged
from tools.claims.denial import denied_by
from tools.claims.measure import content
from tools.claims.polarity import clauses
from tools.claims.word_list import finder

Turn = Literal["negation", "direction", "quantifier"]
_CUT = re.compile(
    r"[,;，；：:、—]|\b(?:but|because|when|while|although|though|if|unless|which|who|that)\b|但|因为|如果",
    re.IGNORECASE,
)
_ALIKE_BUT_FOR_ONE = 0.5
"""The share of the shorter clause's terms from which two speak of the same, where a word of each is
the opposite of the other's."""
_LEAST = 2
_FOR_ALL = frozenset("all every everyone 所有 全部 每个 每位".split())
_ONLY = re.compile(r"只有|仅|(?<!-)\bonly\b", re.IGNORECASE)  # but not read-only

Found = tuple[Turn, int, int]
"""What is turned, and where it stands in the claim."""


def turned(claim: str, sentence: str) -> Found | None:
    """Where `claim` turns round what `sentence`, which speaks of the same, says; None if not."""
    return _direction(claim, sentence) or denied(claim, sentence) or _widened(claim, sentence)


def denied(claim: str, sentence: str) -> Found | None:
    """Where one of them denies what the other affirms; None if neither does."""
    found = denied_by(claim, [sentence])
    return ("negation", found[1].start, found[1].end) if found else None


@dataclass(frozen=True)
class _Clause:
    start: int
    end: int
    terms: frozenset[str]

    def likeness(self, other: "_Clause") -> float:
        shared = len(self.terms & other.terms)
        if shared < _LEAST:
            return 0.0
        return shared / min(len(self.terms), len(other.terms))


def _clauses(text: str) -> list[_Clause]:
    found = []
    cuts = [0, *(mark.start() for mark in _CUT.finditer(text)), len(text)]
    for start, end in pairwise(cuts):
        own = text[start:end]
        begin = start + len(own) - len(own.lstrip(" ,;，；、"))
        if begin < end:
            found.append(_Clause(begin, end, frozenset(content(own))))
    return found


def _direction(claim: str, sentence: str) -> Found | None:
    """Where a clause has the opposite of what the clause that is most like it has."""
    told = _clauses(sentence)
    for mine in _clauses(claim):
        theirs = max(told, key=mine.likeness, default=None)
        if theirs is None or mine.likeness(theirs) < _ALIKE_BUT_FOR_ONE:
            continue
        said, there = claim[mine.start : mine.end], sentence[theirs.start : theirs.end]
        if _denies(said) != _denies(there):
            continue  # "excluded" says what "not covered" says
        for one, other in _opposites():
            for here, against in ((one, other), (other, one)):
                mark = here.search(said)
                if mark is None or against.search(said):
                    continue
                if against.search(there) and not here.search(there):
                    return ("direction", mine.start + mark.start(), mine.start + mark.end())
    return None


def _denies(text: str) -> bool:
    return sum(len(one.marks) for one in clauses(text)) % 2 == 1


def _widened(claim: str, sentence: str) -> Found | None:
    strong, weak = _pattern("strong"), _pattern("weak")
    kept = {one.casefold() for one in strong.findall(sentence)}
    mark = next((m for m in strong.finditer(claim) if m[0].casefold() not in kept), None)
    if mark is None:
        return None
    if mark[0].casefold() in _FOR_ALL and _ONLY.search(sentence):
        return ("quantifier", *mark.span())
    softened = {one.casefold() for one in weak.findall(sentence)}
    softly = {one.casefold() for one in weak.findall(claim)}
    return ("quantifier", *mark.span()) if softened - softly else None


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = packaged(__package__, "words.yaml")
    return lists


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = _lists()[name]
    return finder([*words["zh"], *words["en"]])


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((finder(one), finder(other)) for one, other in _lists()["opposites"])
