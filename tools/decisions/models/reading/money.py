"""Reads budgets, highest prices and exchange rates."""

import re
from decimal import Decimal
from typing import Any

from knowledge.han import HAN
from knowledge.records import Currency, ExchangeRate, Money
from tools.decisions.models.reading.numerals import NUMBER, number

_I = re.IGNORECASE
_CNY = r"(?:元|块钱?|人民币|rmb|cny|yuan)"
_USD = r"(?:美元|美金|刀|dollars?|usd|us\$)"
_SIGN = r"(?:[¥￥]|(?:us)?\$|rmb\s?|cny\s?|usd\s?)"
AMOUNT = rf"(?:{_SIGN}\s?{NUMBER}(?:\s?{_CNY}|\s?{_USD})?|{NUMBER}\s*(?:{_USD}|{_CNY}))"
"""An amount of money with its currency, without a group."""
_AMOUNT = re.compile(rf"({_SIGN})?\s?({NUMBER})\s*({_USD}|{_CNY})?", _I)
_PERIOD = r"(?P<period>天|日|周|星期|个?月|年|day|week|month|mo\b|year)"
_PER_MONTH = {
    "天": Decimal(30), "日": Decimal(30), "day": Decimal(30), "周": Decimal(30) / 7,
    "星期": Decimal(30) / 7, "week": Decimal(30) / 7,
    "年": 1 / Decimal(12), "year": 1 / Decimal(12),
}  # fmt: skip
_BUDGET_WORD = r"(?:预算|花费|花销|开销|成本|费用|budget|spend(?:ing)?|cost(?:s|ing)?|bill)"
_MILLION = r"(?:每|per|/|a)\s*(?:百万|100\s*万|1?\s*m\b|million|mtok)\s*(?:个)?\s*(?:tokens?)?"
_BUDGETS = (
    re.compile(rf"(?:每|per|a|一个?)\s*{_PERIOD}[^，。；,;\n]{{0,14}}?(?P<amount>{AMOUNT})", _I),
    re.compile(rf"(?P<amount>{AMOUNT})\s*(?:每|/|per|a|an|one|一个?)\s*{_PERIOD}", _I),
    re.compile(rf"(?P<amount>{AMOUNT})\s*(?P<period>monthly|weekly|daily)", _I),
    re.compile(
        rf"(?P<period>monthly|月)\s*{_BUDGET_WORD}[^，。；,;\n]{{0,14}}?(?P<amount>{AMOUNT})", _I
    ),
    re.compile(rf"{_BUDGET_WORD}[^，。；,;\n\d]{{0,14}}?(?P<amount>{AMOUNT})", _I),
    re.compile(rf"(?P<amount>{AMOUNT})\s*(?:以内|以下|之内)?\s*(?:的)?\s*{_BUDGET_WORD}", _I),
    re.compile(
        r"(?:不超过|不高于|不大于|低于|少于|控制在|最多|上限|封顶|\bwithin|\bunder|\bbelow"
        r"|\bless than|\bat most|\bup to|\bno more than|\bmax(?:imum)?)\s*(?:是|为|of)?"
        rf"\s*(?P<amount>{AMOUNT})",
        _I,
    ),
    re.compile(rf"(?P<amount>{AMOUNT})\s*(?:以内|以下|之内|封顶|or less|at most|max\b|tops\b)", _I),
)
_BARE = re.compile(
    rf"(?:预算|budget)[^，。；,;\n\d]{{0,10}}?(?P<amount>{NUMBER})(?![\d.]|\s*(?:%|倍|次|x\b|成|分钱?))",
    _I,
)
_RANGE = re.compile(
    rf"(?P<sign>{_SIGN})\s?{NUMBER}\s*(?:-|–|—|~|～|到|至|to)\s*{_SIGN}?(?={NUMBER})"
    rf"|{NUMBER}\s*(?:-|–|—|~|～|到|至|to)\s*(?={NUMBER}\s*(?:{_USD}|{_CNY}))",
    _I,
)
_MOVED = re.compile(
    rf"(?:从|由|\bfrom)\s*{_SIGN}?\s?{NUMBER}\s*(?:{_USD}|{_CNY})?\s*(?:(?:下|上)?[降减涨升提加调改砍压缩]\w?)?"
    r"\s*(?=(?:到|至|成|为|down to|up to|to)\s*)",
    _I,
)
"""Where an amount came from, which no longer counts: 从100降到50."""
_PER_CALL = re.compile(
    rf"(?:每次|单次)(?:调用|请求)?[^，。；,;\n\d]{{0,8}}(?:{AMOUNT}|{NUMBER}\s*(?:分钱?|美分))"
    rf"|(?:{AMOUNT}|{NUMBER}\s*cents?)\s*(?:per|an?|each)\s+(?:call|request)\b",
    _I,
)
"""What one call may cost, which is no month's budget."""
_VAGUE = re.compile(
    rf"(?:[数几]|(?:\ba few|\bseveral|\bsome|\ba couple(?: of)?)\s)\s*"
    rf"(?:[十百千万]+|hundred|thousand)\s*(?:{_USD}|{_CNY})",
    _I,
)
"""An amount that nobody can reckon with: 几百块."""
_PRICE = re.compile(
    rf"(?:(?P<side>输入|输出|input|output)[^，。；,;\n\d]{{0,14}})?"
    rf"(?:{_MILLION}\s*(?P<mid>输入|输出|input|output)?[^，。；,;\n\d]{{0,14}}?(?P<first>{AMOUNT})"
    rf"|(?P<second>{AMOUNT})\s*{_MILLION})"
    rf"(?:\s*(?P<after>输入|输出|input|output))?",
    _I,
)
_SIDE_ONLY = re.compile(
    rf"(?P<side>输入|输出|\binput|\boutput)[^，。；,;\n\d]{{0,14}}(?P<amount>{AMOUNT})", _I
)
"""Beside a price for a million tokens the other side is often said without them."""
_RATE = re.compile(
    r"(?:汇率|exchange rate|fx rate|usd/?cny)\D{0,16}?(?P<a>\d{1,2}(?:\.\d+)?)(?!\d)"
    r"|1\s*(?:美元|美金|usd|dollar)\s*(?:=|＝|等于|兑|换|合|约|is|≈)?\s*(?P<b>\d{1,2}(?:\.\d+)?)\s*"
    rf"{_CNY}"
    r"|按\s*(?P<c>\d{1,2}(?:\.\d+)?)\s*(?:的)?(?:汇率|换算|折算|算)",
    _I,
)


