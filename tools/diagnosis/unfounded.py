"""What a good answer adds that nothing it was given speaks of: "There is WiFi on board, too."

An answer in words of its own has some word of its sources in each sentence, or one of the same
sense. A sentence that says much and has none of them is made up, though the rest is as it should
be.
"""

import re

from knowledge.han import has_han
from tools.claims.measure import Text, content, weight_of
from tools.claims.refusal import admits_not_to_know
from tools.diagnosis.facts import Facts
from tools.diagnosis.kinship import kinship

_SAYS_MUCH, _NONE_OF_IT, _AKIN = 9.0, 0.2, 0.1
"""Weight of a sentence, of about six words, from which it says much; the share of it up to which
nothing that is known has it; and the share of its sense that is akin to what is known."""
_MOST = 40
"""Statements of an answer that are looked at."""
_ADDS = re.compile(r"[，；](?=\s*(?:另外|此外|同时|而且|并且|还|并))")
"""Where a Chinese sentence goes on to add something."""
_ASKS = re.compile(r"[?？:：]\W*$")
"""How ends what states nothing: a question, or what leads in to a list."""


def unfounded(facts: Facts) -> list[str]:
    """The statements that say much, and have next to nothing of the passages, the question, the
    reference and what was said before; the one that tells the reference is none of them.
    """
    if not facts.found.handed_on or facts.said.reference is None:
        return []
    talk = [facts.asked.query, facts.said.reference, *(one.text for one in facts.trace.history)]
    known = Text("\n".join([*talk, *(text.raw for text in facts.found.texts)]))
    said = [part for claim in facts.said.claims[:_MOST] for part in _parts(claim)]
    wanted = content(facts.said.reference)
    told = max(said, key=lambda one: Text(one).share(wanted), default="")
    return [one for one in said if one != told and _is_unfounded(one, known, facts)]


def _parts(claim: str) -> list[str]:
    return [part.strip() for part in _ADDS.split(claim)] if has_han(claim) else [claim]


def _is_unfounded(part: str, known: Text, facts: Facts) -> bool:
    matter = content(facts.said.as_given(part))
    if weight_of(matter) < _SAYS_MUCH or known.share(matter) > _NONE_OF_IT:
        return False
    if _ASKS.search(part) or facts.said.is_beside(part) or admits_not_to_know(part):
        return False
    return kinship(part, [known.raw], facts.asked.query, facts.asked.terms).share <= _AKIN
