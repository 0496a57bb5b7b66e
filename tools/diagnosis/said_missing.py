"""What a refusal says that there is nothing of: "I couldn't find anything about Apple Watch"."""

from knowledge.retrieval.names import names_in
from tools.claims.measure import Text, content
from tools.claims.small_talk import without_talk
from tools.diagnosis.facts import Facts

_MOST, _HALF = 0.75, 0.5
"""Share of it from which a passage speaks of what the refusal says is missing, and from which one
may that fits the question."""


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


def may_have_it(facts: Facts, text: Text) -> bool:
    """The same for a passage that the question fits: it has half of these words, or the names that
    are among them; how thick the Ash is, "the Ash 26 cm" tells without the word.
    """
    missing = said_missing(facts)
    named = {term for name in names_in(facts.asked.query) for term in content(name.text)}
    names = named.intersection(missing)
    has_names = bool(names) and all(map(text.carries, names))
    return not missing or has_names or text.share(missing) >= _HALF
