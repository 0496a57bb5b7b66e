"""Where somebody lives: street and number, with the places around them."""

import re
from collections.abc import Iterator

from knowledge.han import HAN
from tools.evals.masking.found import Span

# Words that lead up to an address are no part of a place's name; nor is a place's kind.
_IN_A_NAME = (
    rf"{HAN.pattern}"
    r"(?<![省市区县旗镇乡路街号弄栋幢在到住是为至寄送址从我了的你他她您们请家])(?<!位于)(?<!落于)"
)
_PLACE = rf"(?:(?:{_IN_A_NAME}){{1,8}}(?:省|自治区|市|自治州|区|县|旗|镇|乡|街道))"
_STREET = rf"(?:{_IN_A_NAME}){{1,8}}(?:[东南西北中][一二三四五六]?)?(?:路|街|大道|巷|胡同|弄|村|道)"
_ESTATE = rf"(?:{_IN_A_NAME}){{1,8}}(?:小区|花园|公寓|家园|新村|新城|大厦|广场|[苑园城庭府湾])"
_NUMBER = r"\s?(?:\d{1,5}|[一二三四五六七八九十百]{1,5})(?:-\d{1,4})?\s?"
_DOOR = rf"{_NUMBER}(?:号楼|号院|号|弄|栋|幢|座|单元|楼|层|室|#)"
_REST = rf"(?:(?:{_ESTATE})?{_DOOR}|\s?[A-Da-d][座栋]|\s?\d{{2,4}}(?:室|房)?(?!\d)){{0,6}}"
_CHINESE = re.compile(
    rf"{_PLACE}{{0,5}}(?:{_STREET}{_NUMBER}(?:号楼|号院|号|弄|栋|巷){_REST}"
    rf"|{_ESTATE}{_NUMBER}(?:号楼|栋|幢|座|单元){_REST})(?!线)"
)
_LABELLED = re.compile(
    r"(?:(?:家庭|收货|收件|邮寄|寄送|联系|通讯|居住)地址|住址|家住)[\s:：是为在]{0,4}"
    r"(?P<v>[^\s，。；,;\n<\ufffc]{5,60})"
)
_IS_A_PLACE = re.compile(r"[省市区县镇乡村路街号弄栋室]")
_ENGLISH = re.compile(
    r"(?<![\d$€£.\-])\d{1,5}[A-Za-z]?,?\s(?:(?:[A-Z][\w'’.]{0,20}|\d{1,3}(?:st|nd|rd|th))\s){1,4}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Terrace|Square|Crescent"
    r"|Way|Place|Highway|Hwy)(?![A-Za-z0-9])\.?"
    r"(?:,?\s(?:Apt|Apartment|Suite|Ste|Unit|Floor|Flat|#)\.?\s?[\w\-]{1,6})?"
    r"(?:,\s?[A-Z][a-z][A-Za-z.]{0,20}(?:\s[A-Z][a-z][A-Za-z.]{0,20}){0,2}){0,3}"
    r"(?:,?\s[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}(?![A-Za-z0-9])|(?:,?\s[A-Z]{2})?,?\s\d{5}(?:-\d{4})?(?![A-Za-z0-9])"
    r"|,\s[A-Z]{2}(?![A-Za-z0-9]))?"
)


def addresses(text: str) -> Iterator[Span]:
    """Postal addresses that go down to a door, and what is said to be somebody's address."""
    for pattern in (_CHINESE, _ENGLISH):
        for match in pattern.finditer(text):
            yield Span(*match.span(), "address", " ".join(match[0].lower().split()))
    for match in _LABELLED.finditer(text):
        if _IS_A_PLACE.search(match["v"]):
            yield Span(*match.span("v"), "address", match["v"])
