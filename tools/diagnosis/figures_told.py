"""The figures of a text as plain values, however they are written, to see which another one has.

A note says 9/17 or 10.31 where an answer says 9月17日, or 12.5 where it says 十二块五: what counts
is that the values are there.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from knowledge.remembered import PASSAGE, remembered
from tools.claims.amounts import amounts

_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:[./:]\d+)*")
_PIECES = re.compile(r"[./:]")
_TENTHS = re.compile(r"[块元点]([一二三四五六七八九\d])(?!\d|[十百千万])")
"""The tenths of a price as it is spoken: 十九块九."""
_OF_LENGTH = re.compile(
    r"\s?个?(?:字|词|句|段|行|条|words?\b|char(?:acter)?s?\b|sentences?\b|lines?\b"
    r"|bullets?\b|paragraphs?\b|hashtags?\b)",
    re.IGNORECASE,
)
"""What follows a number that bounds a text, and says nothing of its matter."""
_BOUND = re.compile(r"(?:[≤<＜≥>]=?|第|#)\s*$")
_NOON = 12
_DAYS = re.compile(
    r"\s?(?:[日号月]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)", re.IGNORECASE
)
_RANGE = re.compile(r"\s?[-–—~～至到]\s?(\d[\d,]*)")
_HAN_TENTHS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))


class Figure(NamedTuple):
    """One figure of a note."""

    text: str
    """As it stands there."""
    values: tuple[float, ...]
    """What it may be: its value; that of a thousandfold; or the pieces of a date."""
    pieces: tuple[float, ...]
    """The parts of a date or a time, which may stand apart elsewhere; empty for other figures."""
    upto: float | None = None
    """The end of a range of which it is the beginning: anything between will do."""

    def is_among(self, known: frozenset[float]) -> bool:
        """Whether a text with those values has it."""
        if any(value in known for value in self.values):
            return True
        if self.upto is not None:
            return any(self.values[0] <= one <= self.upto for one in known)
        return bool(self.pieces) and known.issuperset(self.pieces)


@remembered(texts=512, longest=PASSAGE)
def values(text: str) -> frozenset[float]:
    """All values that figures of `text` may stand for.

    >>> sorted(values("十二块五, 9月17日"))
    [9.0, 12.0, 12.5, 17.0]
    """
    found = {one for figure in figures(text) for one in (*figure.values, *figure.pieces)}
    for one in amounts(text):
        found |= {one.written, one.number}
        if one.dimension == "clock":
            found.add(one.number % _NOON)  # 晚八点 is 8 in the evening
        if tenths := _TENTHS.match(text, one.end - 1):
            digit = tenths[1]
            found.add(round(one.written + (_HAN_TENTHS.get(digit) or int(digit)) / 10, 1))
    return frozenset(found)


def figures(text: str) -> list[Figure]:
    """The figures of a text in digits, without those that bound how long a text may be.

    >>> [one.text for one in figures("£76, 14–21 April, ≤45 chars, 9/17")]
    ['76', '14', '21', '9/17']
    """
    scaled = {one.start: one.number for one in amounts(text)}
    found = []
    end = 0
    for token in _TOKEN.finditer(text):
        before = text[max(0, token.start() - 4) : token.start()]
        upto = _RANGE.match(text, token.end())
        last = upto.end() if upto else token.end()
        if token.start() < end or _OF_LENGTH.match(text, last) or _BOUND.search(before):
            end = max(end, last)
            continue
        plain = token[0].replace(",", "").strip(".")
        parts = tuple(float(one) for one in _PIECES.split(plain) if one)
        is_number = len(parts) == 1 or re.fullmatch(r"\d+\.\d+", plain)
        own = [float(plain)] if is_number else []
        # An amount in another unit is the same: 50k is 50,000, 3.2万 is 32,000.
        at = next((at for at in (token.start(), token.start() - 1) if at in scaled), None)
        own += [scaled[at]] if is_number and at is not None else []
        dated = parts if len(parts) > 1 else ()
        more = float(upto[1].replace(",", "")) if upto and len(parts) == 1 else None
        if more is not None and more > parts[0] and not _is_dated(text, last):
            end = last
            found.append(Figure(text[token.start() : last], tuple(own), dated, more))
        else:
            found.append(Figure(token[0], tuple(own), dated))
    return found


def _is_dated(text: str, end: int) -> bool:
    """Whether a range is one of days, both of which are meant: 14–21 April."""
    return bool(_DAYS.match(text, end))


def joined(texts: Iterable[str]) -> frozenset[float]:
    """The values of several texts together."""
    return frozenset().union(*map(values, texts))
