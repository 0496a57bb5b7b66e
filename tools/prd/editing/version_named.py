"""Which version of a document a text names."""

import re

from knowledge.numerals import CARDINALS, ORDINALS, counted

_COUNTED = "|".join([*CARDINALS, *ORDINALS])
_NUMBER = re.compile(
    r"第\s*(?P<zh>\d{1,4}|[一二两三四五六七八九十]{1,3})\s*个?(?:版|稿)"
    r"|(?:版本|版)\s*(?P<han>\d{1,4})"
    rf"|(?<![a-z])(?:versions?|v|revision|rev|draft)[\s.#]*(?P<en>\d{{1,4}}|(?:{_COUNTED})\b)"
    rf"|(?<![a-z])(?P<nth>(?:{_COUNTED})|\d{{1,4}}(?:st|nd|rd|th))"
    r" (?:version|draft|revision|one)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"初稿|初版|最初|最早|最开始|一开始|\b(?:original|initial)\b", re.IGNORECASE)


def version_named(text: str) -> int | None:
    """The number of the version that a text names; None where it names none.

    >>> [version_named(said) for said in ("和第 2 版比改了什么", "the first draft", "第十二版")]
    [2, 1, 12]
    """
    found = _NUMBER.search(text)
    if found is None:
        return 1 if _FIRST.search(text) else None
    return counted(found["zh"] or found["han"] or found["en"] or found["nth"])
