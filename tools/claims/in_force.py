"""From when to when what a passage says holds: "(valid until 31 Dec 2024)", 自2025年1月1日起.

A passage may say one thing for one time and another for the next, so it is read in pieces.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace

from knowledge.documents.sentences import sentences
from knowledge.readers.dates import date_in
from knowledge.remembered import PASSAGE, remembered
from tools.claims.measure import content

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAME = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
DATE = (
    r"(?:(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}(?:\s*[日号])?|\s*月底?)"
    r"|(?:19|20)\d\d年?[底末]"
    rf"|{_NAME}\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_NAME},?\s+(?:19|20)\d\d"
    r"|(?:the )?end of (?:19|20)\d\d)"
)
"""A day, a month, or the end of a year, with its year."""
_HOLDS_EN = (
    r"(?:valid|effective|in force|in effect|appl(?:y|ies|icable)|available|offered|runs|good)"
)
_ENDS = re.compile(
    rf"(?P<sure>\b(?:{_HOLDS_EN}|used|in use|applied)(?: only)? (?:until|till|through|up to|to)\s+"
    r"|\b(?:expire[sd]?|ends?|ended)(?: on)? |[(（\[](?:until|till|through|up to)\s+)"
    rf"(?:and including )?(?P<d1>{DATE})"
    rf"|\b(?:until|till|through|up to|before|prior to)\s+(?:and including )?(?P<d2>{DATE})"
    r"|(?P<sure2>有效期?限?(?:[至到]|为?截[至止]|[:：])|(?:执行|适用|施行|实行|沿用|使用|用)[至到])"
    rf"\s*(?P<d3>{DATE})"
    rf"|(?:截[至止])?\s*(?P<d4>{DATE})(?:之前|以前|前|止|为止|截止)(?P<sure3>有效|适用|执行)?"
    rf"|(?P<d5>{DATE})(?P<sure4>失效|到期|作废)",
    re.IGNORECASE,
)
"""Till when; `sure` where it says that it holds, and not only what was before."""
_STARTS = re.compile(
    rf"\b(?:{_HOLDS_EN} )?(?:from|as of|as from|since|starting|beginning|effective|on or after)\s+"
    rf"(?:on\s+)?(?P<d1>{DATE})"
    rf"|(?:自|从)?\s*(?P<d2>{DATE})(?:起|之后|以后|后|开始|生效|施行|实施)",
    re.IGNORECASE,
)
"""From when on."""
_BETWEEN = re.compile(
    rf"(?:\b(?:from|between)\s+|[自从]\s*)?(?P<d1>{DATE})\s*(?:[-–—~～至到]|to|until|through)\s*(?P<d2>{DATE})",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_THE_END = (
    *("until", "till", "through", "up to", "before", "prior to", "to", "expire", "end"),
    *("效", "期", "至", "到", "截", "前", "止", "作废"),
)
_FROM_THE_START = (
    *("from", "as of", "since", "starting", "beginning", "effective", "on or after"),
    *("起", "后", "开始", "生效", "施行", "实施"),
)
"""Of what stands beside the day, in small letters, one at least: it is quickly looked for."""
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b", re.IGNORECASE)
_SPACED = re.compile(r"\s+(?=[年月日号])|(?<=[年月])\s+")
"""Spaces within a Chinese date."""
_EXCLUDES = re.compile(r"before|prior|前", re.IGNORECASE)
"""How the day itself is left out."""
_FIGURE = re.compile(r"\d")
_YEAR = 12
"""Months of a year."""
_READ = 4_000
"""Characters of a passage that are read."""
_LABEL = 2
"""Terms beside a time that say nothing by themselves."""


@dataclass(frozen=True)
class Piece:
    """What a passage says for one time."""

    text: str
    """Its words, verbatim."""
    words: str = ""
    """The words that name the time; "" where none do."""
    start: dt.date | None = None
    """The first day on which it holds; None where that is not said."""
    end: dt.date | None = None
    """The last day; None where that is not said."""
    is_sure: bool = False
    """Whether it says that it holds till then, and not only what was before."""

    def holds_on(self, day: dt.date) -> bool:
        """Whether it holds on that day, as far as it says."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def may_name_a_time(passage: str) -> bool:
    """Whether a passage names a year, without which it tells of no time."""
    return _A_YEAR.search(passage) is not None


