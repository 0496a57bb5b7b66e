"""Reads where in a list of failures a reader goes: to the worst, or to the next of them."""

import re

from tools.routes.alike import case_at_hand, is_about_case
from tools.routes.route import Asked

_LONGEST = 60
_LISTS = ("find_bad_cases", "diagnose_case")
_WORST = re.compile(
    r"(?:那|所以|里面|其中|先|请|再)*(?:[给让帮]?我)?(?:看看?|看一下|打开|展开|挑出|找出)?"
    r"(?:[哪那]一?[个类条种](?:问题|失败)?是?最[重大]要?的?|(?:[哪那]一?[个类条种](?:问题|失败)?是?)?"
    r"最(?:严重|紧急|急|要紧|差|糟糕?|坏|离谱|丢人|过分|夸张)的?)"
    r"(?:是|那)?(?:哪|一)?[个类条种例]?(?:案例|例子|回答|失败)?(?:呢|啊|吗|吧)?\W*"
    r"|(?:(?:so|and|ok|now|please|first|just|show|open|give|get|find|let me see|me)\b,? ?)*"
    r"(?:(?:which|what)(?:'s| is| one is| one's| of (?:them|these) is)? ?)?"
    r"(?:the )?(?:very )?(?:worst|most (?:serious|urgent|important|severe|embarrassing|damaging))"
    r"(?: (?:one|case|failure|answer|example|of (?:them|these|all)))*(?: first| please)?\W*",
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
    """The worst of the cases that were just listed, or the one after the case at hand."""
    near = _beside(asked)
    return {"case_id": near} if near else None


def _beside(asked: Asked) -> str | None:
    text = asked.text.strip()
    if asked.listed_by not in _LISTS or len(text) > _LONGEST:
        return None
    if asked.last_tool in _LISTS and _WORST.fullmatch(text):
        return asked.worst
    at_hand = case_at_hand(asked)
    if at_hand and asked.last_args.get("like") == at_hand and _NEXT_ONE.fullmatch(text):
        return next(iter(asked.listed), None)  # the list is of others of its kind
    if not is_about_case(asked) or at_hand not in asked.listed:
        return None
    step = 1 if _NEXT_ONE.fullmatch(text) else -1 if _ONE_BEFORE.fullmatch(text) else 0
    at = asked.listed.index(at_hand) + step
    return asked.listed[at] if step and 0 <= at < len(asked.listed) else None
