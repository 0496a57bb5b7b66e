"""The claims of an answer to a question, and how the passages stand to each of them."""

from tools.diagnosis.facts import Facts
from tools.diagnosis.support import Support

_MOST = 40
"""Claims of an answer that are looked at."""


def claims_on_the_matter(facts: Facts) -> list[str]:
    """The answer's claims that say more than the question's words and words on answering."""
    given = set(facts.asked.terms)
    said = [
        c for c in facts.said.claims if set(facts.asked.subject(facts.rules.frame.strip(c))) - given
    ]
    return said[:_MOST]


def best_support(facts: Facts, claim: str) -> Support:
    """How the passages together stand to a claim: what one carries, another cannot take away."""
    found = [
        facts.said.support(claim, at)
        for at, (passage, _) in enumerate(facts.found.passages)
        if passage.handed_on
    ]
    order = {"supported": 2, "contradicted": 1, "absent": 0}
    return max(
        found, key=lambda one: (order[one.verdict], one.share), default=Support("absent", 0.0)
    )
