"""Is a question one of general knowledge, which the product answered out of itself?

"What is the capital of Ethiopia?" asks nothing of the firm: it speaks neither of it nor to it, no
document has its words, and the answer, which has them, is from none. What is asked of the firm and
stands in no document is a gap instead: there a page could be written.
"""

import re

from tools.claims.measure import TELLING, Text, content, ready, weight, weight_of
from tools.diagnosis.addressed import asks_on_terms, asks_whether_it_has
from tools.diagnosis.facts import Facts

_OF_THE_FIRM = re.compile(
    r"\b(?:you|u|your|yours|we|our|us|here|this|these|they|their|them)\b"
    r"|\bi(?:['’]ve)? (?:just )?(?:bought|ordered|paid|booked|received|purchased|subscribed)\b"
    r"|\b(?:is|are) there\b|\b(?:can|could|may|(?<!how )do|am|should|will) (?:i|my)\b"
    r"|\bmy (?:order|account|booking|card|plan|ticket|bill|device|subscription|delivery)\b"
    r"|[你您咱]|我(?:在网上|刚|已经)?(?:买|订|付|收到|下单)|我们|贵[司店]"
    r"|这[里儿边个家款种]|那[里儿边个]|有没有|有[^，。？！]{1,10}[吗么]\W*$"
    r"|[能可会要][^，。？！]{0,12}[吗么不]\W*$",
    re.IGNORECASE,
)
"""How one speaks to a firm, of it, or of what one has from it."""
_ASKS = re.compile(
    r"\b(?:what|whats|what['’]s|who|whos|who['’]s|whose|which|why"
    r"|how (?:do|does|did|to|many|far|old|tall|big)"
    r"|when (?:did|was|is)|where (?:is|was)|recipe|meaning of)\b"
    r"|怎么|怎样|如何|什么|啥|咋|谁|哪|多少|几|为什么|是不是|会不会",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_SEVERAL = 2
"""Telling words that such a question has at least: 几点开门 may be asked of any firm."""
_SPEAKS_OF_IT = 0.25
"""Share of a question from which a document may speak of it."""
_NEXT_TO_NONE = 0.15
"""Share of an answer's sense that the passages have below which one with figures or names of its
own is from elsewhere, be it in the words of the question or in others."""
_RESTS = 0.3
"""Share of an answer that one place of a passage has, from which it may be from there."""


def general_knowledge(facts: Facts) -> list[str] | None:
    """The terms of such a question that no document has; None where it is none, or may not be."""
    asked, said, found = facts.asked, facts.said, facts.found
    is_other = asked.scripted or asked.earlier or said.reference is not None or said.declined
    if is_other or not found.passages or said.in_own_words or said.close >= _RESTS:
        return None
    if not _is_general(asked.matter):
        return None
    terms = [one for one in asked.beyond_asking(asked.terms) if not _DIGIT.search(one)]
    telling = [term for term in terms if weight(term) >= TELLING]
    texts = [*found.texts, *(ready(one.text) for one in found.nearest)]
    shared = max((text.share(terms) for text in texts), default=0.0)
    is_known = any(text.carries(term) for text in texts for term in telling)
    if len(telling) < _SEVERAL or is_known or shared >= _SPEAKS_OF_IT:
        return None
    told = Text(said.plain)
    echoed = [term for term in telling if told.carries(term)]
    own = [term for term in content(said.told) if not any(text.carries(term) for text in texts)]
    is_own = weight_of(own) >= weight_of(content(said.told)) / 2
    takes_it_up = echoed or (
        len(said.kinship.own) >= _SEVERAL and said.kinship.share < _NEXT_TO_NONE
    )
    return telling if takes_it_up and is_own else None


def _is_general(query: str) -> bool:
    """Whether a question speaks neither to a firm nor of it."""
    is_asked = _ASKS.search(query) is not None and not _OF_THE_FIRM.search(query)
    return is_asked and not (asks_on_terms(query) or asks_whether_it_has(query))
