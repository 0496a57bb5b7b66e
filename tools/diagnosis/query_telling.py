"""How much a query tells of its subject, in units of about a common word."""

from tools.claims.measure import weight_of
from tools.diagnosis.asked import Asked

TELLS_TOO_LITTLE = 2.4
"""Below which a query leaves open what it is about."""


def says(asked: Asked) -> float:
    """How much the query tells of its subject."""
    if asked.creative and asked.named and not points_back(asked, asked.named):
        return weight_of(asked.terms)
    plain = asked.rules.back_reference.strip(asked.query) if asked.depends else asked.query
    return weight_of(asked.subject(plain))


def tells_beyond_asking(asked: Asked) -> float:
    """How much the query tells without its pointers and its words of asking."""
    plain = asked.rules.back_reference.strip(asked.query)
    return weight_of(asked.subject(asked.rules.question.strip(plain)))


def points_back(asked: Asked, topic: str) -> bool:
    """Whether what the product took for a topic is itself a pointer to an earlier turn."""
    return bool(asked.rules.back_reference.find(topic)) and not asked.product.subjects(topic)
