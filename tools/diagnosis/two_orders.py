"""Two things ordered in one query, of which only one was made."""

import re

from tools.claims.measure import TELLING, weight
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import clip
from tools.diagnosis.key_terms import bears
from tools.diagnosis.making import orders_a_text

_JOINS = re.compile(
    r"[，,。；;？?\s]*(?:另外|还有|顺便|顺手|对了|再帮|再给|以及帮)"
    r"|[,;.?]?\s+(?:and|also|plus|oh and|by the way)(?:,? also)?,?"
    r" (?=(?:word|write|draft|reply|compose|prepare)\b)",
    re.IGNORECASE,
)
"""What joins a second order to the first."""
_FEW = 2
"""Telling words of the second order, at least, by which it is told whether it was heeded."""


def two_orders(facts: Facts) -> tuple[str, str] | None:
    """Both, clipped, where the answer has words of the one alone; None where it has of both, or of
    neither, and where there are no two.
    """
    query = facts.asked.query
    joined = _JOINS.search(query)
    if joined is None or facts.said.declined:
        return None
    one, other = query[: joined.start()], query[joined.end() :]
    asks = orders_a_text(other, facts.rules) or facts.rules.question.find(other)
    first, second = _telling(facts, one), _telling(facts, other)
    own = [term for term in second if term not in first]
    if not asks or len(own) < _FEW:
        return None
    rest = [term for term in first if term not in second]
    is_heeded = not rest or _has_any(facts, rest)
    return (clip(one, 40), clip(other, 40)) if is_heeded != _has_any(facts, own) else None


def _telling(facts: Facts, order: str) -> list[str]:
    return [one for one in facts.asked.subject(order) if weight(one) >= TELLING]


def _has_any(facts: Facts, terms: list[str]) -> bool:
    return any(bears(facts.said.text, term) for term in terms)
