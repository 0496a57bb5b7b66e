"""Questions that go on from what was said before: "and the team plan?", "那一年呢"."""

import re

from knowledge.tokens import says_something, terms

_FEW = 3
"""A question with no more of them than this may be about anything."""

_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|there|ones?|he|she|him|her|his|same"
    r"|others?|else|another|such|above|previous|instead|either|too|also|more)\b"
    r"|^\s*(?:and|or|but|so|then|what about|how about|why|if|thanks?|ok|okay|no|yes|i meant?)\b"
    r"|^\s*(?:那|还有|再|另外|然后|所以|但|可是|如果|为什么|那么|我是说|我问的是)"
    r"|[它他她其该](?:们|的)?|[这那](?!么)|上面|上述|前面|刚才|同样|别的|其他|其它|[呢]\s*[？?]?\s*$",
    re.IGNORECASE,
)


def leans_back(question: str) -> bool:
    """Whether a question is understood only by what was said before it.

    >>> leans_back("And per year?"), leans_back("Which events does the tracking plan define?")
    (True, False)
    """
    few = not says_something(question) or len(set(terms(question))) <= _FEW
    return few or points_back(question)


def points_back(text: str) -> bool:
    """Whether a text has a word that stands for what was said before it."""
    return _POINTS_BACK.search(text) is not None