@remembered(texts=1_024, longest=PASSAGE)
def pieces_in_time(passage: str) -> tuple[Piece, ...]:
    """What `passage` says, each with the time for which it says so.

    >>> [str(one.end) for one in pieces_in_time("Fee (valid until 31 Dec 2024): 10%.")]
    ['2024-12-31']
    >>> [str(one.start) for one in pieces_in_time("2024年底前为10%；2025年1月1日起为20%")]
    ['None', '2025-01-01']
    """
    found: list[Piece] = []
    label: Piece | None = None
    for sentence in sentences(passage[:_READ]):
        times = _times(sentence)
        if not times:
            held = Piece(sentence) if label is None else replace(label, text=sentence)
            found.append(held)
            continue
        cut = _cut(sentence, times)
        found += cut
        if len(cut) > 1 or not _says_nothing(sentence, times[0][0]):
            label = None if len(cut) > 1 else label
            continue
        # What is under a heading with two days holds between them.
        is_whole = cut[0].start is not None and cut[0].end is not None
        label = replace(cut[0], is_sure=cut[0].is_sure or is_whole)
        if len(found) > 1 and not any(one.words for one in found[:-1]):
            # "The fee is 10 %. Valid until …": it is said of what stands before.
            found = [replace(label, text=one.text) for one in found]
    return tuple(found)


def _times(sentence: str) -> list[tuple[re.Match[str], Piece]]:
    """The times that a sentence names, in order, each as a piece without text."""
    found: list[tuple[re.Match[str], Piece]] = []
    if not may_name_a_time(sentence):
        return found
    low = sentence.lower()
    kinds = {
        "between": _BETWEEN if len(_A_YEAR.findall(low)) > 1 else None,
        "ends": _ENDS if any(word in low for word in _BEFORE_THE_END) else None,
        "starts": _STARTS if any(word in low for word in _FROM_THE_START) else None,
    }
    dated = [(one, kind) for kind, said in kinds.items() if said for one in said.finditer(sentence)]
    taken = 0
    for one, kind in sorted(dated, key=lambda it: (it[0].start(), it[1] != "between")):
        if one.start() < taken:
            continue
        dates = [value for name, value in one.groupdict().items() if name[0] == "d" and value]
        days = [_day(dates[0], last=kind == "ends"), _day(dates[-1], last=True)]
        if days[0] is None or days[1] is None:
            continue
        sure = any(value for name, value in one.groupdict().items() if name.startswith("sure"))
        end = None if kind == "starts" else days[1]
        if end and _EXCLUDES.search(one[0]) and not _is_period(dates[-1]):
            end -= dt.timedelta(days=1)
        start = days[0] if kind != "ends" else None
        found.append((one, Piece("", one[0].strip(" (（[:："), start, end, is_sure=bool(sure))))
        taken = one.end()
    return found


def day_named(date: str) -> dt.date | None:
    """The day that a date names; of a month or a year a day in its middle.

    >>> str(day_named("10 June 2026")), str(day_named("March 2026"))
    ('2026-06-10', '2026-03-16')
    """
    first, last = _day(date, last=False), _day(date, last=True)
    return first + (last - first) / 2 if first and last else None


def _is_period(date: str) -> bool:
    """Whether a date names no day, but a month or a year."""
    return date_in(_SPACED.sub("", _ORDINAL.sub("", date))) is None


def _day(date: str, *, last: bool) -> dt.date | None:
    """The day that is meant; of a month or a year the first, or the last one."""
    plain = _SPACED.sub("", _ORDINAL.sub("", date))
    if (day := date_in(plain)) is not None:
        return day
    year = re.search(r"(?:19|20)\d\d", plain)
    if year is None:
        return None
    name = re.search("|".join(_MONTHS), plain, re.IGNORECASE)
    number = re.search(r"(?<=[-/.年])\s*(\d{1,2})", plain)
    month = _MONTHS.index(name[0].lower()) + 1 if name else int(number[1]) if number else _YEAR
    if not 1 <= month <= _YEAR:
        return None
    first = dt.date(int(year[0]), month, 1)
    following = (first + dt.timedelta(days=31)).replace(day=1)
    return following - dt.timedelta(days=1) if last else first


def _cut(sentence: str, times: list[tuple[re.Match[str], Piece]]) -> list[Piece]:
    """The sentence in pieces of a time each; a time stands before what it is of, or behind."""
    if len(times) == 1:
        return [replace(times[0][1], text=sentence)]
    before = sentence[: times[0][0].start()]
    stands_behind = bool(_FIGURE.search(before))
    marks = [one.end() if stands_behind else one.start() for one, _ in times]
    edges = [0, *(marks[:-1] if stands_behind else marks[1:]), len(sentence)]
    return [
        replace(piece, text=sentence[edges[at] : edges[at + 1]])
        for at, (_, piece) in enumerate(times)
    ]


def _says_nothing(sentence: str, time: re.Match[str]) -> bool:
    """Whether a sentence is but the label of a time, for what stands around it."""
    rest = sentence[: time.start()] + " " + sentence[time.end() :]
    return not _FIGURE.search(rest) and (
        len(content(rest)) <= _LABEL or sentence.endswith("\n") or "(" in rest or "（" in rest
    )
