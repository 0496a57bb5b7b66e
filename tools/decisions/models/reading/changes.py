"""Reads how a budget or the traffic changes: 减半, `by 30%`, `ten times`, 再加 100 美元."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from knowledge.records import Money
from tools.decisions.models.reading.money import AMOUNT, money_of
from tools.decisions.models.reading.numerals import HAN, NUMBER, number

Quantity = Literal["budget", "traffic"]

_I = re.IGNORECASE
_QUANTITIES: tuple[tuple[Quantity, re.Pattern[str]], ...] = (
    ("budget", re.compile(r"预算|花费|开销|\bbudget|\bspend(?:ing)?\b", _I)),
    (
        "traffic",
        re.compile(
            r"流量|调用量?|请求量?|用量|用户量|\btraffic|\bcalls\b|\bvolume|\brequests\b|\busage\b|\bload\b",
            _I,
        ),
    ),
)
_CLAUSE = re.compile(r"[^，；;。！!？?\n,.]+(?:[,.](?=\d)[^，；;。！!？?\n,.]+)*")
_UP = (
    r"(?:上涨|增长|增加|提高|提升|上调|追加|涨|增|加|多|翻|更?高|\bup\b|\bincreas\w+|\bgr[eo]w\w*|\bris\w+"
    r"|\brais\w+|\brose\b|\bmore\b|\bhigher\b|\blarger\b|\bbigger\b|\badd(?:ed|ing)?\b|\bgoes up\b)"
)
_DOWN = (
    r"(?:降低|下降|下调|减少|缩减|削减|压缩|砍掉?|降|减|少|更?低|\bdown\b|\bcut\w*|\breduc\w+|\bdrop\w*"
    r"|\bdecreas\w+|\blower\w*|\bless\b|\bfewer\b|\bsmaller\b|\bshr[iau]nk\w*|\btrim\w*|\bslash\w*"
    r"|\bfell\b|\bfalls?\b)"
)
_SHARE_READ = re.compile(
    rf"(?:(?P<percent>\d{{1,4}}(?:\.\d+)?)\s*(?:%|％|percent\b)|(?P<tenths>[一二三四五六七八九\d])\s*成"
    rf"|(?P<below>{HAN}|\d{{1,3}})分之(?P<above>{HAN}|\d{{1,3}})|(?P<half>一半|\b(?:a )?half\b)"
    r"|(?P<count>\b(?:a|one|two|three)\b)[\s-](?P<part>thirds?|quarters?|fifths?|tenths?)\b)",
    _I,
)
_SHARE = re.sub(r"\?P<\w+>", "?:", _SHARE_READ.pattern)
"""The same without groups, to build patterns of."""
_NEAR = r"[^\d]{0,16}?"
_HALVED = re.compile(
    r"减半|砍半|折半|腰斩|\bhalv\w+|\bin half\b|\bhalf (?:the|our|of the|that|as)\b", _I
)
_DOUBLED = re.compile(r"翻倍|加倍|翻一?番|\bdoubl\w+|\btwice\b", _I)
_TRIPLED = re.compile(r"\btripl\w+", _I)
_FOURFOLD = re.compile(r"翻两番|\bquadrupl\w+", _I)
_TIMES = re.compile(rf"(?P<n>{NUMBER})\s*-?(?:倍|x\b|times\b|fold\b)", _I)
_TENTHS_OFF = re.compile(r"打?\s*(?P<n>[一二三四五六七八九]{1,2}|\d(?:\.\d)?)\s*折")
_TO = re.compile(
    rf"(?:到|至|为|成|剩|只有|是|\bto\b)\s*(?:了)?(?:about|原来的|现在的|原先的)?\s*{_SHARE}"
    rf"|{_SHARE}\s*(?:的|of (?:the|our|that|this|today.s|its|current)\b|as much\b|the\b)",
    _I,
)
_BY_UP = re.compile(rf"{_UP}{_NEAR}{_SHARE}|{_SHARE}\s*(?:的)?\s*{_UP}", _I)
_BY_DOWN = re.compile(rf"{_DOWN}{_NEAR}{_SHARE}|{_SHARE}\s*(?:的)?\s*{_DOWN}", _I)
_ADDED = re.compile(
    rf"{_UP}(?:(?!到|至|为|成|\bto\b)[^\d]){{0,16}}?(?P<amount>{AMOUNT})"
    rf"|(?P<other>{AMOUNT})\s*{_UP}",
    _I,
)
_TAKEN = re.compile(
    rf"{_DOWN}(?:(?!到|至|为|成|\bto\b)[^\d]){{0,16}}?(?P<amount>{AMOUNT})"
    rf"|(?P<other>{AMOUNT})\s*{_DOWN}",
    _I,
)
_IDLE = re.compile(
    r"那|如果|要是|假如|再|又|呢|吗|的话|了|就|它|这|能|会|怎么样|如何|what|if|how|about|it|this|that|is|are|was|were"
    r"|gets?|got|be|we|you|again|then|now|and|so|but|by|the|a|once more|would|could|\W",
    _I,
)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}


@dataclass(frozen=True)
class Change:
    """A change of what was said or measured before."""

    quantity: Quantity | None
    """What changes; None: whatever was spoken of last."""
    factor: Decimal | None = None
    """What it is multiplied by."""
    add: Money | None = None
    """What a budget has added to it, negative where it is taken away."""


def read_changes(text: str) -> tuple[list[Change], str]:
    """The changes that a text says, and the text without the clauses that say them."""
    changes: list[Change] = []
    spoken: Quantity | None = None

    def taken(match: re.Match[str]) -> str:
        nonlocal spoken
        named = next((name for name, words in _QUANTITIES if words.search(match[0])), None)
        change = _change(match[0], named, spoken)
        spoken = named or spoken
        if change is None:
            return match[0]
        changes.append(change)
        return " "

    return changes, _CLAUSE.sub(taken, text)


def factor_of(clause: str) -> Decimal | None:
    """What a clause says that something is multiplied by; None when it says no such thing.

    >>> [str(factor_of(one)) for one in ("降低30%", "cut to a third", "涨到三倍", "打八折")]
    ['0.7', '0.3333', '3', '0.8']
    """
    found = _factor(clause)
    return found[0] if found else None


def _change(clause: str, quantity: Quantity | None, spoken: Quantity | None) -> Change | None:
    """The change that a clause says; `spoken` is what the clause before it was about."""
    if quantity != "traffic":
        for pattern, sign in ((_ADDED, 1), (_TAKEN, -1)):
            match = pattern.search(clause)
            money = money_of(match["amount"] or match["other"]) if match else None
            if money and quantity:
                signed = money.model_copy(update={"amount": money.amount * sign})
                return Change(quantity, add=signed)
    found = _factor(clause)
    if found is None:
        return None
    factor, said = found
    if quantity is None and _IDLE.sub("", clause.replace(said, " ", 1)):
        return None
    return Change(quantity or spoken, factor=factor)


def _factor(clause: str) -> tuple[Decimal, str] | None:
    """The factor, and the words that say it."""
    if match := _TENTHS_OFF.search(clause):
        return _tenths(match["n"]), match[0]
    for pattern, told in ((_HALVED, "0.5"), (_FOURFOLD, "4"), (_TRIPLED, "3"), (_DOUBLED, "2")):
        if match := pattern.search(clause):
            return Decimal(told), match[0]
    if match := _TO.search(clause):
        changes = re.search(rf"{_UP}|{_DOWN}|只有|只剩|剩|原来|\bif\b|\bwere\b", clause, _I)
        share = _share(match)
        if changes and share:
            return share, clause
    for pattern, sign in ((_BY_DOWN, -1), (_BY_UP, 1)):
        if (match := pattern.search(clause)) and (share := _share(match)):
            factor = 1 + sign * share
            return (factor, match[0]) if factor > 0 else None
    if (match := _TIMES.search(clause)) and (value := number(match["n"])) > 0:
        # 增加一倍 is twice as much; of more (涨十倍) people mean the result.
        return value + 1 if match[0].endswith("倍") and value == 1 else value, match[0]
    return None


def _share(match: re.Match[str]) -> Decimal | None:
    """The share that `_SHARE` has matched, in whichever of a pattern's two places."""
    text = match[0]
    found = _SHARE_READ.search(text)
    if found is None:
        return None
    if found["percent"]:
        return Decimal(found["percent"]) / 100
    if found["tenths"]:
        return number(found["tenths"]) / 10
    if found["below"]:
        below = number(found["below"])
        return _rounded(number(found["above"]) / below) if below else None
    if found["half"]:
        return Decimal("0.5")
    part = _PARTS[found["part"].lower().rstrip("s")]
    return _rounded(Decimal(_COUNTS[found["count"].lower()]) / part)


def _tenths(text: str) -> Decimal:
    """八折 is 0.8, 八五折 0.85."""
    digits = [str(int(number(char))) for char in text if char != "."]
    return Decimal("0." + "".join(digits))


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.0001"))
