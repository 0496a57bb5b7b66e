"""Statements in one wording where people have several that say just the same: 免收, 不收; can't be
refunded, is non-refundable.

A denial may be in a word of its own, in a prefix, or in a verb, and which of them is chosen tells
nothing. Both texts are put in one wording before it is said that they deny each other, and where
their words alone are too few to be the same.
"""

import re

from knowledge.han import has_han
from knowledge.remembered import PASSAGE, remembered

_HAN = tuple(
    (re.compile(said), wording)
    for said, wording in (
        (r"不(?:在|属于)(?P<what>[^，。；的在]{1,8}?)(?:的)?(?:范围|范畴)(?:之?内)?", r"不能\g<what>"),
        (r"(?:不|无需|不用|不需要?|免)(?:另外?|额外|再)?(?:收|付|交|花|要)?(?:取|任何)?(?:费用|费|钱)", "免费"),
        (r"免收(?![\w])", "免费"),
        (r"免(?:收取?|缴|交|付|除)|不(?:再|另|额外)?(?:收取?)(?=\w)", "免"),
        (r"谢绝|严禁|禁止|不(?:支持|允许|准许?|许|予|给|能够?|可以|可(?![抗思避逆或控])|得(?![不已]))", "不能"),
        (r"(?:无|毋)[需须](?:要)?|不(?:需要?|用|必)", "不用"),
        (r"携带", "带"),
        (r"(?:变|转|改|切换?|变更|转换|调整)(?:为|成)", "变为"),
    )
)  # fmt: skip
_NOT = "(?: not|not)"
_LATIN = tuple(
    (re.compile(said, re.IGNORECASE), wording)
    for said, wording in (
        (r"\b(?P<not>can)['’]t\b", r"\g<not>not"),
        (r"\bwon['’]t\b", "will not"),
        (
            r"\b(?P<verb>is|are|was|were|do|does|did|has|have|would|should|could|must|need)n['’]t\b",
            r"\g<verb> not",
        ),
        (r"\bnon-?(?P<what>[a-z]{4,}?)(?:t?able|ible)\b", r"not \g<what>"),
        (rf"\b(?:is|are|was|were){_NOT} (?P<what>[a-z]{{4,}}?)(?:able|ible)\b", r"is not \g<what>"),
        (rf"\b(?:can|will|may|must|could){_NOT} be (?P<what>[a-z]{{4,}}ed)\b", r"is not \g<what>"),
        (
            r"\b(?:is|are) excluded from (?P<what>(?!the\b|our\b|this\b|your\b)[a-z]{4,})\b",
            r"is not \g<what>",
        ),
        (r"\b(?:is|are) excluded from(?= (?:the|our|this|your)\b)", "is not covered by"),
        (
            rf"\b(?:is|are) (?:strictly )?(?:prohibited|forbidden|banned)\b|\b(?:is|are){_NOT} permitted\b",
            "is not allowed",
        ),
        (rf"\b(?:may|must){_NOT}\b", "cannot"),
        (
            r"\bno (?P<what>[a-z]{4,}) (?:is|are) (?:needed|required|necessary)\b",
            r"not need \g<what>",
        ),
        (
            rf"\b(?:do|does){_NOT} (?:need|have) to\b|\bno need to\b|\b(?:is|are){_NOT} required to\b",
            "not need",
        ),
        (
            r"\bfree of charge\b|\bfor free\b|\bcomplimentary\b"
            r"|\b(?:at|with|there (?:is|are)) no (?:extra |additional )?(?:cost|charge|fee)s?(?: for| to)?\b"
            rf"|\b(?:do|does){_NOT} (?:have to )?pay (?:for|anything for|extra for)\b",
            "free",
        ),
        (
            r"\b(?:switch(?:es|ed)?|chang(?:es|ed)|convert(?:s|ed)?|turn(?:s|ed)?(?: in)?) ?to\b"
            r"|\bbecame\b|\bbecomes?\b",
            "becomes",
        ),
    )
)


@remembered(texts=4_096, longest=PASSAGE)
def in_one_wording(text: str) -> str:
    """`text`, each of these statements in the wording that stands for all of them.

    >>> in_one_wording("携带宠物不予受理"), in_one_wording("Deposits can't be refunded.")
    ('带宠物不能受理', 'Deposits is not refunded.')
    """
    for said, wording in _HAN if has_han(text) else _LATIN:
        text = said.sub(wording, text)
    return text
