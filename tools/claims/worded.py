"""Amounts that are not written as a number and its unit: shares, spans of time, days in figures."""

import re
from collections.abc import Iterator
from fractions import Fraction

from knowledge.han import has_han
from knowledge.numerals import CARDINALS, counted, han_number
from tools.claims.dimensions import UNITS

Reading = tuple[int, int, float, float, str]
"""Start, end, how much in the base unit, how much as written, dimension."""

_HAN = "[零〇一二两三四五六七八九十百千]"
_SMALL = "|".join(word for word, number in CARDINALS.items() if number > 1)
_PARTS_OF = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_OF_A_WHOLE = re.compile(
    rf"(?P<of>百|千|万)分之(?P<of_number>\d{{1,6}}(?:\.\d{{1,6}})?|{_HAN}{{1,6}})"
    rf"|(?P<below>[二三四五六七八九十])分之(?P<above>[一二两三四五六七八九])"
    r"|(?P<mille>(?<!\d)\d{1,6}(?:\.\d{1,6})?)\s?‰|(?P<fold>(?<![\d.])\d(?:\.\d|\d)?(?=\s?折)|[一二三四五六七八九]{1,2}(?=折))\s?折"
    r"|(?P<tenths>[一二两三四五六七八九])成(?![为立了就长员功人年果套片都份交本品熟不])"
    r"|(?P<half>一半|半价|\bhalf (?:of|the|price|off)\b)"
    r"|\b(?:an? |one[- ]|(?P<some>two|three|four)[- ])(?P<part>third|quarter|fourth|fifth|tenth)s?"
    r"(?= (?:of (?!an hour|hour|the (?:year|hour)|a? ?year)|off\b|back\b))",
    re.IGNORECASE,
)
"""Shares of a whole that are not written with a percent sign."""
_MAY_SHARE = re.compile(
    r"之(?<=分之)|‰|折|成(?<=[一二两三四五六七八九]成)|半(?:价|(?<=一半))|half"
    r"|t(?:hird|enth)|quarter|f(?:ourth|ifth)"
)
"""What stands in every such share, in small letters."""
_WHOLE = 100.0
_PER = {"百": 1.0, "千": 0.1, "万": 0.01}
_SPAN = re.compile(
    r"(?:(?<=\bwithin )|(?<=\bleast ))an? (?P<span>minute|hour|day|week|month|year)\b"
    r"|\ban? (?P<by>minute|hour|day|week|month|year)"
    r"(?= (?:ahead|late|earlier|in advance|or (?:more|less))\b)"
    r"|(?:\b(?:an?|the|per|every|each) )?(?<!\d )(?P<fortnight>fortnight)\b"
    r"|(?:(?:\ban? |\b(?P<quarters>three) )?quarters? of an "
    r"|\b(?P<half_hour>half an ))(?P<of>hour)\b"
    r"|(?P<ke>[一1两2三3])刻钟"
    r"|\b(?P<half_a>half )?a (?P<dozen>dozen)\b",
    re.IGNORECASE,
)
"""A span that the article counts: at least a week ahead; not a rate, as in £9 an hour."""
_AND_A_HALF = re.compile(
    rf"\b(?:(?P<en>\d{{1,4}}|{_SMALL}|one|an?) and a half[ -]"
    r"(?P<unit>minute|hour|day|week|month|year)s?"
    r"|(?P<article>an?|one) (?P<after>minute|hour|day|week|month|year) and a half)\b"
    rf"|(?P<zh>(?<!\d)\d{{1,4}}|(?<!{_HAN}){_HAN}{{1,6}})个半(?P<zh_unit>小时|钟头|月|星期)"
    rf"|(?P<han>(?<!\d)\d{{1,4}}|(?<!{_HAN}){_HAN}{{1,6}})(?P<han_unit>分钟|小时|天|年|周)半",
    re.IGNORECASE,
)
"""A number and a half: two and a half hours, 一个半小时, 三天半."""
_MAY_SPAN = re.compile(r"an? (?:minute|hour|day|week|month|year)|fortnight|dozen|刻钟")
_MAY_HALVE = re.compile(r"and a half|半(?<=[个钟时天年周]半)")
"""What stands in every such span, in small letters."""
_DOZEN = 12.0
_HAN_HALVES = {"钟头": "小时", "月": "个月"}
_DAY_IN_FIGURES = re.compile(
    r"(?<![\d.:/-])(?:(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)(?P<end>(?:19|20)\d\d))(?![\d/:-])(?!\.\d)"
)
_BETWEEN_FIGURES = re.compile(r"[-/.](?<=\d.)\d")
"""What stands in every such date; begins with what is quickly looked for, as do the others."""
_MONTHS, _DAYS = 12, 31
_NAMES = (
    "january february march april may june july august september october november december"
).split()


