"""A statement for all of what its source says for some only: any customer, not just firms."""

import re
from collections.abc import Sequence

from tools.claims.measure import Text, content, weight_of

_ANY = re.compile(
    r"\b(?:any(?:one|body)?|all|every(?:one|body)?|whoever|whichever|no matter)\b"
    r"|任何|所有(?![者权])|全部|每个|每位|人人|谁都|都(?:可以|能|行|会)|不限|无论|不管",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively)\b|只有|仅限?|只限|只能|限于|唯", re.IGNORECASE)
_SAME = 0.4
"""Share of a claim that the sentence has which bounds it."""
_LOST = 1.2
"""Weight of the words of the sentence which a claim that names the bound would have."""


def widened(claim: str, sentences: Sequence[str]) -> str | None:
    """The sentence that holds of some only what `claim` says of any; None where none does.

    >>> widened("We take parcels for any customer.", ["We take parcels for business plans only."])
    'We take parcels for business plans only.'
    >>> widened("Any business plan takes parcels.", ["We take parcels for business plans only."])
    """
    if not _ANY.search(claim) or _ONLY.search(claim):
        return None
    matter, mine = content(claim), Text(claim)
    for sentence in sentences:
        if not _ONLY.search(sentence) or Text(sentence).share(matter) < _SAME:
            continue
        bound = [term for term in _bounded(sentence) if not mine.carries(term)]
        if weight_of(bound) >= _LOST:
            return sentence
    return None


def _bounded(sentence: str) -> list[str]:
    """The terms of the clause that bounds."""
    clauses = re.split(r"[,;，；。]", sentence)
    return [term for clause in clauses if _ONLY.search(clause) for term in content(clause)]
