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

_SWAPS = re.compile(
    r"^\W*(?:and|or|what about|how about)(?: (?:for|with|in|on|of|the|an?|about))*"
    r"(?: [\w-]+){1,2}\W*$"
    r"|^\s*(?:那么?|还有|换成)?[^\s，。？?怎如何能可什哪多几]{2,8}呢\s*[？?]?\s*$",
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


def swaps_subject(question: str) -> bool:
    """Whether a follow-up asks the same of something else, and says nothing more.

    >>> swaps_subject("and for motorcycles?"), swaps_subject("那病假呢？")
    (True, True)
    >>> swaps_subject("and how do I apply?"), swaps_subject("那怎么申请呢")
    (False, False)
    """
    return _SWAPS.search(question) is not None
