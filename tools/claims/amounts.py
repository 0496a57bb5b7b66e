"""Amounts in a text, in either language, in one unit per dimension: half a minute is 30 秒.

Kept apart from `tools.values`, which compares table cells: here each amount has its place in the
text, and what two ways of writing say is compared, not how they are written.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.han import HAN_RANGE
from knowledge.numerals import CARDINALS, ENGLISH_NUMBER, HAN_FIGURES, counted
from knowledge.remembered import PASSAGE, remembered
from tools.claims.clock import times_of_day
from tools.claims.dimensions import COUNTERS, HAN_UNITS, LATIN_UNITS, UNITS, are_kin
from tools.claims.durations import lasting, may_be_one
from tools.claims.overlapping import overlapping
from tools.claims.worded import days_in_figures, shares, spans

_TIMES = {
    "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12,
    "k": 1e3, "hundred": 1e2, "thousand": 1e3, "grand": 1e3, "million": 1e6, "billion": 1e9,
    "bn": 1e9, "trillion": 1e12, "dozen": 12,
}  # fmt: skip
_MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}
_LETTER_UNITS = r"(?<!\d{4})[sh]|(?<!\d{3})p"  # 8 s, but not the 1990s; 20p, but not 720p
_HAN_NUMBER = f"[{HAN_FIGURES}]"
_AMOUNT = re.compile(
    rf"(?P<sign>[￥¥$€£]\s?)?(?:"
    rf"(?P<digits>(?<![\w.])\d[\d,]*(?:\.\d+)?|(?<=[{HAN_RANGE}])\d[\d,]*(?:\.\d+)?)"
    rf"|(?P<half>(?<![一二三四五六七八九十多大过])半|\bhalf an?\b)"
    rf"|(?P<word>\b(?:{ENGLISH_NUMBER})\b)"
    rf"|(?P<han>(?!千万[别不要勿记得请小注]){_HAN_NUMBER}+(?=[万亿]|多|余|{HAN_UNITS}|[{COUNTERS}])|{_HAN_NUMBER}{{3,}}|[一二两三四五六七八九][百千])"
    rf")\s?(?P<about>多|余|来|几)?"
    rf"(?P<times>百万|千万|万亿|千|万|亿|(?:k|hundred|thousand|grand|million|billion|bn|trillion|dozen)\b)?"
    rf"\s?(?P<more>多|余|来|几)?-?"
    rf"(?P<unit>(?!周岁)(?:{HAN_UNITS})|[%％℃]|°C|(?:{LATIN_UNITS}|{_LETTER_UNITS})\b)?"
    rf"(?:周(?=岁))?(?P<counter>[{COUNTERS}])?",
    re.IGNORECASE,
)
_HEADS = sorted({f"(?<={word[0]}){word[1:3]}" for word in (*CARDINALS, "half")})
_MAY_BEGIN = re.compile(
    rf"[￥¥$€£\d半{HAN_FIGURES}zotfsenhZOTFSENH](?<![A-Za-z][A-Za-z])"
    rf"(?:(?<![A-Za-z])|(?i:{'|'.join(_HEADS)}))"
)
"""A sign, a digit, or the first letters of a number in words."""
_MONTH_NAME = re.compile(
    r"\b(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?<=\d )(?-i:May)\b|may(?=\s+\d)|"
    r"(?-i:May)(?=\s*(?:[.,;!?)]|$))|"
    r"june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?",
    re.IGNORECASE,
)
_MAY_NAME_A_MONTH = re.compile("|".join(_MONTHS))
"""In small letters; quickly looked for."""
_NAMES_A_DAY = re.compile(r"(?:第|周|星期|礼拜)\Z")
"""What makes a Chinese number an ordinal or the name of a day: 周六只办这一项."""
_BY = re.compile(r"\s*[×xX*]\s*")
_RATE = re.compile(
    rf"一(?:[次人份瓶盒包袋杯顿回]|[天日周](?=[^，。；,;]{{0,3}}[{HAN_FIGURES}\d]{{1,2}}[次回片粒顿杯]))"
    rf"[吃服用喝收交付]?\s?[{HAN_FIGURES}半\d]"
    rf"|一[天日周][吃服用喝]?[{HAN_FIGURES}\d]{{1,2}}[次回片粒顿杯]"
)
"""How Chinese says how much it is each: 一次一片, 一天吃两次."""
_NEAR = (
    "约", "近", "左右", "about", "around", "roughly", "nearly", "almost", "some", "approximately"
)  # fmt: skip
_ABOVE = ("超过", "逾", "至少", "高达", "over", "more than", "at least", "above", "upwards of")
"""What stands right before an amount that is meant so, in small letters."""
_FOR_DAYS = re.compile(r"(?:间隔|相隔|提前|至少|超过|超出|不少于|不超过|逾|满)\s?$")
_OF_DAYS = re.compile(r"\s?(?:以上|以内|之内|内|以下|左右|游|内有效)")
"""What stands before and after a number of days."""
_CITED = re.compile(
    r"(?:passages?|sources?|documents?|step|figure|table|item|资料|文档|来源|段落|步骤)"
    r"\s*#?(?:\d+(?:,| and| &|、|和)\s*)*$|\[$",
    re.IGNORECASE,
)
_NOON = 12
"""Hours in half a day."""
_NEAR_SHARE, _ABOVE_SHARE = 0.06, 0.2
"""Share of an amount by which one that is "about" it may be off, and one "over" it larger."""


@dataclass(frozen=True)
class Amount:
    """One amount, where it stands, and how exactly it is meant."""

    start: int
    """The offset of its first character."""
    end: int
    """The offset after its last character, its unit included."""
    number: float
    """How much, in the base unit of its dimension."""
    written: float
    """How much, in the unit that it is written in."""
    dimension: str
    """`time` in seconds, `cny`, `%`, ...; a counter such as 名; empty for a bare number."""
    meant: str = "exact"
    """`exact`, `near` (约, nearly), `above` (超过, at least), `some more` (多, 几) or, of a time of
    day, `either half` (3点).
    """

    def is_kin(self, other: "Amount") -> bool:
        """Whether both may be amounts of the same thing."""
        return are_kin(self.dimension, other.dimension)

    def agrees(self, other: "Amount") -> bool:
        """Whether `other` may be what this one says."""
        if self.dimension and other.dimension:
            if self.dimension != other.dimension:
                mine_lasts = lasting(self.number, self.dimension)
                other_lasts = mine_lasts and lasting(other.number, other.dimension)
                if mine_lasts and other_lasts:
                    return may_be_one(mine_lasts, other_lasts)
                if not are_kin(self.dimension, other.dimension):
                    return False
            mine, theirs = self.number, other.number
            if "either half" in (self.meant, other.meant):
                mine, theirs = mine % _NOON, theirs % _NOON
        else:
            mine, theirs = self.written, other.written
        if self.meant in ("above", "some more") and mine <= theirs:
            more = _last_place(self.written) / (self.written or 1.0)
            if self.meant == "some more":
                return theirs < mine * (1 + more)
            return theirs <= mine * (1 + max(more, _ABOVE_SHARE))
        slack = _NEAR_SHARE if "near" in (self.meant, other.meant) else 1e-6
        return abs(mine - theirs) <= slack * max(abs(mine), 1e-9)

    def meets(self, other: "Amount") -> bool:
        """Whether either may be what the other says."""
        return self.agrees(other) or other.agrees(self)


def amounts(text: str) -> list[Amount]:
    """The amounts of `text` in order; numbers of list items and of passages are none.

    Total, and linear in the length of the text.
    """
    return list(_amounts(text))


@remembered(texts=8_192, longest=PASSAGE)
def _amounts(text: str) -> tuple[Amount, ...]:
    low = text.lower()
    found = [Amount(*one) for read in (shares, spans, days_in_figures) for one in read(text, low)]
    found += [
        Amount(start, end, hours, hours, "clock", "either half" if is_open else "exact")
        for start, end, hours, is_open in times_of_day(text, low)
    ]
    is_taken = overlapping([(one.start, one.end) for one in found])
    found += [
        Amount(m.start(), m.end(), month, month, "month")
        for m in (_MONTH_NAME.finditer(text) if _MAY_NAME_A_MONTH.search(low) else ())
        if (month := float(_MONTHS[m["name"][:3].lower()]))
    ]
    for match in _matches(text):
        if is_taken(match.start(), match.end()):
            continue
        if match["han"] and _NAMES_A_DAY.search(text, max(0, match.start() - 2), match.start()):
            continue
        if match["han"] == "一" and _RATE.match(text, match.start()):
            continue  # so much each time
        number = _number(match)
        before = text[max(0, match.start() - 16) : match.start()]
        if number is None or _is_label(text, match, before):
            continue
        unit = (match["unit"] or (match["sign"] or "").strip()).lower()
        if unit == "日" and _lasts(text, match, before):
            unit = "天"
        dimension, factor = UNITS.get(unit, (match["counter"] or "", 1.0))
        number *= _TIMES.get((match["times"] or "").lower(), 1.0)
        meant = "exact"
        loosely = match["about"] or match["more"]
        if loosely and loosely != "来":
            meant = "some more"
        elif (said := before.rstrip().lower()).endswith(_ABOVE):
            meant = "above"
        elif loosely or said.endswith(_NEAR) or text[match.end() : match.end() + 2] == "左右":
            meant = "near"
        end = match.start() + len(match[0].rstrip(" ,-"))
        found.append(Amount(match.start(), end, number * factor, number, dimension, meant))
    return tuple(_with_units(text, sorted(found, key=lambda one: one.start)))


def _with_units(text: str, found: list[Amount]) -> list[Amount]:
    """The amounts, each side of a measure in the unit of the last one: 22 × 22 cm."""
    for at in range(len(found) - 2, -1, -1):
        one, other = found[at], found[at + 1]
        if one.dimension or other.dimension != "metre":
            continue
        if _BY.fullmatch(text, one.end, other.start):
            unit = other.number / (other.written or 1.0)
            found[at] = replace(one, number=one.written * unit, dimension=other.dimension)
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The amounts as they stand; looked for only where one may begin, which is seldom."""
    end = 0
    for start in _MAY_BEGIN.finditer(text):
        if start.start() >= end and (found := _AMOUNT.match(text, start.start())):
            yield found
            end = found.end()


