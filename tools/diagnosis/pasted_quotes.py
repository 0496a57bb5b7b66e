"""Reads a case told in quotations: by the words before each, what was asked, answered, retrieved.

The parts may come in any order: “…” was asked, the context was “…”, and it answered “…”.
"""

import re
from typing import NamedTuple

QUOTED = re.compile(
    r"「([^」]*)」|『([^』]*)』|“([^”]*)”|\"([^\"\n]*)\""
    r"|(?<!\w)'((?:[^'\n]|(?<=\w)'(?=\w)){4,})'(?!\w)"
)
"""A quotation; one in single marks may have an apostrophe in it."""
_LONGEST_LEAD = 80
"""Characters between two quotations; with more between them they are not parts of one sentence."""
_I = re.IGNORECASE
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "retrieved",
        re.compile(
            r"检索|召回|搜(?:到|出|索)|查到|上下文|参考资料|\bretriev\w*|\bcontexts?\b|\bpassages?\b"
            r"|\bchunks?\b|\bsources?\b|\b(?:found|fetched|pulled(?: up)?)\b|\bsearch results?\b",
            _I,
        ),
    ),
    (
        "reference",
        re.compile(
            r"(?:正确|标准|参考|期望|理想)的?(?:答案|回答)|应该|应当|本应|实际上?是"
            r"|(?:政策|规定|条款|协议|文档|资料|官网|规则|手册|知识库)(?:上|里|中)?(?:明明|其实|都|清楚)?"
            r"(?:写|说|规定|讲|是|为)"
            r"|\b(?:expected|reference|should)\b|\b(?:correct|right|good) (?:answer|one)\b"
            r"|\b(?:policy|terms|docs?|documentation|rules?|manual|faq|website|handbook)"
            r" (?:\w+ )?(?:says?|states?|said|is)\b",
            _I,
        ),
    ),
    (
        "answer",
        re.compile(
            r"(?:答|回复|告诉|生成|返回|给出|输出|推荐)[^，。,.]{0,6}$|(?:AI|机器人|客服|助手|产品|模型|它)[^，。,.]{0,4}[说答]"
            r"|\b(?:answer(?:ed)?|repl(?:y|ied)|respon(?:se|ded)|said|told|gave|wrote|returned"
            r"|generated|output|bot|assistant|ai|a)\b",
            _I,
        ),
    ),
    (
        "query",
        re.compile(
            r"(?:用户|客户|顾客|有人)[^，。,.]{0,6}$|[提请]?问[^，。,.]{0,4}$|输入[^，。,.]{0,3}$"
            r"|\b(?:ask(?:ed|s)?|query|question|queried|typed|entered|wanted|user|customer|human|q)\b",
            _I,
        ),
    ),
)
"""By which words before a quotation it is known what it is; the nearest counts."""
_ALSO = re.compile(r"[\s,，、;；.。]*(?:and|as well as|和|以及|还有|与)?[\s,，、;；]*", _I)
"""Between two quotations of one kind."""
_TO = re.compile(r"\s*(?:to|when asked|for)\s*(?:the question\s*)?[,:]?\s*", _I)
"""Between an answer and what was asked."""


class Quotations(NamedTuple):
    """The parts of a case that stand in quotations."""

    query: str
    """What was asked."""
    answer: str
    """What was answered."""
    retrieved: list[str]
    """What was retrieved, a passage each."""
    reference: str | None
    """What a good answer would have said; None where that was not quoted."""
    end: int
    """Where the last of them ends."""


def quotations(text: str) -> Quotations | None:
    """The case that a sentence tells in quotations, three or more; None where it tells none so.

    >>> quotations('Asked “Fee?”, the context was “Fee: $7”, it said “$5”. Why?').retrieved
    ['Fee: $7']
    >>> quotations("用户问“多少钱”，它答“5元”，为什么？")
    """
    parts: dict[str, list[str]] = {}
    end, role = 0, None
    for quote in QUOTED.finditer(text):
        role = _role(text[end : quote.start()], role)
        if role is None:
            return None
        said = next(group for group in quote.groups() if group is not None).strip()
        parts.setdefault(role, []).append(said)
        end = quote.end()
    told = {one: [said for said in some if said] for one, some in parts.items()}
    if any(len(told.get(one, ())) != 1 for one in ("query", "answer")):
        return None
    retrieved, expected = told.get("retrieved", []), told.get("reference", [])
    if len(expected) > 1 or not (retrieved or expected):
        return None
    return Quotations(
        told["query"][0], told["answer"][0], retrieved, next(iter(expected), None), end
    )


def _role(lead: str, before: str | None) -> str | None:
    """What a quotation is by the words that lead to it, and what the one before it was."""
    if len(lead) > _LONGEST_LEAD:
        return None
    if before and _ALSO.fullmatch(lead):
        return before
    if before == "answer" and _TO.fullmatch(lead):
        return "query"
    ends = {
        role: max((found.end() for found in words.finditer(lead)), default=-1)
        for role, words in _ROLES
    }
    # Of two that end at one place the first counts: “the retrieved docs say” is no reference.
    if ends["retrieved"] >= 0 and ends["reference"] >= ends["retrieved"]:
        return "retrieved"
    nearest = max(ends, key=lambda role: ends[role])
    return nearest if ends[nearest] >= 0 else None
