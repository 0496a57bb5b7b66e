"""Which of several things a text names by its place: the second risk, 最后一条, 第 3 节."""

import re

from knowledge.numerals import ORDINALS, counted

LAST = -1
_WORDS = "|".join(ORDINALS)
_ITEM = re.compile(
    r"第\s*(?P<zh>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:[条个项行句点段题]|问(?=题))"
    rf"|\b(?P<en>{_WORDS}|\d{{1,2}}(?:st|nd|rd|th))\b(?!\s+(?:version|draft|section|part)\b)"
    r"|问题\s*(?P<han>\d{1,2}|[一二三四五六七八九十])"
    r"|\bquestion\s*(?:no\.? ?|#)?(?P<no>\d{1,2}|one|two|three)\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"最后(?:一|那)?[条个项行句点段]|\b(?:the )?last\b", re.IGNORECASE)
_SECTION = re.compile(
    r"第\s*(?P<zh>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:节|章|部分)"
    rf"|\bsection\s*(?P<no>\d{{1,2}})\b|\b(?P<en>{_WORDS})\s+(?:section|part)\b",
    re.IGNORECASE,
)


def item_named(text: str) -> int | None:
    """The place of the item that a text names, counted from 1, `LAST` for the last one.

    >>> [item_named(said) for said in ("删掉第二条风险", "the last goal", "the second draft")]
    [2, -1, None]
    """
    found = _ITEM.search(text)
    if found is None:
        return LAST if _LAST.search(text) else None
    return counted(found["zh"] or found["en"] or found["han"] or found["no"])


def section_named(text: str) -> int | None:
    """The place of the section that a text names by its number, counted from 1.

    >>> [section_named(said) for said in ("删掉第 3 节", "section 2", "the second goal")]
    [3, 2, None]
    """
    found = _SECTION.search(text)
    return counted(found["zh"] or found["no"] or found["en"]) if found else None