def _is_label(text: str, match: re.Match[str], before: str) -> bool:
    """Whether a number only says which item, passage or source is meant."""
    if match["unit"] or match["times"] or match["counter"] or match["sign"]:
        return False
    if _CITED.search(before):
        return True
    starts_line = not before.rsplit("\n", 1)[-1].strip(" \t-*•#(（[")
    has_mark = text[match.end() : match.end() + 1] in tuple(".)）、]:")
    return starts_line and has_mark and bool(text[match.end() + 1 :].strip())


def _lasts(text: str, match: re.Match[str], before: str) -> bool:
    """Whether 日 counts days, rather than name one: 间隔10日以上, not 3月10日前."""
    if before.rstrip().endswith("月"):
        return False
    return bool(_FOR_DAYS.search(before) or _OF_DAYS.match(text, match.end()))


def _number(match: re.Match[str]) -> float | None:
    if match["digits"]:
        return float(match["digits"].replace(",", "").rstrip(".") or 0)
    if match["half"]:
        return 0.5 if match["unit"] else None
    # A bare "one" is a pronoun more often than a number.
    if (match["word"] or "").lower() == "one" and not match["unit"] and not match["times"]:
        return None
    number = counted(match["word"] or match["han"])
    return None if number is None else float(number)


def _last_place(number: float) -> float:
    """What the last digit of a number that is not 0 counts: 100 in 2600, 0.1 in 2.5."""
    scale = 10.0 ** math.floor(math.log10(number)) if 0 < number < math.inf else 0.0
    while scale and abs(number / scale - round(number / scale)) > 1e-9:
        scale /= 10
    return scale