def shares(text: str, low: str) -> Iterator[Reading]:
    """百分之五, 5‰, 八折, a half, 四分之一, three quarters of it, in percent.

    `low` is the text in small letters, here and below.
    """
    if not _MAY_SHARE.search(low):
        return
    for match in _OF_A_WHOLE.finditer(text):
        share = _share(match)
        yield match.start(), match.end(), share, share, "%"


def _share(match: re.Match[str]) -> float:
    if match["of"]:
        return _plain_number(match["of_number"]) * _PER[match["of"]]
    if match["below"]:
        part = Fraction(han_number(match["above"]) or 0, han_number(match["below"]) or 1)
        return float(part) * _WHOLE
    if match["mille"]:
        return float(match["mille"]) * _PER["千"]
    if match["fold"] or match["tenths"]:
        return _tenths(match["fold"] or match["tenths"])
    if match["half"]:
        return 50.0
    count = counted(match["some"]) if match["some"] else 1
    return float(Fraction(count or 1, _PARTS_OF[match["part"].lower()])) * _WHOLE


def _tenths(said: str) -> float:
    """八, 8.5, 85 and 八五 tenths, in percent."""
    figures = [_plain_number(one) for one in said if one != "."]
    return figures[0] * 10 + (figures[1] if len(figures) > 1 else 0.0)


def _plain_number(text: str) -> float:
    return float(text) if text[0].isascii() else float(han_number(text) or 0)


def spans(text: str, low: str) -> Iterator[Reading]:
    """A week, in "at least a week ahead"; two and a half hours; a quarter of an hour; 一刻钟."""
    for match in _SPAN.finditer(text) if _MAY_SPAN.search(low) else ():
        if match["dozen"]:
            count = _DOZEN / 2 if match["half_a"] else _DOZEN
            yield match.start(), match.end(), count, count, ""
            continue
        unit = match["span"] or match["by"] or match["fortnight"] or match["of"] or "hour"
        count = 1.0
        if match["half_hour"]:
            count = 0.5
        elif match["of"]:
            count = 0.75 if match["quarters"] else 0.25
        elif match["ke"]:
            count = 0.25 * float(counted(match["ke"]) or 1)
        yield _lasting(match, unit, count)
    for match in _AND_A_HALF.finditer(text) if _MAY_HALVE.search(low) else ():
        said = match["en"] or match["zh"] or match["han"] or "one"
        whole = 1 if said.lower() in {"a", "an"} else counted(said)
        unit = match["unit"] or match["after"] or match["zh_unit"] or match["han_unit"]
        if whole is not None:
            yield _lasting(match, _HAN_HALVES.get(unit, unit), whole + 0.5)


def _lasting(match: re.Match[str], unit: str, count: float) -> Reading:
    dimension, factor = UNITS[unit.lower()]
    return match.start(), match.end(), count * factor, count, dimension


def days_in_figures(text: str, _low: str) -> Iterator[Reading]:
    """The year, the month and the day of each date in figures that can be read in one way only."""
    if not _BETWEEN_FIGURES.search(text):
        return
    for match in _DAY_IN_FIGURES.finditer(text):
        if read := _read(match):
            for name, dimension in zip(read, ("year", "month", "day"), strict=True):
                number = float(match[name])
                yield match.start(name), match.end(name), number, number, dimension


def days_in_words(text: str) -> str:
    """`text` with such dates as its language writes them: 2026年11月15日, 15 november 2026.

    >>> days_in_words("until 15/11/2026"), days_in_words("截止2026-11-15")
    ('until 15 november 2026', '截止2026年11月15日')
    """
    if not _BETWEEN_FIGURES.search(text):
        return text
    is_han = has_han(text)

    def written(match: re.Match[str]) -> str:
        read = _read(match)
        if not read:
            return match[0]
        year, month, day = (int(match[name]) for name in read)
        if is_han:
            return f"{year}年{month}月{day}日"
        return f"{day} {_NAMES[month - 1]} {year}"

    return _DAY_IN_FIGURES.sub(written, text)


def _read(match: re.Match[str]) -> tuple[str, str, str] | None:
    """The groups of the year, the month and the day; None where they cannot be told apart."""
    if match["y"]:
        return ("y", "m", "d") if _is_date(match["m"], match["d"]) else None
    orders = [
        (month, day)
        for month, day in (("b", "a"), ("a", "b"))
        if _is_date(match[month], match[day])
    ]
    if len(orders) == 1 or (orders and match["a"] == match["b"]):
        return ("end", *orders[0])
    return None


def _is_date(month: str, day: str) -> bool:
    return 1 <= int(month) <= _MONTHS and 1 <= int(day) <= _DAYS
