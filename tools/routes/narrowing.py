"""Reads out of a question what it is confined to: "只看 2025 年以后的", "in the PDFs"."""

import re
from typing import Any

_LONGEST = 500
"""Characters of a question; what is longer is a pasted text, whose words confine nothing."""
_KIND = (
    r"pdf|docx?|word|pptx?|powerpoint|slides?|幻灯片|演示文稿|xlsx?|excel|spreadsheets?|csv"
    r"|markdown|html"
)
_DATE_ZH = (
    r"(?P<y>20\d\d)\s*年?"
    r"(?:\s*[-./]?\s*(?P<m>\d{1,2})\s*月?(?:\s*[-./]?\s*(?P<d>\d{1,2})\s*[日号]?)?)?"
)
_DATE_ZH_2 = _DATE_ZH.replace("y>", "y2>").replace("m>", "m2>").replace("d>", "d2>")
_DATE_EN = r"(?P<y>20\d\d)(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?"
_DATE_EN_2 = _DATE_EN.replace("y>", "y2>").replace("m>", "m2>").replace("d>", "d2>")
_ONLY_ZH = r"(?:请)?(?:只|仅|就)(?:看|查|要|搜|在|用|限)?\s*"
_DOCS_EN = r"(?:docs?|documents?|files?|pages?|sources?|ones|those)"

_AFTER = (
    re.compile(
        rf"{_ONLY_ZH}{_DATE_ZH}\s*(?:以后|之后|以来|起|后)(?:的|里|中)?"
        r"(?:文档|资料|文件|内容|版本)?(?:里|中)?"
        rf"|{_DATE_ZH_2}"
        r"\s*(?:以后|之后|以来|起|后)的(?:文档|资料|文件)(?:里|中)?"
    ),
    re.compile(
        r"\b(?:only\s+)?(?:(?:look|search)(?:ing)?\s+(?:only\s+)?(?:at|in)\s+)?(?:in\s+)?"
        r"(?:the\s+)?"
        rf"{_DOCS_EN}\s+(?:\w+\s+)?(?:since|after|from|newer than)\s+{_DATE_EN}"
        r"(?:\s+on(?:wards?)?)?"
        rf"|\bonly\s+(?:since|after|from|newer than)\s+"
        rf"{_DATE_EN_2}"
        r"(?:\s+on(?:wards?)?)?",
        re.IGNORECASE,
    ),
)
_KINDS = (
    re.compile(
        rf"{_ONLY_ZH}(?P<kind>{_KIND}|表格)\s*(?:格式|版)?的?(?:文件|文档)?(?:里面?|中)?的?"
        rf"|在\s*(?P<kind2>{_KIND})\s*(?:文件|文档)?(?:里面?|中)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:only\s+)?(?:look(?:ing)?\s+(?:only\s+)?)?(?:in|at)\s+(?:only\s+)?(?:the\s+)?(?P<kind>{_KIND})s?"
        rf"(?:\s+{_DOCS_EN})?(?:\s+only)?\b(?!\s*(?:doc|export|format))"
        rf"|\bonly\s+(?:the\s+)?(?P<kind2>{_KIND})s?\b(?:\s+{_DOCS_EN})?|\b(?P<kind3>{_KIND})s?\s+only\b",
        re.IGNORECASE,
    ),
)
_CURRENT = re.compile(
    rf"{_ONLY_ZH}(?:最新|现行|当前|有效)(?:的)?(?:版本?|文档|资料)?(?:里|中)?的?"
    r"|(?:在|按)?(?:最新|现行|当前)(?:的)?(?:版本?|文档)(?:里|中)"
    r"|(?:不要|别看|忽略|排除)(?:旧|过期|作废|历史)(?:的)?(?:版本?|文档|资料)?的?"
    r"|\b(?:in|from)\s+the\s+(?:newest|latest|most recent|current)\s+(?:version|docs?|documents?)\b"
    r"|\bonly\s+(?:in\s+)?(?:the\s+)?(?:newest|latest|current)\s+(?:versions?|docs?|documents?|ones)\b"
    r"|\b(?:ignore|without|no|skip|leave out)\s+(?:the\s+)?(?:old|outdated|superseded)\s+"
    r"(?:versions?|docs?|documents?|ones)\b",
    re.IGNORECASE,
)
_DOCUMENT = (
    re.compile(
        r"(?:只看|只查|只在|仅看|在|根据|按照?|依据|查一下)?\s?《(?P<doc>[^《》]{1,60})》\s*(?:里面?|中|上)?的?"
    ),
    re.compile(
        r"(?:只看|只查|只在|仅看|在|根据|按照?|依据)\s*(?P<doc>[\w\u3400-\u9fff（）()-]{2,20}?)\s*(?:这份|这篇|那份)?"
        r"(?:文档|文件|资料)(?:里面?|中|上)?的?"
    ),
    re.compile(
        r",?\s?\b(?:only\s+)?(?:in|from|according to|based on"
        r"|look(?:ing)?\s+(?:only\s+)?(?:in|at))\s+(?:only\s+)?"
        r"(?:the|our)\s+[\"“']?(?P<doc>[\w\u3400-\u9fff .&-]{2,40}?)[\"”']?\s+"
        r"(?:doc|document|file|page|guide)\b(?!s)",
        re.IGNORECASE,
    ),
)
_LOOSE = re.compile(r"\s+([?？!！,，。.;；]|\s)")
_NO_NAME = re.compile(
    r"(?:product|产品|our|我们的?|这些?|那些?|所有|全部|the|this|that|same|newest|latest|current"
    r"|最新|现行|旧)*",
    re.IGNORECASE,
)


def narrowed(question: str) -> tuple[str, dict[str, Any]]:
    """The question without its confinements, and those as arguments of `search_docs`.

    The first is empty where a question is nothing else.
    """
    if len(question) > _LONGEST:
        return question, {}
    rest = question
    args: dict[str, Any] = {}
    for pattern in _AFTER:
        if found := pattern.search(rest):
            args["after"] = _date(found)
            rest = _without(rest, found)
            break
    if found := _CURRENT.search(rest):
        args["current_only"] = True
        rest = _without(rest, found)
    for pattern in _KINDS:
        if found := pattern.search(rest):
            args["kind"] = next(one for one in found.groups() if one).lower()
            rest = _without(rest, found)
            break
    for pattern in _DOCUMENT:
        found = pattern.search(rest)
        if found and not _NO_NAME.fullmatch(found["doc"].strip()):
            args["doc"] = found["doc"].strip()
            # In Chinese the title is often what is asked about: it stays.
            rest = rest if "《" in found[0] else _without(rest, found)
            break
    rest = _LOOSE.sub(r"\1", rest).strip(" ,，。.;；:：")
    return (rest if any(map(str.isalnum, rest)) else ""), args


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}".strip()


def _date(found: re.Match[str]) -> str:
    parts = found.groupdict()
    year = parts["y"] or parts["y2"]
    month, day = (max(1, int(parts[one] or parts[f"{one}2"] or 1)) for one in "md")
    return f"{year}-{min(month, 12):02}-{min(day, 28 if month == 2 else 30):02}"
