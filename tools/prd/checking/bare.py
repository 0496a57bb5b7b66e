"""Does a plain sentence state a fact, so that it would need a source?"""

import re

from tools.claims.amounts import amounts

_FORM = re.compile(
    r"^(?:as an? \w|given |when |作为|当)"  # a user story, a criterion
    r"|[?？：:]\s*$"  # a question, a lead-in
    r"|\b(?:must|shall|should|will|would|may|can|could|needs? to|has to|to be|let|we (?:aim|plan|"
    r"want|propose)|goal|target|aim|plan|if)\b"
    r"|必须|须|应当?|需要?|将|会|可以|能够?|希望|计划|打算|目标|建议|如果|若|不做|不得|禁止|支持|允许",
    re.IGNORECASE,
)
"""What demands, intends, allows or asks, and states nothing that is so."""
_OF_PEOPLE = re.compile(
    r"用户|客户|创作者|竞品|市场|行业|调研|访谈|数据|反馈|投诉|留存|采纳率|转化"
    r"|\b(?:users?|customers?|creators?|competitors?|market|industry|survey|interviews?|data|"
    r"feedback|complaints?|retention|adoption|conversion|teams?)\b",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"大多数|多数|普遍|经常|往往|常常|总是|最|首位|第一|唯一|领先|显示|表明|证明|导致|因为|由于|抱怨|流失|放弃"
    r"|增长|下降|上升|提升了|降低了|超过|没有|不满|已经|了[，。]|是"
    r"|\b(?:most|majority|often|usually|always|never|first|only|leading|best|worst|shows?|showed|"
    r"proves?|caused?|causes|because|complain(?:s|ed)?|churn(?:s|ed)?|abandon(?:s|ed)?|grew|fell|"
    r"rose|dropped|increased|decreased|lacks?|lose|loses|lost|want|wants|prefer|prefers|is|are|"
    r"was|were|has|have|had)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"第\s*[\d一二三四五六七八九十]+|\b(?:section|step|phase|version|v|p|stage)\s*\d[\d.]*"
    r"|[（(]?\d{1,2}[)）.、]|[A-Za-z]+-?\d+",
    re.IGNORECASE,
)


_PLANS = frozenset(
    "requirements evaluation tracking rollout risks non_goals glossary flow stories".split()
)
"""Sections that say what is to be: only what they say of people, with a number, is a fact."""


def states_fact(text: str, part: str | None = None, *, is_cell: bool = False) -> bool:
    """Whether a sentence says how something is: with a number, or of users, rivals and data.

    A demand, an intention, a question, a story and a lead-in do not. `part` is the role of its
    section: a plan is full of numbers, and so are the cells of its tables, that state nothing.
    """
    if _FORM.search(text.strip()):
        return False
    has_number = any(one.dimension or one.number > 1 for one in amounts(_ORDINAL.sub(" ", text)))
    is_of_people = bool(_OF_PEOPLE.search(text) and _SAYS_SO.search(text))
    if part in _PLANS:
        return not is_cell and has_number and is_of_people
    return has_number or is_of_people
