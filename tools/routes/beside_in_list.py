"""Reads where in a list of failures a reader goes: to the worst, or to the next of them."""

import re

from tools.routes.alike import case_at_hand, is_about_case
from tools.routes.route import Asked

_LONGEST = 60
_WORST = re.compile(
    r"(?:那|所以|里面|其中)*(?:哪|那)(?:一)?(?:个|类|条|种)(?:问题|失败)?(?:是)?最(?:严重|急|紧急|要紧|重要|差|糟|大)的?"
    r"(?:呢|啊|吗)?\W*|最(?:严重|急|要紧|差|糟)的(?:是|那)?(?:哪|一)?(?:个|类|条|种)?\W*"
    r"|(?:so |and |ok,? )*(?:which|what)(?:'s| is| one is| one's| of (?:them|these) is)?"
    r" (?:the )?(?:worst|most (?:serious|urgent|important|severe))"
    r"(?: one| of (?:them|these|all))?\W*",
    re.IGNORECASE,
)
"""Asks for the first of a list that has the worst first."""
_NEXT_ONE = re.compile(
    r"(?:那|再|看看?)*下一?(?:个|条|类)(?:呢|吧|为什么)?\W*"
    r"|(?:and |ok,? |show me |now )*(?:the )?next (?:one|case|kind|failure)\W*",
    re.IGNORECASE,
)
_ONE_BEFORE = re.compile(
    r"(?:那|再|看看?)*上一?(?:个|条|类)(?:呢|吧)?\W*"
    r"|(?:and |ok,? |show me |back to )*(?:the )?(?:previous|last) (?:one|case|kind|failure)\W*",
    re.IGNORECASE,
)


def beside_in_list(asked: Asked) -> dict[str, str] | None:
    """The worst of the failures that were just listed, or the one after the case at hand."""
    near = _beside(asked)
    return {"case_id": near} if near else None


def _beside(asked: Asked) -> str | None:
    text = asked.text.strip()
    if asked.listed_by != "find_bad_cases" or len(text) > _LONGEST:
        return None
    if asked.last_tool == "find_bad_cases" and _WORST.fullmatch(text):
        return asked.listed[0] if asked.listed else None
    at_hand = case_at_hand(asked)
    if not is_about_case(asked) or at_hand not in asked.listed:
        return None
    step = 1 if _NEXT_ONE.fullmatch(text) else -1 if _ONE_BEFORE.fullmatch(text) else 0
    at = asked.listed.index(at_hand) + step
    return asked.listed[at] if step and 0 <= at < len(asked.listed) else None
