"""What a refusal says that there is nothing of: "I couldn't find anything about Apple Watch"."""

from tools.claims.measure import Text
from tools.claims.small_talk import without_talk
from tools.diagnosis.facts import Facts

_MOST = 0.75
"""Share of it from which a passage speaks of what the refusal says is missing."""


def said_missing(facts: Facts) -> list[str]:
    """The words of the question that a refusal has; empty where the answer is none."""
    if not facts.said.declined:
        return []
    return list(filter(Text(without_talk(facts.said.answer)).carries, facts.asked.terms))


def speaks_of_it(facts: Facts, text: Text) -> bool:
    """Whether a passage has what a refusal says is missing, as one that answers would; where that
    is not said, or nothing was refused, it may.
    """
    named = said_missing(facts)
    return not named or text.share(named) >= _MOST
