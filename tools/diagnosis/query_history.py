"""Does a query hang on an earlier turn that the trace does not have?"""

import re

from tools.claims.measure import TELLING, content, weight, weight_of
from tools.diagnosis.elliptic import rest_of_a_question, without_dummies
from tools.diagnosis.facts import Facts
from tools.diagnosis.query_telling import (
    TELLS_TOO_LITTLE,
    points_back,
    says,
    tells_beyond_asking,
)
from tools.diagnosis.query_treated import is_spoken_of, is_treated

_CLOSING = re.compile(
    r"\s*(?:thanks?\b|thank you|thx|ok(?:ay)?\b|great\b|perfect\b|got it"
    r"|谢谢|多谢|感谢|好的|收到|明白)",
    re.IGNORECASE,
)
"""How people close a conversation; such a turn needs no earlier one."""
_STANDS_FOR = re.compile(
    r"(?:[这那]个?|它们?)(?=[能可会要怎咋多是还有吗呢算行]|\W|$)"
    r"|\b(?:is|are|was|does|do|can|could|will|would|should) (?:it|this|that|these|those|they)\b"
    r"|\b(?:it|this|that|them|these|those)\W*$",
    re.IGNORECASE,
)
"""A word that stands for a thing: 这个能退吗, is that before tax."""
_MEASURES = tuple("条个篇份款版段种句")
"""What belongs to a pointing word in Chinese: 刚刚那条."""
_TREATED = 0.9
"""Share of a query's words from which a passage treats what it is about."""
_PIECE = 40
"""Characters below which what begins in mid-sentence is a piece of one."""
_POINTS_ELSEWHERE = 3.2
"""How much a query tells that makes sense by itself though it points to an earlier turn."""


def is_in_context(facts: Facts) -> bool:
    """Whether an earlier turn is there, or the product took a topic from the query."""
    asked = facts.asked
    taken = asked.named is not None and not points_back(asked, asked.named)
    return bool(asked.earlier) or taken


def is_fragment(facts: Facts) -> bool:
    """Whether it begins in mid-sentence."""
    query = facts.asked.query
    if facts.asked.creative or len(query) >= _PIECE or _CLOSING.match(query):
        return False
    return facts.rules.fragment_start.pattern.match(query) is not None


def lost_turn(facts: Facts) -> str | None:
    """The words that point to an earlier turn; None where it makes sense without one."""
    asked = facts.asked
    rest = None if asked.creative or _is_resolved(facts) else rest_of_a_question(asked.query)
    if rest and not facts.said.declined:
        return rest
    found = facts.rules.back_reference.find(without_dummies(asked.query))
    if not found or _CLOSING.match(asked.query) or says(asked) >= _POINTS_ELSEWHERE:
        return None
    if facts.found.best_coverage >= _TREATED and tells_beyond_asking(asked) >= TELLING:
        return None
    end = found.end() + (asked.query[found.end() : found.end() + 1] in _MEASURES)
    return asked.query[found.start() : end]


def only_points(facts: Facts) -> bool:
    """Whether it asks after something that a pronoun stands for, and nothing says what."""
    if says(facts.asked) >= TELLS_TOO_LITTLE or not stands_for(without_dummies(facts.asked.query)):
        return False
    return not _keeps_to_it(facts)


def stands_for(query: str) -> bool:
    """Whether a query has a word that stands for a thing."""
    return _STANDS_FOR.search(query) is not None


def _is_resolved(facts: Facts) -> bool:
    """Whether what went to retrieval says more than the query: the product knew the turn before."""
    added = set(facts.asked.understood).difference(facts.asked.terms)
    return weight_of(added) >= TELLING


def _keeps_to_it(facts: Facts) -> bool:
    """Whether a passage treats what is asked, and the answer names no other thing than that."""
    if not (is_treated(facts) or is_spoken_of(facts)):
        return False
    known = {*facts.asked.terms, *content(facts.asked.query)}
    new = [one for one in content(facts.said.told) if one not in known and one.isalpha()]
    return not any(weight(one) >= TELLING for one in new)