def read_money(text: str) -> tuple[dict[str, Any], str]:
    """`budget`, `max_input_price`, `max_output_price` and `rate`, those that are said.

    Of a range the upper end counts. Also the text without prices and rates, whose "a million
    tokens in" is no traffic.
    """
    found: dict[str, Any] = {}
    text = _VAGUE.sub(" ", _MOVED.sub("", text))
    text = _RANGE.sub(lambda match: match["sign"] or "", text)
    rest, prices = _cut(_PRICE, text)
    for price in prices:
        money = money_of(price["first"] or price["second"])
        side = (price["side"] or price["mid"] or price["after"] or "").lower()
        if money:
            found |= dict.fromkeys(_sides(side), money)
    rest, sides = _cut(_SIDE_ONLY, rest)
    for one in sides:
        if money := money_of(one["amount"]):
            found |= dict.fromkeys(_sides(one["side"].lower()), money)
    rest, rates = _cut(_RATE, rest)
    for rate in rates:
        value = Decimal(rate["a"] or rate["b"] or rate["c"])
        if value > 0:
            found["rate"] = ExchangeRate(cny_per_usd=value)
    if budget := _budget(_PER_CALL.sub(" ", rest)):
        found["budget"] = budget
    return found, rest


def money_of(text: str, default: Currency | None = None) -> Money | None:
    """An amount as written; None where its currency is not said and there is no default.

    >>> money_of("5000元"), money_of("$1.5k")
    (Money(amount=Decimal('5000'), currency='CNY'), Money(amount=Decimal('1500.0'), currency='USD'))
    """
    match = _AMOUNT.search(text)
    if match is None:
        return None
    marks = f"{match[1] or ''}{match[3] or ''}".lower()
    dollars = re.search(r"\$|美|刀|dollar|usd", marks)
    currency: Currency | None = "USD" if dollars else ("CNY" if marks.strip() else default)
    return Money(amount=number(match[2]), currency=currency) if currency else None


def _sides(side: str) -> tuple[str, ...]:
    if side in {"输入", "input"}:
        return ("max_input_price",)
    if side in {"输出", "output"}:
        return ("max_output_price",)
    return ("max_input_price", "max_output_price")


def _budget(text: str) -> Money | None:
    """A month's budget; a bare number after the word is taken in the text's own currency."""
    for pattern in _BUDGETS:
        if (match := pattern.search(text)) and (money := money_of(match["amount"])):
            period = (match.groupdict().get("period") or "月").lower().lstrip("个")
            period = {"daily": "day", "weekly": "week"}.get(period, period)
            amount = money.amount * _PER_MONTH.get(period, Decimal(1))
            return Money(amount=amount.quantize(Decimal("0.01")), currency=money.currency)
    if match := _BARE.search(text):
        currency: Currency = "CNY" if HAN.search(text) else "USD"
        return Money(amount=number(match["amount"]), currency=currency)
    return None


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, list[re.Match[str]]]:
    """The text without what the pattern finds, and what it finds."""
    return pattern.sub(" ", text), list(pattern.finditer(text))
