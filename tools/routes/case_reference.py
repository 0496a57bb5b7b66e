"""Reads what a good answer to the case at hand would have said: "the right answer is: …"."""

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
_QUOTES = ' \t\n“”"「」『』'
_ASKS = re.compile(r"[?？吗呢]\s*$|^(?:what|which|how|什么|哪|啥)", _I)


def good_answer(asked: Asked) -> dict[str, Any] | None:
    """The case at hand and the answer that it should have had; None where none is told.

    >>> good_answer(Asked("正确答案是“14 天内可退”", "zh", last_tool="diagnose_case", cases=("c",)))
    {'case_id': 'c', 'reference': '14 天内可退'}
    """
    found = _TOLD.match(asked.text) if len(asked.text) <= _LONGEST else None
    if found is None:
        return None
    answer = found["answer"].strip(_QUOTES)
    before = asked.text[: found.start("answer")]
    named = [one for one in named_ids(asked) if one in before or one in certain_ids(before)]
    at_hand = named[0] if named else case_at_hand(asked)
    is_near = named or is_about_case(asked) or asked.subject == "diagnose_case"
    if not (at_hand and is_near and answer) or _ASKS.search(answer):
        return None
    return {"case_id": at_hand, "reference": answer}
