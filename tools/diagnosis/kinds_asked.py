"""What kinds of value people ask for in everyday words, and how one looks, put loosely.

Enough to say that an answer may tell it, or that a passage may; `off_question` asks for more before
it blames an answer.
"""

import re
from typing import NamedTuple

_SPAN = (
    r"\d\s*(?:天|日|个?小时|分钟|个?月|年|周|秒)|[一二两三四五六七八九十半](?:天|个?小时|个?月|年|周)"
    r"|\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|lifetime|forever)\b"
)
_MOMENT = (
    r"\d\s*[点号]|\d[:：]\d\d|周[一二三四五六日末]|星期|每[天日周月]"
    r"|\b(?:[ap]\.?m|daily|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|noon|midnight)\b"
    r"|\b(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)


class KindAsked(NamedTuple):
    """A kind of value."""

    asked: re.Pattern[str]
    """What in a request asks for it."""
    given: re.Pattern[str]
    """How one looks, put loosely."""


KINDS = tuple(
    KindAsked(re.compile(asked, re.IGNORECASE), re.compile(given, re.IGNORECASE))
    for asked, given in (
        (
            r"多少钱|多钱|几[块元]|什么价|收费|要钱|要多少\W*$|费用|价格"
            r"|\bhow much\b|\b(?:cost|price|fee|charge|pay|total)s?\b",
            r"[￥¥$€£]\s?\d|\d\s*(?:万|千)?[元块]|免费|不要钱|不收"
            r"|\d\s?(?:yuan|dollars?|euros?|pounds?|p\b|cents?)"
            r"|\b(?:free|charge|included|nothing|no (?:extra )?cost)\b",
        ),
        (
            r"什么时候|几点|几号|哪天|周几|\bwhen\b|\bhow (?:late|early)\b"
            r"|\bwhat (?:time|day|date)\b",
            f"{_MOMENT}|{_SPAN}",
        ),
        (r"多久|多长时间|几(?:天|个月|年|小时)|\bhow (?:long|soon|often|quickly)\b", _SPAN),
        (
            r"\bhow many\b|(?:几|多少)[个本台次家种位层间辆条件座人张份只]",
            r"\d|[一二两三四五六七八九十百]|\b(?:one|two|three|four|five|six|unlimited|no limit)\b",
        ),
    )
)
"""Money, a time, a span of time, a number."""


def has_value_asked(question: str, text: str) -> bool:
    """Whether a text has a value of a kind that a question asks for.

    >>> has_value_asked("几点开门", "9:00 至 17:00"), has_value_asked("多少钱", "9:00 至 17:00")
    (True, False)
    """
    return any(kind.asked.search(question) and kind.given.search(text) for kind in KINDS)
