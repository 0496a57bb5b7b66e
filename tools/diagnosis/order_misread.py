"""Did the product look for something else than the order, where a passage shows what was meant?

The passage that was needed has words of the order. A rewriting that kept them was understood, and
retrieval missed the passage; one that has others in their place was not.
"""

import re

from knowledge.records import Passage
from tools.claims.measure import TELLING, ready, weight
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.key_terms import missed_with_it
from tools.diagnosis.making import hands_over_a_text
from tools.diagnosis.note_words import needed
from tools.diagnosis.trust import sure_of

_CODE = re.compile(r"\d+\.\d+|\d+(?=岁)|[A-Za-z]*-?\d{2,}")
"""A number that names something: a version, an age, an episode."""
_MOSTLY = 0.5
"""Share of an order that a rewriting keeps which is of it."""


def misread(facts: Facts) -> Finding | None:
    """The fault, if there is one."""
    rewritten = facts.asked.rewritten
    if rewritten is None or facts.asked.earlier or facts.trace.history:
        return None
    wanted = _wanted(facts)
    if wanted is None or not _is_put_otherwise(facts, rewritten, wanted):
        return None
    details = {"said": clip(facts.asked.query), "understood": clip(rewritten)}
    return Finding(
        "fault",
        facts.say("evidence.intent.drifted", **details),
        (quote("query", facts.asked.query), quote("rewritten_query", rewritten)),
        "topic_drift",
        sure_of("misresolved"),
        details,
    )


def _wanted(facts: Facts) -> Passage | None:
    """The passage that was needed: by a note, or by a word of the order that it alone has."""
    if facts.said.reference is not None:
        by_note = needed(facts)
        return by_note.passage if by_note else None
    return None if hands_over_a_text(facts.asked.query) else missed_with_it(facts)


def _is_put_otherwise(facts: Facts, rewritten: str, wanted: Passage) -> bool:
    """Whether none of the order's words that the passage has are in the rewriting, which has others
    that neither has.
    """
    text, asked = ready(wanted.text), facts.asked
    kept = ready(rewritten)
    common = [one for one in asked.terms if weight(one) >= TELLING and text.carries(one)]
    codes = [one for one in _CODE.findall(asked.query) if one in wanted.text]
    if not (common or codes) or any(map(kept.carries, common)):
        return False
    if any(one in rewritten for one in codes):
        return False
    other = [one for one in _CODE.findall(rewritten) if one not in asked.query]
    if codes and other:
        return True
    own = [one for one in asked.understood if weight(one) >= TELLING]
    new = [one for one in own if not asked.by_user.carries(one)]
    return bool(new) and not any(map(text.carries, own)) and kept.share(asked.terms) < _MOSTLY
