"""Reads whether a list is to go on: "show me more", 再多看几个, "next page"; or back again."""

import re
from typing import Any

from tools.bad_cases import LIKE_IT, ROWS
from tools.routes.route import Asked

_I = re.IGNORECASE
_TOOL = "find_bad_cases"
_LONGEST = 40
_SOME = (
    r"\s*(?:\d{1,3}|几|一些|些|一点|点|两|三|五|十)?\s*(?:个|条|类|页|批|例)?"
    r"(?:例子|案例|失败|bad ?case)?"
)
_MORE = re.compile(
    r"(?:请|好的?|那|ok(?:ay)?|可以|能|帮我|给我|能不能|[\s,，])*"
    rf"(?:(?:再|继续|接着|往下|多)(?:再|继续|接着|往下|多)?(?:看看?|列出?|给我?|来|显示|翻|展示){_SOME}"
    r"|还有(?:其他|其它|别的|更多)?(?:的)?(?:呢|吗|没有?|哪些|什么)?"
    r"|(?:看看?|列出?|显示|给我看)?(?:更多|下一?(?:页|批|组)|(?:后面|剩下|其余|余下|其他|其它|别)的?"
    r"(?:那)?(?:几|些)?(?:个|条|类|页)?)(?:的)?"
    r"|(?:再|往后)翻(?:一)?页|更多|全部列出来?|都列出来)"
    r"(?:吧|呢|吗|一下|看看|出来|的|[\s,，.。!！?？])*"
    r"|(?:ok(?:ay)?|and|so|please|can you|could you|can i|[\s,])*"
    r"(?:(?:show|give|list|get|see|tell|load|i want(?: to see)?)(?: me)? )?"
    r"(?:(?:a few|some|any|ten|\d{1,3}) )?"
    r"(?:more(?: (?:of (?:them|these|those|it)|ones|cases|kinds|examples|failures|results))?"
    r"|(?:the )?next (?:page|ones?|ten|\d{1,3}|few|batch)"
    r"|(?:the )?(?:rest|others|remaining(?: ones)?)(?: of (?:them|it))?|what else"
    r"|anything else|keep listing|page down)"
    r"(?: please| then|[\s.!?])*",
    _I,
)
_BACK = re.compile(
    r"(?:看|回到?|翻到?)?(?:上一?(?:页|批)|前(?:一页|面(?:的|那)(?:几|些)?(?:个|条|类)?))"
    r"(?:吧|呢|[\s.。!！?？])*"
    r"|(?:(?:go |show |back to )(?:me )?)?(?:the )?(?:previous|prior) (?:page|ones?)[\s.!?]*"
    r"|page up",
    _I,
)


def asks_more(text: str) -> bool:
    """Whether a text says nothing but that more is wanted.

    >>> asks_more("还有吗"), asks_more("show me more"), asks_more("more users")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _MORE.fullmatch(text.strip()) is not None


def listed_on(asked: Asked) -> dict[str, Any] | None:
    """The arguments for the next part of the last list of failures, or the one before.

    None where the text asks for something else, or no such list was the last answer.
    """
    text = asked.text.strip()
    if asked.last_tool != _TOOL or len(text) > _LONGEST or asked.tried is not None:
        return None
    last = {name: value for name, value in asked.last_args.items() if value is not None}
    start = int(last.get("start", 1))
    once = {"start"} if last.get("part") == "good" else {"start", "part"}
    scope = {name: value for name, value in last.items() if name not in once}
    if _MORE.fullmatch(text):
        if "like" in scope:
            return {**scope, "start": start + (LIKE_IT if start == 1 else ROWS)}
        if "part" in scope:
            return {**scope, "start": start + ROWS}
        return {**scope, "start": min(start + ROWS, len(asked.listed) + 1)}
    if _BACK.fullmatch(text):
        before = max(start - ROWS, 1)
        return {**scope, "start": before} if before > 1 else scope
    return None
