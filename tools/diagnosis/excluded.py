"""A rewriting that asks for what the user ruled out: "not for beginners" made "for beginners".

What a search leaves out of a wish is often the small word that turns it round. Told where a word
that the user excludes stands in the rewriting with nothing that excludes it, and in the answer.
"""

import re

from tools.claims.digits import fold
from tools.claims.measure import TELLING, content, weight
from tools.diagnosis.facts import Facts

_EXCLUDES_EN = re.compile(
    r"(?:\b(?:not|no|without|except|excluding|never|minus|rather than|instead of)\b|n['’]t\b)"
    r"(?: (?:for|about|the|any|a|an|to|be|mention(?:ing)?|use|include|in|on|their|our))*"
    r"(?P<what>(?: [\w'’-]+){1,2})",
    re.IGNORECASE,
)
_EXCLUDES_ZH = re.compile(
    r"(?:不要|不能|不许|不是|不用|不提|不写|不含|别|除了|没有|无法|不可以?)再?(?:写|提|用|有|出现|让|给|成|把|是)?"
    r"(?P<what>[\u4e00-\u9fff]{2,6})"
    r"|(?P<before>[\u4e00-\u9fff]{2,4})(?:先)?(?:别|不要|不用|不许|不能)(?:写|提|露|出现|放|说|有)"
)
_NEGATES = re.compile(
    r"(?:不|别|无|没|非|勿|除|免"
    r"|\b(?:not|no|non|without|except|excluding|never|avoid|omit|leave out)\b|n['’]t)"
    r"[^，。；,;.]{0,12}$",
    re.IGNORECASE,
)


def asked_for_though_excluded(facts: Facts) -> str | None:
    """The word that the user rules out and the rewriting asks for; None where there is none."""
    rewritten = facts.asked.rewritten
    if not rewritten:
        return None
    understood, told = fold(rewritten), fold(facts.said.told)
    for pattern in (_EXCLUDES_EN, _EXCLUDES_ZH):
        for one in pattern.finditer(facts.asked.query):
            named = one["what"] or one.groupdict().get("before") or ""
            for word in _words(named):
                besides = _outside(facts.asked.query, one)
                if _is_told(word, told) and _is_asked_for(word, understood, besides):
                    return named.strip()
    return None


def _words(named: str) -> list[str]:
    return [one for one in content(named) if weight(one) >= TELLING and not one.isdigit()]


def _outside(query: str, one: re.Match[str]) -> str:
    """What the query says besides, where the same word may be asked for."""
    return fold(query[: one.start()] + " " + query[one.end() :])


def _is_asked_for(word: str, understood: str, besides: str) -> bool:
    places = [found.start() for found in re.finditer(re.escape(word), understood)]
    if not places or word in besides:
        return False
    return not any(_NEGATES.search(understood[max(0, at - 24) : at]) for at in places)


def _is_told(word: str, told: str) -> bool:
    return not told or word in told
