"""What to fix first: impact × urgency × how sure we are × how often the fix works."""

from typing import Literal

from knowledge.records import Factor, Priority

Urgency = Literal["critical", "high", "normal", "low"]
Rank = Literal["P0", "P1", "P2", "P3"]

RANKS: dict[Urgency, Rank] = {"critical": "P0", "high": "P1", "normal": "P2", "low": "P3"}
"""P0 is for violations of law or policy and for harm to minors; nothing else gets there."""
WEIGHTS: dict[Urgency, float] = {"critical": 4.0, "high": 2.0, "normal": 1.0, "low": 0.5}
"""How much an urgency counts in the product: each step doubles it."""


def prioritised(
    urgency: Urgency,
    *,
    traffic: float | None,
    users: float | None,
    confidence: float | None,
    fix_rate: float | None,
) -> Priority:
    """The priority of something that hits these shares of the traffic and of the users.

    impact = the mean of both shares, or the one that is known
    score = 100 · impact × weight of the urgency × confidence × fix rate

    What is unknown is left out of the product rather than counted as 0 or 1; without an impact
    there is no score. Every factor that grows lets the score grow.
    """
    known = [share for share in (traffic, users) if share is not None]
    impact = sum(known) / len(known) if known else None
    factors = [
        Factor(name="impact", value=None if impact is None else 100 * impact),
        Factor(name="urgency", value=WEIGHTS[urgency]),
        Factor(name="confidence", value=confidence),
        Factor(name="fix_rate", value=fix_rate),
    ]
    return Priority(
        impact=impact,
        urgency=urgency,
        rank=RANKS[urgency],
        score=None if impact is None else _product(factors),
        factors=factors,
    )


def first_things_first(priority: Priority | None) -> tuple[str, float]:
    """The key to sort by: rank first, then score; what has no priority comes last."""
    if priority is None:
        return ("P9", 0.0)
    return (priority.rank, -(priority.score or 0.0))


def _product(factors: list[Factor]) -> float:
    product = 1.0
    for factor in factors:
        product *= 1.0 if factor.value is None else factor.value
    return product
