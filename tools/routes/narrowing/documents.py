"""Confined to a document by its name: "in the pricing deck", "《品牌安全规范》里"."""

import re

from tools.routes.narrowing.words import FILES, KIND, SAYS, Read, without

_NAME_ZH = r"[\w（）()-]{2,20}?"
_NAME_EN = r"[\w&-][\w .&-]{1,39}?"
_THE = r"(?:the|our)\s+[\"“']?"
_CALLED = r"(?:doc|document|file|page|guide)"
"""What a document is called beside its name; a kind of file tells more, and stays with it."""
_PATTERNS = (
    re.compile(
        r"(?:只看|只查|只在|仅看|在|根据|按照?|依据|查一下)?\s?《(?P<doc>[^《》]{1,60})》\s*(?:里面?|中|上)?的?"
    ),
    re.compile(
        rf"(?:只看|只查|只在|仅看|在|根据|按照?|依据)\s*(?P<doc>{_NAME_ZH})\s*(?:这份|这篇|那份)?"
        rf"{FILES}(?:里面?|中|上)?的?"
        rf"|(?:只看|只查|只在|仅看|在|根据|按照?|依据)\s*(?P<doc2>{_NAME_ZH}\s*(?:{KIND}|表格))"
        r"\s*(?:(?:里面?|中|上)的?|(?=[，,：:]))"
        rf"|(?:^|(?<=[，,。；;：:]))\s*(?P<doc3>{_NAME_ZH})\s*(?:这份|这篇|那份)?{FILES}(?:里面?|中|上)"
        rf"(?:{SAYS}|(?=\s*[，,：:]))"
        rf"|(?:^|(?<=[，,。；;：:]))\s*(?P<doc4>{_NAME_ZH}\s*(?:{KIND}|表格))(?:里面?|中|上)"
        rf"(?:{SAYS}|(?=\s*[，,：:]))",
        re.IGNORECASE,
    ),
    re.compile(
        r",?\s?\b(?:only\s+)?(?:in|from|according to|based on"
        r"|look(?:ing)?\s+(?:only\s+)?(?:in|at))\s+(?:only\s+)?"
        rf"{_THE}(?:(?P<doc>{_NAME_EN})[\"”']?\s+{_CALLED}|(?P<doc2>{_NAME_EN}\s+{KIND})[\"”']?)\b(?!s)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:what\s+)?(?:does|do|did)\s+{_THE}"
        rf"(?:(?P<doc>{_NAME_EN})[\"”']?\s+{_CALLED}s?|(?P<doc2>{_NAME_EN}\s+{KIND})[\"”']?)\s+"
        r"(?:say|tell us|state|mention)\b(?:\s+(?:anything\s+)?(?:about|on|regarding)\b)?",
        re.IGNORECASE,
    ),
)
_NO_NAME = re.compile(
    r"(?:product|产品|our|我们的?|这些?|那些?|所有|全部|各|the|this|that|same|newest|latest|current"
    rf"|最新|现行|旧|导出|上传|\s|{KIND})*",
    re.IGNORECASE,
)


def read(question: str) -> Read:
    """The words by which a document is called."""
    for pattern in _PATTERNS:
        found = pattern.search(question)
        name = next((one.strip() for one in found.groups() if one), "") if found else ""
        is_name = name and not _NO_NAME.fullmatch(name) and not name.endswith("的")
        if found and is_name:
            # In Chinese the title is often what is asked about: it stays.
            rest = question if "《" in found[0] else without(question, found)
            return rest, {"doc": name}
    return question, {}
