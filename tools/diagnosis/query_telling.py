"""How much a query tells of its subject, in units of about a common word."""

from tools.claims.measure import weight_of
from tools.diagnosis.facts import Facts

NAMES = 1.2
"""From which on words name a subject."""
TELLS_TOO_LITTLE = 2.4
"""Below which a query leaves open what it is about."""


def says(facts: Facts) -> float:
    """How much the query tells of its subject."""
    if facts.asked.creative and facts.asked.named and not points_back(facts, facts.asked.named):
        return weight_of(facts.asked.terms)
    plain = (
        facts.rules.back_reference.strip(facts.asked.query)
        if facts.asked.depends
        else facts.asked.query
    )
    return weight_of(facts.asked.subject(plain))


def tells_beyond_asking(facts: Facts) -> float:
    """How much the query tells without its pointers and its words of asking."""
    plain = facts.rules.back_reference.strip(facts.asked.query)
    return weight_of(facts.asked.subject(facts.rules.question.strip(plain)))


def points_back(facts: Facts, topic: str) -> bool:
    """Whether what the product took for a topic is itself a pointer to an earlier turn."""
    return bool(facts.rules.back_reference.find(topic)) and not facts.product.subjects(topic)
