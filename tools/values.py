"""Values in a sentence: amounts with their units, rates, durations, dates."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.han import HAN_RANGE
from knowledge.tokens import is_stop_word, terms


@dataclass(frozen=True)
class Value:
    """One value, comparable with others of the same measure."""

    measure: str
    """What it is measured in, and per what: `cny/month`, `%`, `date`, `script/day`."""
    amount: str
    """How much, written in one way."""


_UNITS = {
    "cny": "元 块 块钱 人民币 yuan rmb cny ￥ ¥",
    "usd": "美元 美金 dollar dollars usd bucks $",
    "eur": "欧元 euro euros eur €",
    "%": "% ％ percent",
    "points": "个百分点 percentage-points",
    "ms": "毫秒 ms milliseconds millisecond",
    "second": "秒 秒钟 s sec second seconds",
    "minute": "分钟 min mins minute minutes",
    "hour": "小时 个小时 h hr hrs hour hours",
    "day": "天 日内 day days",
    "workday": "个工作日 工作日 working-day working-days business-day business-days",
    "week": "周 个星期 星期 week weeks",
    "month": "个月 month months",
    "year": "年 years year",
    "kb": "kb", "mb": "mb 兆", "gb": "gb", "tb": "tb",
}  # fmt: skip
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_COUNTED = (
    "条 份 个 人 次 席 家 名 字 页 项 篇 位 台 只 张 句 词 轮 倍 粉 万次 席位 用户 账号".split()
)
_TIMES = {"千": 1e3, "万": 1e4, "亿": 1e8, "k": 1e3, "thousand": 1e3, "million": 1e6}
_PERIODS = (
    (r"每月|/月|一个月|月价|月付|包月|(?:a|per|each|every)[ /]month|monthly|/mo\b|/month", "month"),
    (r"每年|/年|一年|年价|年付|包年|(?:a|per|each|every)[ /]year|yearly|annual|/yr|/year", "year"),
    (r"每天|每日|一天|/天|日均|(?:a|per|each|every)[ /]day|daily|/day", "day"),
    (r"每周|一周|/周|(?:a|per|each|every)[ /]week|weekly|/week", "week"),
)
_SEAT = re.compile(r"每席位?|/席位?|(?:per|a)[ /]seat|/seat", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)\s*(?:年|-|/|\.)\s*(?P<m>\d{1,2})(?:\s*(?:月|-|/|\.)\s*(?P<d>\d{1,2})日?)?月?"
    r"|(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*[日号]"
    r"|(?P<d3>\d{1,2})(?:st|nd|rd|th)?\s+(?P<n3>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r"(?:,?\s+(?P<y3>(?:19|20)\d\d))?"
    r"|\b(?P<n4>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?P<d4>\d{1,2})\b"
    r"(?:,?\s+(?P<y4>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?P<sign>[￥¥$€])?\s?(?<![\w.-])(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"\s?(?P<times>千|万|亿|k\b|thousand|million)?\s?(?P<unit>%|个百分点|percentage points"
    rf"|(?:working|business) days?|个工作日|[A-Za-z]+|[{HAN_RANGE}]{{1,3}})?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;，；。、|(（)）]|\.\s")
_NEAR = 16
"""Characters around a value within which a period belongs to it."""


def without_values(text: str) -> str:
    """A sentence with its values blotted out: what they are values of."""
    return _NUMBER.sub(_blot, _DATE.sub(" ", _plain(text)))


def values(text: str) -> frozenset[Value]:
    """The values in a sentence or a cell; ordinals, versions and ids are none."""
    plain = _plain(text)
    return frozenset([*_dates(plain), *_amounts(_DATE.sub(" ", plain))])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("*", "")


def _blot(match: re.Match[str]) -> str:
    unit = match["unit"] or ""
    # The word after a bare number is what is counted: it stays.
    return f" {unit} " if unit and _known(unit) is None else " "


def _dates(text: str) -> Iterator[Value]:
    for found in _DATE.finditer(text):
        part = found.groupdict()
        year = part["y"] or part["y3"] or part["y4"]
        month = part["m"] or part["m2"]
        name = part["n3"] or part["n4"]
        if name:
            month = str(_MONTHS[name.lower()])
        day = part["d"] or part["d2"] or part["d3"] or part["d4"]
        if month and 1 <= int(month) <= 12:
            whole = "-".join(str(int(one)) if one else "?" for one in (year, month, day))
            yield Value("date", whole)


def _amounts(text: str) -> Iterator[Value]:
    for found in _NUMBER.finditer(text):
        unit = _known(found["sign"] or "") or _known(found["unit"] or "")
        if unit is None:
            unit = _counted(found["unit"] or "")
        amount = float(found["number"].replace(",", "")) * _TIMES.get(
            (found["times"] or "").lower(), 1
        )
        before = _CLAUSE.split(text[max(0, found.start() - _NEAR) : found.start()])[-1]
        after = _CLAUSE.split(text[found.end("number") : found.end() + _NEAR])[0]
        around = f"{before}{found[0]}{after}"
        period = _period(after) or _period(around)
        seat = "/seat" if _SEAT.search(around) else ""
        yield Value(f"{unit}{seat}{period}", f"{amount:g}")


def _known(unit: str) -> str | None:
    folded = unit.lower().replace(" ", "-")
    for length in range(len(folded), 0, -1):
        if folded[:length] in _UNIT and (length == len(folded) or not folded.isascii()):
            return _UNIT[folded[:length]]
    return None


def _counted(word: str) -> str:
    """What a bare number counts."""
    if not word or is_stop_word(word.lower()):
        return ""
    if word.isascii():
        return next(iter(terms(word)), "")
    return next((one for one in _COUNTED if word.startswith(one)), "")


def _period(text: str) -> str:
    places = [
        (found.start(), name)
        for pattern, name in _PERIODS
        if (found := re.search(pattern, text, re.IGNORECASE))
    ]
    return f"/{min(places)[1]}" if places else ""
