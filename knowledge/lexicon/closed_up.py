"""Text as it reads: without characters that nobody sees, Chinese without spaces inside words.

Web pages and editors leave characters of no width; what is read off a PDF or a scan often has a
space after every Han character. Words are found in neither.
"""

import re

from knowledge.han import HAN, HAN_RANGE

_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_WIDE = f"[{HAN_RANGE}，。、；：？！“”（）]"
_SPACE = "[ \u00a0\u3000]"
# It begins with the space itself, which is what lets a text be passed over quickly.
_GAP = re.compile(rf"{_SPACE}(?<={_WIDE}{_SPACE}){_SPACE}*(?={_WIDE})")
_SPACED = 0.5
"""Spaces for each Han character from which a text is written with a space after each."""


def closed_up(text: str) -> str:
    """`text` without what is not seen; the same object where there is nothing of it.

    >>> closed_up("re\u200bfund"), closed_up("退 款 要 五 天"), closed_up("退款 五天")
    ('refund', '退款要五天', '退款 五天')
    """
    unseen = set(_cuts(text))
    return "".join(one for at, one in enumerate(text) if at not in unseen) if unseen else text


def places(text: str) -> list[int]:
    """For each character of `closed_up(text)`, where it stands in `text`; and the end of it.

    >>> places("退 款 要")
    [0, 2, 4, 5]
    """
    unseen = set(_cuts(text))
    return [at for at in range(len(text)) if at not in unseen] + [len(text)]


def _cuts(text: str) -> list[int]:
    """The places of the characters to leave out."""
    found = [one.start() for one in _UNSEEN.finditer(text)] if _UNSEEN.search(text) else []
    if text.count(" ") > 1 and HAN.search(text):
        gaps = [at for one in _GAP.finditer(text) for at in range(one.start(), one.end())]
        if len(gaps) >= len(HAN.findall(text)) * _SPACED:
            found += gaps
    return found
