"""Reads how much is called: calls per month, and what one call takes and gives."""

import re
from decimal import Decimal
from typing import Any

from tools.decisions.models.reading.numerals import NUMBER, number

_I = re.IGNORECASE
DAYS = 30
"""Days that count as a month."""
_PER_MONTH = {
    "小时": Decimal(24 * DAYS), "hour": Decimal(24 * DAYS),
    "天": Decimal(DAYS), "日": Decimal(DAYS), "day": Decimal(DAYS), "daily": Decimal(DAYS),
    "周": Decimal(DAYS) / 7, "week": Decimal(DAYS) / 7,
    "星期": Decimal(DAYS) / 7, "weekly": Decimal(DAYS) / 7, "月": Decimal(1), "month": Decimal(1),
    "monthly": Decimal(1), "年": 1 / Decimal(12), "year": 1 / Decimal(12),
}  # fmt: skip
_PERIOD = r"(?P<period>小时|天|日|周|星期|个?月|年|hour|day|week|month|year)"
_CALL = (
    r"(?:次|个?请求|条请求|calls?|requests?|queries|invocations?|conversations?|messages?"
    r"|pdfs?(?![a-z])|documents?|emails?|tickets?|通电话|通(?!过|道|常)|份(?:文档|合同|文件))"
)
_CALLS = (
    re.compile(
        rf"(?:每|一个?|日均|月均|单)?\s*{_PERIOD}(?:均|活跃)?[^，。；,;\n\d]{{0,8}}?(?P<n>{NUMBER})\s*(?:多|余)?\s*{_CALL}",
        _I,
    ),
    re.compile(
        rf"(?P<n>{NUMBER})\s*{_CALL}(?:\s*(?:调用|请求))?\s*(?:/|每|per|a|an|one|each|every|一)\s*{_PERIOD}",
        _I,
    ),
    re.compile(
        rf"(?P<n>{NUMBER})\s*{_CALL}[^，。；;\n]{{0,60}}?\s(?:per|an?|each|every)\s+{_PERIOD}", _I
    ),
    re.compile(rf"(?P<n>{NUMBER})\s*(?P<period>daily|weekly|monthly)\s*{_CALL}", _I),
    re.compile(
        rf"(?:calls|requests|调用量|请求量)\s*(?:/|per|每)\s*{_PERIOD}\D{{0,4}}(?P<n>{NUMBER})", _I
    ),
    re.compile(rf"(?P<period>日|月)(?:调用量?|请求量?)\D{{0,4}}?(?P<n>{NUMBER})", _I),
)
_PEOPLE = re.compile(
    rf"(?:日活|月活|dau|mau|活跃用户|用户(?:数|量)?)\D{{0,6}}?(?P<a>{NUMBER})"
    rf"|(?P<b>{NUMBER})\s*(?:个|名|位)?\s*(?:(?:日|月)活|daily |monthly |active )*"
    r"(?:用户|人\b|users?|people|dau|mau)",
    _I,
)
_PER_PERSON = re.compile(
    rf"(?:人均|每人|每个?用户|平均每人)(?:每|一)?\s*{_PERIOD}\D{{0,6}}?(?P<n>{NUMBER})\s*{_CALL}"
    rf"|(?:人均|每人|每个?用户|平均每人)\D{{0,6}}?(?P<m>{NUMBER})\s*{_CALL}"
    r"\s*(?:/|每)?\s*(?P<mp>天|日|周|月)?"
    rf"|(?P<e>{NUMBER})\s*{_CALL}\s*(?:each|per user|a user|per person|apiece)"
    r"\s*(?:/|per|a|an|every|each)?\s*(?P<ep>day|week|month|daily|weekly|monthly)?",
    _I,
)
_TOKENS = r"(?:\s*(?:个)?\s*(?:tokens?|词元|tok\b))"
_ABOUT = r"\s*(?:大?约|大概|平均|差不多|是|为|of|about|around|is|:|：|=)*\s*"
_NO_MONEY = r"(?!\s*(?:元|块|美元|美金|usd|cny|rmb|dollar|秒|分钟|字|%))"
_IN = (
    re.compile(
        rf"(?:输入|input|prompt)(?:\s*tokens?)?{_ABOUT}(?P<n>{NUMBER}){_TOKENS}?{_NO_MONEY}", _I
    ),
    re.compile(rf"(?P<n>{NUMBER}){_TOKENS}?\s*(?:的)?(?:输入|进(?!行)|in(?:put)?\b|prompt\b)", _I),
    re.compile(rf"(?P<n>{NUMBER})\s*/\s*{NUMBER}{_TOKENS}", _I),
)
_OUT = (
    re.compile(
        rf"(?:输出|output|completion)(?:\s*tokens?)?{_ABOUT}(?P<n>{NUMBER}){_TOKENS}?{_NO_MONEY}",
        _I,
    ),
    re.compile(
        rf"(?P<n>{NUMBER}){_TOKENS}?\s*(?:的)?(?:输出|出(?![境海错])|out(?:put)?\b|completion\b)",
        _I,
    ),
    re.compile(rf"{NUMBER}\s*/\s*(?P<n>{NUMBER}){_TOKENS}", _I),
)
_EACH = r"(?:每次|每条|每通|每段|单次|一次|each|per call|per request|per conversation|every call)"
_EACH_BEFORE = rf"{_EACH}[^，。；,;\n\d]{{0,6}}?"
_EACH_AFTER = rf"[^，。；,;\n\d]{{0,10}}?{_EACH}"
_SECONDS = rf"(?P<n>{NUMBER})\s*-?(?:秒|seconds?|sec\b|s\b)"
_MINUTES = rf"(?P<n>{NUMBER})\s*-?(?:分钟|minutes?|mins?\b)"
_CHARACTERS = rf"(?P<n>{NUMBER})\s*(?:个)?(?:字(?!节)|characters?|chars?\b)"
_PIECES = rf"(?P<n>{NUMBER})\s*(?:张|首|pictures?|images?|songs?)"
_WHOLE = (
    # What a period takes in all, and how much of it is reckoned as one call.
    ("minutes", 1, rf"(?P<n>{NUMBER})\s*-?(?:分钟|minutes?|mins?\b)"),
    ("minutes", 60, rf"(?P<n>{NUMBER})\s*-?(?:个)?(?:小时|hours?|hrs?\b)"),
    ("characters", 1, rf"(?P<n>{NUMBER})\s*(?:个)?(?:字(?![节段])|characters?|chars?\b)"),
)
_PIECE = {"minutes": 1, "characters": 1_000}
_CACHED = re.compile(
    r"(\d{1,3})\s*%\s*(?:的)?(?:输入)?\s*(?:命中)?(?:缓存|cached|cache hits?)"
    r"|(?:缓存|cache)\D{0,8}(\d{1,3})\s*%",
    _I,
)


