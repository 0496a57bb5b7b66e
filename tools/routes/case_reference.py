"""Reads what is told of the case at hand: a good answer, or what it had retrieved."""

import re
from typing import Any

from tools.routes.alike import case_at_hand, is_about_case
from tools.routes.ids_said import named_ids
from tools.routes.mentions import certain_ids
from tools.routes.route import Asked

_I = re.IGNORECASE
_LONGEST = 4_000
_TOLD = re.compile(
    r"^\W*(?:不对|不是|其实|应该|那|这条的?|它的?|no|actually|well|sorry|[\s,，.。!！])*"
    r"(?:(?:正确|标准|参考|期望|理想|真正)的?(?:答案|回答|答复|回复)(?:应该|应当|其实)?(?:是|为|[:：])"
    r"|(?:它|产品|AI)?(?:本来)?(?:应该|应当)(?:这样)?(?:回答|答复?|回复|说)(?:的?是|[:：])"
    r"|(?:the |a |our )?(?:right|correct|expected|reference|good|ideal|proper|true|actual)"
    r" (?:answer|reply|response)(?: here)?"
    r" (?:is|was|would (?:be|have been)|should (?:be|have been))"
    r"|(?:it|the product|the bot|the answer) should(?: have)?"
    r" (?:said?|answer(?:ed)?|repl(?:y|ied)|been)"
    r"|(?:expected|reference|correct) answer\s*[:：])"
    r"(?: that)?\s*[:：,，]?\s*(?P<answer>\S.*)$",
    _I | re.DOTALL,
)
_HAD = re.compile(
    r"^\W*(?:不对|其实|那|and|but|actually|well|also|[\s,，.。!！])*"
    r"(?:(?:它|产品|AI|机器人|当时|这条|的)*(?:检索|召回|搜索?|查|拿|找)到?(?:回来)?了?的?"
    r"(?:资料|素材|内容|文档|段落|结果|原文)?(?:其实)?(?:是|有)?"
    r"|(?:它|产品|AI|当时|这条|的)*(?:上下文|参考资料)(?:其实)?(?:是|有|为)?"
    r"|(?:the |its |our )?(?:retrieved )?(?:passages?|contexts?|chunks?|documents?|docs?|sources?"
    r"|search results?|material)(?: (?:that )?(?:it|the (?:bot|product|assistant|model))"
    r" (?:had|got|saw|used|retrieved|found|was given)| retrieved)?"
    r"(?: (?:is|are|was|were|says?|said|reads?))?"
    r"|(?:it|the (?:bot|product|assistant|model)) (?:had )?(?:retrieved|found|fetched)"
    r"(?: (?:this|the following|the passages?|this passage))?|retrieved)"
    r"\s*(?:[:：]|(?=[“\"「『]))\s*(?P<passages>\S.*)$",
    _I | re.DOTALL,
)
"""Introduces what was retrieved; a colon or a quotation follows."""
_QUOTES = ' \t\n“”"「」『』'
_ASKS = re.compile(r"[?？吗呢]\s*$|^(?:what|which|how|什么|哪|啥)", _I)


def told_of_case(asked: Asked) -> dict[str, Any] | None:
    """The case at hand, and the answer that it should have had or what it had retrieved.

    None where neither is told.

    >>> near = {"last_tool": "diagnose_case", "cases": ("c",)}
    >>> told_of_case(Asked("正确答案是“14 天内可退”", "zh", **near))
    {'case_id': 'c', 'reference': '14 天内可退'}
    >>> told_of_case(Asked("The passage it had was: Returns take 14 days.", "en", **near))
    {'case_id': 'c', 'passages': 'Returns take 14 days.'}
    """
    if len(asked.text) > _LONGEST:
        return None
    for words, name in ((_TOLD, "reference"), (_HAD, "passages")):
        found = words.match(asked.text)
        if found and (case := _case_of(asked, found.start(words.groups))):
            said = found[words.groups].strip(_QUOTES)
            if said and not _ASKS.search(said):
                return {"case_id": case, name: said}
    return None


def _case_of(asked: Asked, end: int) -> str | None:
    """The case that is named before `end`, else the one at hand."""
    before = asked.text[:end]
    named = [one for one in named_ids(asked) if one in before or one in certain_ids(before)]
    is_near = named or is_about_case(asked) or asked.subject == "diagnose_case"
    return (named[0] if named else case_at_hand(asked)) if is_near else None
