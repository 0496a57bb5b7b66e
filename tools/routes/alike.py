"""Reads which two cases are to be held against each other: "is that the same cause?"."""

import re
from typing import Any

from tools.routes.mentions import certain_ids, ordinal, plain, versions
from tools.routes.route import Asked

_I = re.IGNORECASE
_LONGEST = 100
_SAME = re.compile(
    r"(?:同(?:一?(?:个|种|类|样)|一)的?|一个|一样的?|相同的?|也是(?:因为)?(?:这|那)(?:一)?个)"
    r"(?:根因|原因|问题|毛病|错误?|环节|病因|类型|故障|一类|情况)"
    r"|(?:根因|原因|问题|错误|毛病|错的地方|病根).{0,5}(?:一样|相同|一致|同一个)"
    r"|(?:是|不是).{0,4}(?:一回事|同一回事|一码事|同类|同因)"
    r"|\b(?:same|identical|common) (?:root )?(?:cause|reason|problem|issue|fault|failure|bug"
    r"|mistake|stage|thing|kind)\b"
    r"|\b(?:cause|reason|problem|fault)s?\b.{0,16}\b(?:the same|identical)\b"
    r"|\bfail(?:ed|s)? for the same\b|\bsame as (?:the )?(?:last|previous|first|other|one before)",
    _I,
)
_MANY = re.compile(
    r"多少|几[条个类]|哪些|还有|别的|其他|所有|全部|都有|\bhow many\b|\bwhich\b|\bothers?\b(?! one)"
    r"|\bmore\b|\ball\b|\bany\b",
    _I,
)
"""Asks for others of a kind, or for all of a list."""
_JOINED = re.compile(r"[和跟与同、,，]|\b(?:and|as|with|to|vs|versus)\b", _I)


def asks_same(text: str) -> bool:
    """Whether a text asks if two cases have one cause.

    >>> asks_same("这个和上一个是同一个原因吗"), asks_same("is t-000123 the same cause?")
    (True, True)
    >>> asks_same("还有多少同样的问题"), asks_same("how many have the same cause")
    (False, False)
    """
    short = len(text) <= _LONGEST and not versions(text)
    return short and bool(_SAME.search(text)) and not _MANY.search(text)


def two_cases(asked: Asked, at_hand: str | None) -> dict[str, Any] | None:
    """The case that is meant and, in `says`, the one beside it; None where none is meant.

    Cases are named by id or by their place in the last list; what is not named is the one at
    hand and the one before it.
    """
    text = plain(asked.text)
    if not asks_same(text):
        return None
    named = [*certain_ids(text), *_placed(asked, text)]
    before = [one for one in (*reversed(asked.cases),) if one not in named]
    if at_hand and at_hand not in named:
        before = [at_hand, *(one for one in before if one != at_hand)]
    meant = [*named, *before][:2]
    if not meant:
        return None
    return {"case_id": meant[0], "part": "same"} | ({"says": meant[1]} if meant[1:] else {})


def _placed(asked: Asked, text: str) -> list[str]:
    """The cases that stand for "the first one" of the last list."""
    places = (ordinal(part) for part in _JOINED.split(text))
    return [asked.listed[at - 1] for at in places if at and 0 < at <= len(asked.listed)]
