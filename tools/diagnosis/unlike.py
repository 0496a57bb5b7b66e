"""Signs that an answer says something else than its reference, whatever words both have."""

import re

from knowledge.han import HAN_RANGE
from tools.claims.digits import numbers
from tools.claims.ending import breaks_off
from tools.claims.exclusive import names_another
from tools.claims.figures import unsaid
from tools.claims.measure import content, ready
from tools.claims.polarity import may_deny
from tools.claims.refusal import speaks_of_itself
from tools.claims.replies import says_yes
from tools.claims.rivals import measures
from tools.claims.wordings import in_one_wording
from tools.diagnosis.contradicted import figures_exchanged
from tools.diagnosis.exchanged import exchanged
from tools.diagnosis.facts import Facts
from tools.diagnosis.noted import (
    essence,
    is_mere_no,
    met,
    offers_a_choice,
    reply_of,
    wanted_amounts,
)

_COMMA_AT_END = re.compile(r"[，,、；;]\s*$")
_ASKS_IF_NOT = re.compile(
    r"n['’]t\b|\b(?:not|never|without)\b|[不没未](?!(?:\w)?(?:[吗呢]|\W*$))(?<![\w][不没](?=\w))|无法",
    re.IGNORECASE,
)
"""What a question has to which both yes and no may say the same: isn't it?, 不是吗."""
_DENIED = re.compile(
    r"\b(?:no|without(?: an?| any)?|n['’]t (?:need|have|require)(?: to| an?| any)?) (\w+)"
    rf"|(?:不用|无需|不需要?|不必|没有|不收)([{HAN_RANGE}]{{1,4}})",
    re.IGNORECASE,
)
"""How an answer says outright that there is none of something."""
_CANNOT_BE_DONE = re.compile(rf"([{HAN_RANGE}])不([{HAN_RANGE}])")
"""How Chinese says that something does not come off: 装不上, of which the opposite is 装得上."""
_SHORT = 20
"""Characters up to which an answer that ends on a comma is a name, copied with it."""


def says_otherwise(facts: Facts, reference: str) -> bool:
    """Whether the answer declines, breaks off, has other figures or values, the opposite reply, or
    the other one of two.
    """
    return (
        _leaves_open(facts, reference)
        or _is_cut_short(facts, reference)
        or _other_figures(facts, reference)
        or _says_the_opposite(facts, reference)
        or _denies_nothing(facts, reference)
        or _takes_the_other(facts, reference)
        or _denies_a_word(facts, reference)
        or _turns_a_verb(facts, reference)
        or names_another(facts.said.told, essence(reference), facts.asked.query)
        or exchanged(facts.said.told, reference) is not None
        or figures_exchanged(facts) is not None
    )


def is_cut_off(text: str) -> bool:
    """Whether a text ends on a comma or the like."""
    return bool(_COMMA_AT_END.search(text))


def _leaves_open(facts: Facts, reference: str) -> bool:
    """Whether the answer declines; who says no where the reference does, has answered."""
    if not facts.said.declined:
        return False
    return reply_of(reference) is not False or speaks_of_itself(facts.said.plain)


def _is_cut_short(facts: Facts, reference: str) -> bool:
    """Whether the answer breaks off, as the reference does not; on a comma, after more than a few
    words.
    """
    if facts.said.breaks_off and not breaks_off(reference):
        return True
    ends = [is_cut_off(text) for text in (facts.said.plain, reference)]
    return ends == [True, False] and len(facts.said.told) > _SHORT


def _other_figures(facts: Facts, reference: str) -> bool:
    """Whether the answer has none of the reference's amounts, or other figures in place of most."""
    wanted = wanted_amounts(facts, reference)
    found = met(wanted, facts)
    if wanted and len(found) == len(wanted):
        return False
    if not found and any(map(measures, wanted)):
        return True
    asked = numbers(facts.asked.query)
    lacking = unsaid(reference, facts.said.text) - asked
    instead = unsaid(facts.said.told, ready(reference)) - asked
    return bool(instead) and len(lacking) * 2 > len(numbers(reference) - asked)


def _says_the_opposite(facts: Facts, reference: str) -> bool:
    """Whether one begins with yes and the other with no: to "isn't it?" both may say the same."""
    said, wanted = says_yes(facts.said.told), says_yes(reference)
    return {said, wanted} == {True, False} and not _ASKS_IF_NOT.search(facts.asked.query)


def _denies_nothing(facts: Facts, reference: str) -> bool:
    """Whether the reference is a mere no, and the answer denies nothing."""
    if not is_mere_no(reference) or wanted_amounts(facts, reference):
        return False
    said = facts.said.plain
    return not (may_deny(said) or may_deny(in_one_wording(said)) or says_yes(said) is False)


def _denies_a_word(facts: Facts, reference: str) -> bool:
    """Whether the answer says that there is none of what the reference, which denies nothing, has:
    "no deposit needed", 不用预约.
    """
    if may_deny(reference):
        return False
    said, there = facts.said.told, ready(reference)
    things = (content(found[1] or found[2]) for found in _DENIED.finditer(said))
    return any(terms and all(map(there.carries, terms)) for terms in things)


def _turns_a_verb(facts: Facts, reference: str) -> bool:
    """Whether the answer says that what does not come off by the reference does: 装得上."""
    failing = (f"{one[1]}得{one[2]}" for one in _CANNOT_BE_DONE.finditer(reference))
    return any(one in facts.said.told for one in failing)


def _takes_the_other(facts: Facts, reference: str) -> bool:
    """Whether the question names what it may be, and the answer has nothing of what it is."""
    if not offers_a_choice(facts.asked.query):
        return False
    picked = [term for term in content(reference) if term in facts.asked.terms]
    return bool(picked) and not any(map(facts.said.text.carries, picked))
