"""Which words of an English claim to show a reader as unsupported.

Where one word tells what is wrong, such as a number, that is marked. Of what is made up as a whole
no word tells it: its clause is marked, or all of the claim.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from tools.claims.altered.units import clause_cuts, lies_in
from tools.claims.framing import framing, is_telling
from tools.claims.misstated import Misstated
from tools.claims.weighing import Reason, Span, Weighed

_DOUBTED = -2.7
"""The logit from which on a claim is marked, though no word of it tells what is wrong."""
_TELLING: frozenset[Reason] = frozenset(
    {"number", "amount", "time", "title", "negation", "direction", "quantifier", "altered"}
)
"""What a word may be marked for that tells what is wrong by itself."""
_LED = re.compile(r"[\s,;:–—-]+")
"""What parts a clause from the one before it."""
_SOME = 2
"""Marked words of a clause from which on all of it is."""


def marked(claim: Weighed, found: Misstated | None) -> Weighed:
    """The claim with the spans to show; `found` is None of one that only `weigh` has looked at."""
    if found is None:
        return claim
    if found.logit == -math.inf:
        return replace(claim, spans=())
    risk = 1 / (1 + math.exp(-found.logit))
    spans = _of_matter(claim)
    if found.place and not any(_meet((one.start, one.end), found.place) for one in spans):
        spans.append(Span(*found.place, "altered", risk))
    if found.logit >= _DOUBTED and not any(one.reason in _TELLING for one in spans):
        return replace(claim, spans=(Span(claim.part.start, claim.part.end, "word", risk),))
    return replace(claim, spans=tuple(_by_clauses(claim, spans)))


def _of_matter(claim: Weighed) -> list[Span]:
    """The spans without words that only tell of a source, or lead in."""
    start = claim.part.start
    frames = framing(claim.part.text)
    idle = {one.piece.start for one in claim.loose if is_telling(one.piece.term)}
    return [
        one
        for one in claim.spans
        if one.start not in idle and not lies_in(one.start - start, frames)
    ]


def _by_clauses(claim: Weighed, spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those of a clause as one if they are several and none tells enough."""
    start, text = claim.part.start, claim.part.text
    bounds = list(pairwise([start, *(start + at for at in clause_cuts(text)), claim.part.end]))
    shown: list[Span] = []
    ordered = sorted(spans, key=lambda one: one.start)
    for clause, group in groupby(ordered, key=lambda one: _clause(bounds, one.start)):
        some = list(group)
        if len(some) < _SOME or any(one.reason in _TELLING for one in some):
            shown += some
            continue
        worst = max(some, key=lambda one: one.risk)
        end = max(clause[1], *(one.end for one in some))
        led = _LED.match(text, clause[0] - start)
        shown.append(replace(worst, start=start + led.end() if led else clause[0], end=end))
    return shown


def _clause(bounds: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    return next(one for one in bounds if one[0] <= at < one[1])


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
