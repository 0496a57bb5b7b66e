"""The figures of a text, however they are written: 半分钟, 30s and thirty seconds are one."""

import re
import unicodedata

from knowledge.numerals import ENGLISH_NUMBER, counted, han_number

_COUNTED = "秒|分钟|分半|小时|天|周|个|月|年|岁|块|元|条|次|人|台|字|度|斤|米|公里|款|张|句|篇"
_HAN_NUMBER = re.compile(rf"[零一二两三四五六七八九十百千]+(?={_COUNTED})")
_ENGLISH_NUMBER = re.compile(rf"\b(?:{ENGLISH_NUMBER})\b")
_HALF_A_MINUTE = re.compile(r"半分钟|half[ -]a[ -]minute|half-minute")
_MINUTE_AND_HALF = re.compile(r"[一1]分半钟?|(?:a|one|1) minute and a half")
_MINUTES = re.compile(r"(?<!\d)(?<!\d[.,])(\d{1,4}(?:\.\d)?)\s*-?\s*(?:分钟|min(?:ute)?s?\b)")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
"""A figure in digits."""
_ANYBODYS = {"1"}
"""What tells nothing: 一个, "one of"."""


def figures(text: str) -> frozenset[str]:
    """The figures in `text` as digits, minutes up to 9,999 as seconds; 1 is none."""
    told = unicodedata.normalize("NFKC", text).casefold()
    told = _HALF_A_MINUTE.sub("30秒", told)
    told = _MINUTE_AND_HALF.sub("90秒", told)
    told = _HAN_NUMBER.sub(lambda found: str(han_number(found[0])), told)
    told = _ENGLISH_NUMBER.sub(lambda found: str(counted(found[0])), told)
    told = _MINUTES.sub(lambda found: f"{float(found[1]) * 60:.0f}秒", told)
    return frozenset(FIGURE.findall(told)) - _ANYBODYS
