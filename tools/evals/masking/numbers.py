"""Phones, identity numbers, cards and plates: what is known by its digits.

Every pattern has bounded repeats, so that a long text costs time in proportion to its length.
Service hotlines (400, 800, five-digit numbers) belong to companies and are left as they are.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

from knowledge.han import HAN_RANGE
from tools.evals.masking.found import Kind, Span

_GAP = r"[\s.\-\u200b]{1,2}"
_ANY_GAP = r"[\s.\-\u200b]{0,2}"
_CHINA = rf"(?:(?:\+|00|\(\+?)?86\)?{_ANY_GAP})?"
_GROUPS = (
    (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (4, 3, 4), (5, 6), (6, 5), (2, 3, 3, 3),
    (3, 2, 2, 2, 2), (1,) * 11,
)  # fmt: skip
"""How people cut the eleven digits of a mobile number."""


def _grouped(sizes: tuple[int, ...]) -> str:
    """A pattern for 1, 3 to 9 and nine digits more, with gaps between groups of these sizes."""
    digits = ["1", "[3-9]", *[r"\d"] * 9]
    cuts = [0]
    for size in sizes:
        cuts.append(cuts[-1] + size)
    return _GAP.join("".join(digits[start:end]) for start, end in pairwise(cuts))


_SPOKEN = "零〇○一二三四五六七八九幺两"
_AREA = r"0(?:10|2\d|[3-9]\d{2})"
_EXTENSION = r"(?:\s?(?:转|分机|ext\.?|x)\s?\d{1,6}|-\d{1,5}(?!\d))?"
_PHONES = (
    rf"(?<!\d)(?<!\d\.){_CHINA}(?:1[3-9]\d{{9}}|{'|'.join(map(_grouped, _GROUPS))})(?!\d)",
    rf"(?<![{_SPOKEN}])[一幺1][三四五六七八九][{_SPOKEN}]{{9}}(?![{_SPOKEN}])",
    rf"(?<![\da-fA-F.\-])[(（]?{_AREA}[)）]?[\s\-—]{{0,2}}[2-9]\d{{2,3}}[\s\-]?\d{{4}}{_EXTENSION}(?!\d)",
    r"(?<![\d.\-])09\d{2}[\s\-]?\d{3}[\s\-]?\d{3}(?!\d)",
    r"(?<![\d.\-])0\d{4}\s\d{6}(?!\d)|(?<![\d.\-])0\d{3}\s\d{3}\s\d{3,4}(?!\d)",
    r"(?<![\d+])(?:\+|(?<![\w/\-])00(?=[1-9]\d{0,2}[\s\-(]))[1-9]\d{0,2}[\s\-.]?"
    r"(?:\(0?\d{1,4}\)[\s\-.]?)?\d(?:[\s\-.]?\d){5,12}(?![\d])",
    r"(?<![\d\-.])(?:1[\s\-.])?(?!\(?(?:400|8(?:00|33|44|55|66|77|88)))(?:\([2-9]\d{2}\)\s?|[2-9]\d{2}[\s\-.])[2-9]\d{2}[\s\-.]\d{4}(?![\d\-])",
    r"(?:电话|手机|座机|联系方式|\b(?:tel(?:ephone)?|phone|mobile|cell|call me (?:at|on))\b)"
    r"(?:号码?|\s?(?:number|no\.?))?[\s:：是为]{0,4}(?P<v>(?![48]00)\d[\d\s\-]{5,14}\d)(?!\d)",
)
_IDS = (
    r"(?<!\d)(?P<checked>[1-9]\d{5}[\s\-]?(?:18|19|20)\d{2}[\s\-]?\d{4}[\s\-]?\d{3}[\dXx])(?![\dA-Za-z])",
    r"身份证(?:号码?|件号)?[\s:：是为]{0,4}(?P<v>\d{14}(?:\d{3})?[\dXx])(?![\dA-Za-z])",
    r"(?<![\d\-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d\-])",
)
_CARDS = (
    r"(?<![\dA-Za-z.])(?P<luhn>[3-69]\d{13,18})(?![\d])",
    r"(?<![\d.])(?P<luhn>[3-69]\d{3}(?:[\s\-]\d{4}){3}(?:[\s\-]?\d{1,3})?)(?!\d)",
    r"(?<![\d.])(?P<luhn>3[47]\d{2}[\s\-]\d{6}[\s\-]\d{5})(?!\d)",
    r"(?:银行卡|储蓄卡|信用卡|\b(?:card|account) (?:number|no\.?))(?:号码?|卡号)?[\s:：是为]{0,4}"
    r"(?:is\s)?(?P<v>\d(?:[\s\-]?\d){11,18})(?!\d)",
)
_PASSPORTS = (
    r"(?<![A-Za-z0-9\-_])(?:[EG]\d{8}|E[A-HJ-NP-Z]\d{7})(?![A-Za-z0-9\-_])",
    r"(?i:护照|通行证|\bpassport)(?i:号码?|\s?(?:number|no\.?))?[\s:：是为#]{0,4}(?i:is\s)?"
    r"(?P<v>(?=[A-Za-z]{0,2}\d{5})[A-Za-z0-9]{6,10})(?![A-Za-z0-9])",
)
_PLATES = (
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"(?P<plate>[A-HJ-NP-Za-hj-np-z][\s·•\-]?[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳])"
    r"(?![A-Za-z0-9])",
)


def _plain(text: str) -> str:
    return re.sub(f"[^0-9A-Za-z{HAN_RANGE}]", "", text).upper()


def _phone(text: str) -> str:
    """One spelling of a phone number: its digits without the code of China."""
    figures = text.translate(str.maketrans(_SPOKEN, "00012345678912"))
    digits = re.sub(r"\D", "", figures)
    return re.sub(r"^(?:00)?86(?=1[3-9]\d{9}$)", "", digits)


def _is_id(text: str) -> bool:
    """Whether the last figure checks the other 17, as GB 11643-1999 has it, and the day exists."""
    figures = _plain(text)
    weighed = sum(int(one) * pow(2, 17 - at, 11) for at, one in enumerate(figures[:17]))
    if "10X98765432"[weighed % 11] != figures[17]:
        return False
    try:
        date(int(figures[6:10]), int(figures[10:12]), int(figures[12:14]))
    except ValueError:
        return False
    return True


def _is_card(text: str) -> bool:
    """Luhn's check of a card number; one figure over and over passes it and is no card."""
    figures = [int(one) for one in _plain(text)]
    doubled = [
        sum(divmod(one * 2, 10)) if at % 2 else one for at, one in enumerate(reversed(figures))
    ]
    return sum(doubled) % 10 == 0 and len(set(figures)) > 1


def _is_plate(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= 3


_CHECKS: dict[str, Callable[[str], bool]] = {
    "checked": _is_id,
    "luhn": _is_card,
    "plate": _is_plate,
}
"""What a match has to pass, by the name of its group."""
_KINDS: tuple[tuple[Kind, tuple[re.Pattern[str], ...], Callable[[str], str]], ...] = (
    ("id_number", tuple(map(re.compile, _IDS)), _plain),
    ("bank_card", tuple(map(re.compile, _CARDS)), _plain),
    ("phone", tuple(re.compile(one, re.IGNORECASE) for one in _PHONES), _phone),
    ("passport", tuple(map(re.compile, _PASSPORTS)), _plain),
    ("plate", tuple(map(re.compile, _PLATES)), _plain),
)


def numbers(text: str) -> Iterator[Span]:
    """Phones, identity numbers, bank cards, passports and licence plates, in any order."""
    for kind, patterns, spelling in _KINDS:
        for pattern in patterns:
            for match in pattern.finditer(text):
                group = match.lastgroup or 0
                check = _CHECKS.get(str(group))
                if check and not check(match[group]):
                    continue
                start, end = match.span("v" if group == "v" else 0)
                yield Span(start, end, kind, spelling(text[start:end]))
