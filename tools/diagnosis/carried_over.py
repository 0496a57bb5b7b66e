"""A follow-up's rewriting that drops what the last turn was about and searches for something new.

"And for motorcycles?" asks the same of something else. Made whole, it keeps what was asked before;
one that has nothing of it, and several words that nobody said, asks another question.
"""

import re

from knowledge.retrieval.follow_up import swaps_subject
from tools.claims.measure import Text, content, ready, weight_of
from tools.diagnosis.facts import Facts
from tools.diagnosis.loosely import loosely
from tools.diagnosis.query_telling import TELLS_TOO_LITTLE

_GOES_ON = re.compile(
    r"\W*(?:and|or|but|so|then|what about|how about|what if|ok(?:ay)?|那么?|还有|换成|要是)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_FEW = 6
"""Terms of a follow-up that only swaps something in, at most."""
_NEW = 0.4
"""Share of what the rewriting adds that was never spoken of, from which it is something new."""
_NEXT_TO_NOTHING = 0.25
"""Share of what a follow-up brings in, below which an answer has none of it."""
_SEVERAL = 2
"""Terms that the user never said, at least: one may be another word for what was asked."""
_SAME_PLACE = 0.5
"""Share of the last answer from which a retrieved passage is about the same."""


def misresolved(facts: Facts) -> bool:
    """Whether the rewritten query has nothing of the last turn, and asks for something new."""
    last = next((t.text for t in reversed(facts.trace.history) if t.role == "user"), "")
    is_bare = swaps_subject(facts.asked.query)
    goes_on = _GOES_ON.match(facts.asked.query) is not None and len(facts.asked.terms) <= _FEW
    if not last or not facts.asked.rewritten or not (is_bare or goes_on):
        return False
    if _is_dropped(facts):
        return True
    understood = facts.asked.beyond_asking(facts.asked.understood)
    added = [term for term in understood if not _is_asked(facts, term)]
    talk = facts.asked.talk
    unsaid = [term for term in added if not facts.asked.by_user.carries(term)]
    if len(unsaid) < _SEVERAL or weight_of(unsaid) < TELLS_TOO_LITTLE:
        return False
    if Text(" ".join(added)).share(facts.asked.beyond_asking(content(last))) > 0:
        return False
    if 1 - loosely(added, talk, content(talk.raw)) < _NEW:
        return False
    return is_bare or not _is_found_again(facts)


def _is_dropped(facts: Facts) -> bool:
    """Whether neither the rewriting nor the answer has anything of what the follow-up brings in."""
    brought = facts.asked.beyond_asking(facts.asked.terms)
    rewritten, told = ready(facts.asked.rewritten or ""), facts.said.told
    if not brought or not told or facts.said.declined:
        return False
    in_rewriting = loosely(brought, rewritten, facts.asked.understood)
    return not in_rewriting and loosely(brought, ready(told), content(told)) < _NEXT_TO_NOTHING


def _is_asked(facts: Facts, term: str) -> bool:
    """Whether the follow-up has the term, or a part of it: 白金 of 白金卡."""
    return ready(facts.asked.query).carries(term) or any(one in term for one in facts.asked.terms)


def _is_found_again(facts: Facts) -> bool:
    """Whether a passage has most of the last answer: what was found is about the same."""
    answers = [turn.text for turn in facts.trace.history if turn.role == "assistant"]
    told = content(answers[-1]) if answers else []
    return any(text.share(told) >= _SAME_PLACE for text in facts.found.texts)