def read_traffic(text: str) -> dict[str, Any]:
    """`calls` a month and `input_tokens` … `cached_share` of one call, those that are said."""
    found: dict[str, Any] = {}
    if people := _by_people(text):
        found["calls"], text = people
    for pattern in _CALLS if not found else ():
        if match := pattern.search(text):
            period = match["period"].lower().lstrip("个")
            found["calls"] = int((number(match["n"]) * _PER_MONTH[period]).to_integral_value())
            text = f"{text[: match.start('n')]} {text[match.end('n') :]}"
            break
    for name, patterns in (("input_tokens", _IN), ("output_tokens", _OUT)):
        if match := next(filter(None, (one.search(text) for one in patterns)), None):
            found[name] = float(number(match["n"]))
    for name, unit, per in (
        ("minutes", _SECONDS, 60.0),
        ("minutes", _MINUTES, 1.0),
        ("characters", _CHARACTERS, 1.0),
        ("pieces", _PIECES, 1.0),
    ):
        if match := _each(unit, text):
            found[name] = float(number(match["n"])) / per
    if "calls" not in found and not _PIECE.keys() & found.keys():
        found |= _whole(text)
    if match := _CACHED.search(text):
        found["cached_share"] = min(int(match[1] or match[2]), 100) / 100
    return found


def _whole(text: str) -> dict[str, Any]:
    """Calls of a minute or of 1,000 characters that make what a month takes in all."""
    for name, times, amount in _WHOLE:
        before = rf"(?:每|一个?)\s*{_PERIOD}[^，。；,;\n\d]{{0,8}}?{amount}"
        after = rf"{amount}[^，。；,;\n\d]{{0,16}}?(?:/|每|per|an?|each|every|一个?)\s*{_PERIOD}"
        if match := re.search(before, text, _I) or re.search(after, text, _I):
            month = number(match["n"]) * _PER_MONTH[match["period"].lower().lstrip("个")]
            calls = month * times / _PIECE[name]
            return {"calls": int(calls.to_integral_value()), name: float(_PIECE[name])}
    return {}


def _by_people(text: str) -> tuple[int, str] | None:
    """Calls a month from how many people call how often each, and the text without that."""
    people, each = _PEOPLE.search(text), _PER_PERSON.search(text)
    if not people or not each:
        return None
    period = (each["period"] or each["mp"] or each["ep"] or "月").lower().lstrip("个")
    calls = number(each["n"] or each["m"] or each["e"]) * _PER_MONTH[period]
    count = number(people["a"] or people["b"])
    return int((count * calls).to_integral_value()), _PER_PERSON.sub("，", _PEOPLE.sub("，", text))


def _each(unit: str, text: str) -> re.Match[str] | None:
    before = re.search(_EACH_BEFORE + unit, text, _I)
    return before or re.search(unit + _EACH_AFTER, text, _I)
