"""Answers that users took, as they were or as they edited them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from knowledge.records import Acted, Trace

LeftOut = Literal["failed", "rejected", "torn"]
"""Why an answer is no model to learn from: it has an error or is empty; the user took it but also
rated it down, asked for another or left; or the edit leaves hardly anything."""
_LEFT = 0.2
"""Share of the answer's length that an edited text has at least."""


@dataclass(frozen=True)
class Accepted:
    """One answer to learn from."""

    trace: Trace
    """The interaction."""
    target: str
    """What to answer: the user's text where they edited it, else the answer."""
    changed: float | None
    """Share of letters that the edit changed, 0 to 1; None where nothing was edited."""


def accepted(acted: Iterable[Acted]) -> tuple[list[Accepted], Counter[LeftOut]]:
    """The answers to learn from, and how many were left out, by reason.

    An edit counts even where the answer was rated down: what is learnt is the user's own text.
    """
    found: list[Accepted] = []
    left_out: Counter[LeftOut] = Counter()
    for one in acted:
        reason, edited = _judged(one)
        if reason:
            left_out[reason] += 1
            continue
        answer = one.trace.answer
        changed = Indel.normalized_distance(answer, edited) if edited else None
        found.append(Accepted(one.trace, edited or answer, changed))
    return found, left_out


def _judged(one: Acted) -> tuple[LeftOut | None, str | None]:
    """Why it is left out, or None, and the text after the last edit where that changed it."""
    answer = one.trace.answer.strip()
    if one.trace.error or not answer or not one.trace.query.strip():
        return "failed", None
    edits = [event.edited_text.strip() for event in one.events if event.edited_text is not None]
    if edits and len(edits[-1]) < _LEFT * len(answer):
        return "torn", None
    if edits and edits[-1] != answer:
        return None, edits[-1]
    against = any(
        event.kind in {"regenerated", "abandoned"} or event.rating == "down" for event in one.events
    )
    return ("rejected" if against else None), None
