"""Where an English claim speaks of answering: that nothing can carry, and nothing has to."""

import re
from functools import cache

from tools.claims.altered.relations import relation_words
from tools.claims.pieces import latin_terms

_SOURCE = r"(?:passages?|texts?|articles?|summary|contexts?|documents?|sources?|excerpts?|reports?)"
_FRAME = re.compile(
    rf"\b(?:based|according|relying|drawing) (?:solely |only )?(?:on|to) (?:the |this |these )?"
    rf"(?:\w+ ){{0,2}}{_SOURCE},?"
    rf"|\b(?:the|this|these|in the) (?:\w+ )?{_SOURCE},?(?: also)?"
    r"(?: (?:describes?|discuss(?:es)?|mentions?|provides? (?:\w+ )?information (?:about|on)"
    r"|states?|explains?|says?|notes?|highlights?|outlines?|covers?|is about|suggests?|indicates?)"
    r"(?: that)?)?"
    r"|\bit(?:['’]s| is) (?:also )?(?:important|worth|essential|crucial|necessary|helpful)"
    r" (?:to (?:note|remember|mention|understand|keep in mind)|noting|mentioning|remembering)"
    r"(?: that)?"
    r"|\b(?:please )?note that\b|\bkeep in mind that\b"
    r"|\b(?:in (?:summary|conclusion|essence|short|addition|general|other words|particular)"
    r"|for (?:example|instance)|as a result|on the other hand|to summarize|to sum up)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\W*(?:here(?:['’]s| is| are)|sure|certainly|of course|below (?:is|are)|the following"
    r"|based on|according to|in (?:summary|conclusion))\b[^.!?]*:",
    re.IGNORECASE,
)


def framing(text: str) -> list[tuple[int, int]]:
    """Where a claim only leads in or speaks of its source: no passage can carry that."""
    whole = _OPENING.fullmatch(text.strip())
    return [(0, len(text))] if whole else [found.span() for found in _FRAME.finditer(text)]


def is_telling(term: str) -> bool:
    """Whether a word only tells what a source does or how much a thing matters, by its stem."""
    return term in _telling()


@cache
def _telling() -> frozenset[str]:
    return frozenset(term for word in relation_words("telling") for term in latin_terms(word))
