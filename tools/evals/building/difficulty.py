"""What makes an example hard: what is known to have gone wrong, and what it asks for at once."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal

from knowledge.records import Cause, Turn
from tools.evals.building.slicing import UNKNOWN

Difficulty = Literal["hard", "ordinary", "unknown"]
"""`unknown` where nothing is known of how it went: no guess is made from the words."""

LONG_HISTORY = 4
"""Turns of a conversation from which on a question is hard to understand without them."""
SEVERAL = 4
"""Wishes, such as style, audience, length, from which on they are hard to keep at once."""
_BAD_ACTS = ("rated_down", "regenerated", "edited", "error")
_GOOD_ACTS = ("rated_up", "adopted", "purchased")
_FAULTS = ("query", "intent", "retrieval", "generation", "system")


def reasons_for_hard(
    acts: Collection[str],
    cause: Cause | None,
    history: Sequence[Turn],
    constraints: Mapping[str, Any],
) -> list[str]:
    """Why an example counts as hard; empty where nothing says so.

    `acts` are what users did, `rated_down` among them; `cause` is the diagnosis's.
    """
    reasons = [act for act in _BAD_ACTS if act in acts]
    if cause in _FAULTS:
        reasons.append("fault")
    if len(history) >= LONG_HISTORY:
        reasons.append("long_history")
    if len(constraints) >= SEVERAL:
        reasons.append("several_constraints")
    return reasons


def difficulty(reasons: Sequence[str], acts: Collection[str], cause: Cause | None) -> Difficulty:
    """Hard for a reason; ordinary where it is known to have gone well; else unknown."""
    if reasons:
        return "hard"
    if cause == "none" or any(act in acts for act in _GOOD_ACTS):
        return "ordinary"
    return UNKNOWN


def outcome(acts: Collection[str], cause: Cause | None) -> Literal["bad", "good", "unknown"]:
    """Whether it went badly: users disliked it, or the diagnosis found a fault."""
    if cause in _FAULTS or any(act in acts for act in _BAD_ACTS):
        return "bad"
    if cause == "none" or any(act in acts for act in _GOOD_ACTS):
        return "good"
    return "unknown"
