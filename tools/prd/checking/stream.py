"""A text as a row of marks that can be laid beside another text's, place by place.

Han characters stand alone, so that nothing hangs on where words end; English words by their stem;
an amount is one mark, whatever it is written in. Denials are no marks of their own: they are
noted at the mark that follows, so that a sentence and its denial have the same row.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from knowledge.han import HAN_RANGE
from knowledge.packaged import packaged
from knowledge.tokens import is_stop_word, terms
from tools.claims.amounts import Amount, amounts
from tools.claims.digits import fold
from tools.claims.pieces import Piece, pieces

_MARK = re.compile(rf"[{HAN_RANGE}]|[^\W\d_{HAN_RANGE}][^\W{HAN_RANGE}]*|[^\W_{HAN_RANGE}]+")
_CUT = re.compile(r"[,;:!?，。；：！？\n—]|\.(?=\s|$)")
_ENDED = re.compile(r"[。！？\n]|[.!?]\s")
"""What a denial does not reach over."""
_LISTED = re.compile(r"[^,;:!?，。；：！？\n—]*[:：](?P<items>[^。！？\n]*)")
_ITEM = re.compile(r"[；;]|$")
_LIGHT = frozenset("的了是在和与及或也都就还于为其这那一个有被把从到以之而并中时上下里后")
_LEVEL = re.compile(r"\s*(?:的?置信)?区间|\s*(?:confidence )?(?:interval|CI\b)", re.IGNORECASE)
_THE = re.compile(r"\bthe\s$", re.IGNORECASE)
_ALONE = re.compile(r"\s*(?:$|[,.;:)]|(?:is|are|was|were|in|of|do|does|have|has|can)\b)")
_BETWEEN = frozenset(
    "会 能 可 以 够 要 需 必 用 应 曾 是 被 有 再 须 许 太 很 yet ever longer be been have has had "
    "a an the alway current now still to".split()
)
"""Marks between a denial and what it denies: not yet sold, 不会扣."""
_DENIED = re.compile(
    r"(?P<not>不得不|不仅|不但|不断|不同|不少|不久|不过|无论|不管|不论|非常|非洲|除非|未来|别人|无人机"
    r"|特别|区别|级别|性别|个别|分别|非遗|没收|无疑|不锈钢|不足|不到|不超过|不多于|不少于"
    r"|\bnot only\b|\bno (?:longer|later|more|less) than\b|\bno doubt\b)"
    r"|不|没有?(?=[^有])|没|无|非|未|勿|\b(?:no|not|never|cannot|neither|nor)\b(?!\s*[:：])|\bnon-|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Turning:
    """A word that turns a statement, where it stands."""

    place: int
    """The place of its first mark."""
    end: int
    """The place after its last mark."""
    pair: int
    """Which pair of sides it belongs to."""
    side: int
    """Which of the two."""


class Stream:
    """The marks of a text, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        counted = [one for one in amounts(text) if not _is_name(text, one)]
        taken = bytearray(len(text))
        for one in counted:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
        denials: list[int] = []
        for found in _DENIED.finditer(text):
            if found["not"] is None and not any(taken[found.start() : found.end()]):
                denials.append(found.end())
                taken[found.start() : found.end()] = b"\1" * (found.end() - found.start())
        rows: list[tuple[int, int, str, Amount | None]] = [
            (one.start, one.end, f"#{one.number:g}{one.dimension}", one) for one in counted
        ]
        rows += [
            (mark.start(), mark.end(), _key(mark[0]), None)
            for mark in _MARK.finditer(text)
            if not taken[mark.start()] and not taken[mark.end() - 1]
        ]
        rows.sort(key=lambda row: row[0])
        self.starts = [row[0] for row in rows]
        """Where each mark begins."""
        self.ends = [row[1] for row in rows]
        """Where each mark ends."""
        self.keys = [row[2] for row in rows]
        """In what form each is compared."""
        self.amounts: dict[int, Amount] = {
            place: row[3] for place, row in enumerate(rows) if row[3] is not None
        }
        """The amounts by their place."""
        self.denied = {
            place
            for end in denials
            if (place := self._told(self.place(end))) < len(rows)
            and not _ENDED.search(text, end, self.starts[place])
        }
        """The places that a denial stands before."""
        self.led = {self._told(self.place(at)) for end in denials for at in _led(text, end)}
        """The places that begin what follows a denial and a colon: it may be denied, 不支持：导出,
        or be the reason, 不能改期：已经发布."""
        cuts = [mark.start() for mark in _CUT.finditer(text)]
        self.clause = [bisect_left(cuts, start) for start in self.starts]
        """In which clause each mark stands, counted from 0."""
        self.weights = [
            _weight(key, text[start]) for key, start in zip(self.keys, self.starts, strict=True)
        ]
        """How much each mark tells of where it stands."""

    def __len__(self) -> int:
        return len(self.keys)

    def _told(self, place: int) -> int:
        """The first place from there on whose mark says what is denied."""
        while place + 1 < len(self.keys) and self.keys[place] in _BETWEEN:
            place += 1
        return place

    def place(self, offset: int) -> int:
        """The place of the first mark that begins at an offset or after it."""
        return bisect_left(self.starts, offset)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each mark stands, by its form."""
        found: dict[str, list[int]] = {}
        for place, key in enumerate(self.keys):
            found.setdefault(key, []).append(place)
        return found

    @cached_property
    def pieces(self) -> list[Piece]:
        """What of the text carries meaning."""
        return pieces(self.text)

    @cached_property
    def turnings(self) -> list[Turning]:
        """The words that turn what the text says."""
        found = []
        for mark in _turning().finditer(self.text):
            for pair, side in _sides()[fold(mark[0])]:
                found.append(Turning(self.place(mark.start()), self.place(mark.end()), pair, side))
        return found


def _led(text: str, end: int) -> Iterator[int]:
    """Where the items begin of a list whose lead-in has a denial that ends at `end`."""
    listed = _LISTED.match(text, end)
    if listed is None:
        return
    start = listed.start("items")
    for mark in _ITEM.finditer(listed["items"]):
        yield start
        start = listed.start("items") + mark.end()


def turn_of(pair: int) -> str:
    """What is told of a pair of sides: `direction` or `quantifier`."""
    return str(_lists()[pair]["turn"])


def _is_name(text: str, one: Amount) -> bool:
    """Whether a number counts nothing: the level of an interval, 第三, `the two` of a pair."""
    if _LEVEL.match(text, one.end) or text[: one.start].endswith("第"):
        return True
    is_worded = text[one.start : one.end].isalpha() and text[one.start : one.end].isascii()
    return is_worded and bool(_THE.search(text[: one.start])) and bool(_ALONE.match(text, one.end))


@cache
def loose() -> frozenset[str]:
    """Words that a retelling puts in and leaves out freely."""
    lists = packaged(__package__, "loose.yaml")
    return frozenset([*lists["zh"], *lists["en"]])


@cache
def _key(word: str) -> str:
    folded = fold(word)
    return next(iter(terms(folded)), folded) if folded.isascii() else folded


def _weight(key: str, first: str) -> float:
    if key[0] == "#":
        return 1.0
    if not key.isascii():
        return 0.2 if key in _LIGHT or key in _BETWEEN else 0.6
    if is_stop_word(key):
        return 0.35
    return 1.4 if first.isupper() else 1.0


@cache
def _lists() -> list[dict[str, Any]]:
    lists: list[dict[str, Any]] = packaged(__package__, "sides.yaml")
    return lists


@cache
def _sides() -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for pair, entry in enumerate(_lists()):
        for side, words in enumerate(entry["sides"]):
            for word in words:
                found.setdefault(word, []).append((pair, side))
    return found


@cache
def _turning() -> re.Pattern[str]:
    longest = sorted(_sides(), key=len, reverse=True)
    return re.compile(
        "|".join(rf"\b{re.escape(one)}\b" if one.isascii() else re.escape(one) for one in longest),
        re.I,
    )
