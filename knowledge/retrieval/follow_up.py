"""Questions that go on from what was said before: "and the team plan?", "那一年呢"."""

import re
from collections.abc import Sequence

from knowledge.tokens import says_something, terms

_REACH = 3
"""How many earlier turns may be needed to know what is being talked about."""
_ENOUGH = 4
"""Different words with a meaning that tell it."""
_FEW = 3
"""A question with no more of them than this may be about anything."""
_LONGEST = 300
"""Characters of an earlier turn that are looked at: a pasted page is no context."""

_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|there|ones?|he|she|him|her|his|same"
    r"|others?|else|another|such|above|previous|instead|either|too|also|more)\b"
    r"|^\s*(?:and|or|but|so|then|what about|how about|why|if|thanks?|ok|okay|no|yes|i meant?)\b"
    r"|^\s*(?:那|还有|再|另外|然后|所以|但|可是|如果|为什么|那么|我是说|我问的是)"
    r"|[它他她其该](?:们|的)?|[这那](?!么)|上面|上述|前面|刚才|同样|别的|其他|其它|[呢]\s*[？?]?\s*$",
    re.IGNORECASE,
)


def context(earlier: Sequence[str]) -> str:
    """The latest of the `earlier` turns, as many as it takes to know what is talked about."""
    kept: list[str] = []
    words: set[str] = set()
    for turn in reversed(earlier[-_REACH:]):
        text = turn.strip()[:_LONGEST]
        if not text:
            continue
        kept.insert(0, text)
        if says_something(text):
            words.update(terms(text))
        if len(words) >= _ENOUGH:
            break
    return " ".join(kept)


def leans_back(question: str) -> bool:
    """Whether a question is understood only by what was said before it.

    >>> leans_back("And per year?"), leans_back("Which events does the tracking plan define?")
    (True, False)
    """
    few = not says_something(question) or len(set(terms(question))) <= _FEW
    return few or _POINTS_BACK.search(question) is not None
