"""Confined to documents of a time: "只看 2026 年的", "before June 2026", "only since 2025"."""

import datetime as dt
import re

from tools.routes.narrowing.spans import DATE, span_of
from tools.routes.narrowing.words import DOCS, FILES, KIND, ONLY, Read, without

_SINCE_ZH = r"以后|之后|以来|及以后|起|后"
_UNTIL_ZH = r"及以前|及之前|为止|底以前|底前"
_BEFORE_ZH = r"以前|之前|前"
_RELATED_ZH = (
    rf"(?P<since>{DATE})\s*(?:{_SINCE_ZH})|(?P<until>{DATE})\s*(?:{_UNTIL_ZH})"
    rf"|(?P<before>{DATE})\s*(?:{_BEFORE_ZH})|(?:截至|截止到?)\s*(?P<until2>{DATE})"
    rf"|(?P<first>{DATE})\s*(?:到|至|[-–—~～])\s*(?P<last>{DATE})(?:之间)?"
)
_WHEN_ZH = rf"(?:{_RELATED_ZH}|(?P<within>{DATE}))"
_RELATED_EN = (
    rf"(?:since|after|newer than)\s+(?P<since>{DATE})|from\s+(?P<since2>{DATE})\s+on(?:wards?)?"
    rf"|(?:before|older than|prior to)\s+(?P<before>{DATE})"
    rf"|(?:until|up to|through|by(?: the end of)?)\s+(?P<until>{DATE})"
    rf"|(?:between|from)\s+(?P<first>{DATE})\s+(?:and|to|through)\s+(?P<last>{DATE})"
)
_WHEN_EN = rf"(?:{_RELATED_EN}|from\s+(?P<begin>{DATE})|(?:(?:in|of|dated)\s+)?(?P<within>{DATE}))"
_NOT_ZH = r"(?:不要|不看|别看|忽略|排除|除去|去掉)\s*"
_NOT_EN = (
    r"(?:ignor(?:e|ing)|skip(?:ping)?|without|exclud(?:e|ing)|leav(?:e|ing) out|nothing|not|no)\s+"
    rf"(?:anything\s+|everything\s+|(?:the\s+)?{DOCS}\s+)?"
)
_OUT = (
    re.compile(rf"{_NOT_ZH}(?P<since>{DATE})\s*(?:{_BEFORE_ZH})(?:的{FILES}?)?"),
    re.compile(
        rf"\b{_NOT_EN}(?:from\s+)?(?:before|older than|prior to)\s+(?P<since>{DATE})", re.IGNORECASE
    ),
)
"""What is to be left out, which is the other way round."""
_IN = (
    # "只看 2026 年的 PDF": the word that confines is left for the kind of file.
    re.compile(rf"(?P<only>{ONLY}){_WHEN_ZH}的?\s*(?={KIND}|表格)", re.IGNORECASE),
    re.compile(
        rf"(?:请)?(?:(?:只|仅)(?:看|查|要|搜|在|用|限)?|就(?:看|查|要|搜|用)|限定?)\s*{_WHEN_ZH}"
        rf"(?:的|里|中|内)?(?:{FILES}|内容|版本)?(?:里面?|中)?的?"
    ),
    re.compile(rf"(?:在|从)?\s*{_WHEN_ZH}的{FILES}(?:里面?|中)?的?"),
    re.compile(rf"{_WHEN_ZH}的?(?:就行|就好|即可|就可以了?)"),
    re.compile(
        r"\b(?:only\s+)?(?:(?:look|search)(?:ing)?\s+(?:only\s+)?(?:at|in)\s+)?(?:in\s+)?(?:the\s+)?"
        rf"{DOCS}\s+(?:(?:dated|published|written|made|updated|changed)\s+)?{_WHEN_EN}(?:\s+only)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:only|just)\s+(?:look(?:ing)?\s+)?(?:(?:at|in)\s+)?(?:the\s+)?{_WHEN_EN}"
        rf"(?:['’]s)?(?:\s+{DOCS})?\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:in|from|look(?:ing)?\s+(?:only\s+)?(?:in|at))\s+(?:only\s+)?(?:the\s+)?"
        rf"(?P<within>{DATE})\s+{DOCS}\b|\b(?P<within2>{DATE})\s+(?:{DOCS}\s+)?only\b",
        re.IGNORECASE,
    ),
    # A question that is nothing else.
    re.compile(rf"^\W*(?:那么?)?\s*(?:{_RELATED_ZH})的?(?:{FILES})?(?:呢)?\W*$"),
    re.compile(rf"^\W*(?:and|then)?\s*(?:{_RELATED_EN})\W*$", re.IGNORECASE),
)


def read(question: str) -> Read:
    """The first and the last day, as far as they are given."""
    for pattern in (*_OUT, *_IN):
        if found := pattern.search(question):
            parts = {name: text for name, text in found.groupdict().items() if text}
            return without(question, found, parts.pop("only", "")), _days(parts)
    return question, {}


def _days(parts: dict[str, str]) -> dict[str, str]:
    days: dict[str, dt.date] = {}
    for name, text in parts.items():
        first, last = span_of(text)
        match name.rstrip("2"):
            case "since" | "first":
                days["after"] = first
            case "until" | "last":
                days["before"] = last
            case "before":
                days["before"] = first - dt.timedelta(days=1)
            case "begin" if first == last:
                days["after"] = first
            case _:
                days |= {"after": first, "before": last}
    return {name: day.isoformat() for name, day in days.items()}
