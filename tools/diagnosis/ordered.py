"""Do words of a question tell the one who answers what to do, or only what the question is about?

They do with an order before them (explain it in one sentence), at the beginning (用一句话说明), and
by themselves behind the question; not in "how do I write a title under 10 words?".
"""

import re

_ORDER_EN = (
    r"(?:answer|reply|respond|explain|describe|summari[sz]e|tell|say|list|give|name|write|keep|limit"
    r"|return|output|show|provide|put|format|use|define|sum|state|outline|make|present|compare|suggest"
    r"|recommend|pick|choose|find|draft|translate|rewrite|break)"
)
_ORDERED_EN = re.compile(
    r"(?:^|[.!?;:,(\n]|\b(?:and|but|please|pls|then|just)\b)\W*"
    r"(?:please |pls |just |only |kindly |now |and |but "
    rf"|(?:can|could|would|will) you (?:please )?)*{_ORDER_EN}\b[^.!?\n]*$",
    re.IGNORECASE,
)
"""What stands before words that an order brings."""
_ASKS_ABOUT_EN = re.compile(
    r"\b(?:how (?:do|can|should|would|could|to|long|many)|can (?:i|we|the|a|an|my|it)|does"
    r"|do (?:i|we|they|you support)"
    r"|(?<!what )(?<!who )(?<!where )(?<!when )(?:is (?:it|there|the|a|my)|are (?:there|the))"
    r"|why|must|should|may i|what happens|what if|where can)\b[^,.;:!?\n]*$",
    re.IGNORECASE,
)
"""What stands before words that only tell what the question is about."""
_LEADS_EN = re.compile(
    r"[\W_]*(?:(?:briefly|please|pls|ok|okay|hi|hello|hey|so|quickly|quick question)\b[\W_]*)*$",
    re.IGNORECASE,
)
"""What may stand before an order at the beginning."""
_ORDER_ZH = re.compile(
    r"回答|回复|答复|作答|说明|概括|总结|介绍|解释|描述|讲|告诉|列|写|给我|给出|说一?下|说说|归纳|简述|答|返回"
    r"|输出|推荐|举|提供|整理|展示|呈现|帮我[起取想]"
)
"""What brings an order in Chinese."""
_LEADS_ZH = re.compile(
    r"^\W*(?:请|麻烦|要求|只|最好|最后|全文|篇幅|字数|答案|回答|回复|内容|总共|总|一共|尽量|务必|必须|控制"
    r"|用|以|在|但|并|且|你|帮我|能否|可以)*$"
)
"""What may stand before an order in Chinese."""
_ASKS_ABOUT_ZH = re.compile(
    r"怎么|如何|怎样|为什么|为何|多少|是否|[吗么呢]\W*$|行不行|可不可以|哪|限制|报错|提示|失败|支持"
)
_SELF_ZH = re.compile(r"(?:你|帮我|能否|请)")
_ALONE = re.compile(
    r"[.。;；,，!！?？\n(（]\s*(?:but |and |please |pls |just |only |simply |只|请|要求|最好|\W)*$",
    re.IGNORECASE,
)
"""What stands before a stipulation that is said by itself, behind the question."""
_ENDS = re.compile(r"\s*(?:please|pls|only|max|thanks)\s*(?:[,.;!–—-]|$)", re.IGNORECASE)
"""What stands behind a stipulation that is said by itself, before a reason for it."""
_TAIL = re.compile(
    r"^\s*(?:please|pls|only|max|thanks|就行|即可|就好|就可以|吧|谢谢|的?回答|[)）.。!！?？])*\s*$",
    re.IGNORECASE,
)
"""What stands behind the last words of a question that are not part of it."""


def begins(query: str, one: re.Match[str]) -> bool:
    """Whether it begins a sentence, or what is said beside the question."""
    before = query[: one.start()].rstrip()
    return (
        not before
        or before[-1] in ".!?;,:()（）。！？；，\n"
        or bool(re.search(r"\b(?:and|but|please|pls)$", before, re.IGNORECASE))
    )


def is_ordered(query: str, one: re.Match[str], *, trailing: bool = False) -> bool:
    """Whether English words stipulate: with an order, at the beginning, or by themselves."""
    before, behind = query[: one.start()], query[one.end() :]
    if _ORDERED_EN.search(before):
        return True
    if _ASKS_ABOUT_EN.search(before):
        return False
    if _LEADS_EN.match(before):
        return bool(
            re.match(r"\W*(?:please|pls|only)?\W*[,:.]|\s*(?:please|pls)?\s*$", behind)
        ) or (
            trailing
            and bool(re.match(r"\s*(?:what|who|how|when|where|why|which)\b", behind, re.IGNORECASE))
        )
    is_alone = bool(_ALONE.search(before))
    if is_alone and _ENDS.match(behind):
        return True
    return bool(_TAIL.match(behind)) and (trailing or is_alone)


def _clause(query: str, one: re.Match[str]) -> str:
    start = max(query.rfind(mark, 0, one.start()) for mark in "，。；！？,;!?：:（(\n") + 1
    ends = [at for mark in "，。；！？,;!?：:）)\n" if (at := query.find(mark, one.end())) >= 0]
    return query[start : min(ends, default=len(query))]


def is_ordered_zh(query: str, one: re.Match[str], *, alone: bool) -> bool:
    """The same for Chinese words: with an order in the clause, or as a clause of their own."""
    clause = _clause(query, one)
    before = clause[: clause.find(one[0])]
    rest = clause.replace(one[0], "", 1)
    if _ASKS_ABOUT_ZH.search(before) or (
        _ASKS_ABOUT_ZH.search(rest) and not _SELF_ZH.search(before)
    ):
        # 用一句话说明怎么退款: the question comes behind the order.
        ordered = _ORDER_ZH.search(one[0] + rest[len(before) :]) and _LEADS_ZH.match(before)
        return bool(ordered) and not re.search(r"[吗么]\W*$", rest)
    return bool(_ORDER_ZH.search(clause)) or (alone and bool(_LEADS_ZH.match(before)))
