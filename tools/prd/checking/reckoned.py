"""Is a number reckoned from those of its source: a share, a sum, a difference, a multiple, a cost?

The more numbers a source has, the more results chance brings about. So the operands have to be of
one kind and stand together: in one sentence of the source, near each other and about what the
sentence speaks of, or in the sentence itself, which then shows the reckoning. All but shares want
a word that tells what was done, such as `in all` or `more`. One operation, two for growth and for
what is left of a whole; the result is rounded as it is written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from tools.claims.amounts import Amount
from tools.claims.measure import Text, content
from tools.prd.checking.evidence import Evidence
from tools.prd.checking.stream import Stream
from tools.prd.checking.wording import pattern
from tools.shares import difference, share

_NEAR = 48
"""Characters between two operands, at most."""
_MATTER = 0.25
"""The share of the words beside a number that the sentence of its operands has, at least."""
_BESIDE = 24
"""Characters before and after a number that say what it is of, and how it was reckoned."""
_TAIL = 12
"""Characters after a number that may say that it is a multiple."""
_SLACK = 0.06
"""By which share of it a result that is only said to be near may be off."""
_BASES = (10.0, 100.0, 1000.0)
_MONEY = frozenset({"cny", "usd", "eur", "gbp"})
_FRACTION = re.compile(r"(?<![\d/.])(\d[\d,]{0,12})/(\d[\d,]{0,12})(?![\d/])")
_FRACTIONS = 8
"""Shares of a source that are set against each other, at most."""
_CUT = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_SCALES = (
    (re.compile(r"百万|million|\b1M\b", re.I), 1e6),
    (re.compile(r"万(?!亿)"), 1e4),
    (re.compile(r"千|thousand|\b1k\b", re.I), 1e3),
)
"""How many a price may be for: per million tokens."""


@dataclass(frozen=True)
class _Group:
    """Numbers that may be reckoned with each other, and the words that they stand in."""

    text: str
    """The words."""
    amounts: tuple[Amount, ...]
    """The numbers in order."""
    is_own: bool = False
    """Whether it is the sentence itself."""

    @cached_property
    def words(self) -> Text:
        """The words, to be asked for others."""
        return Text(self.text)

    def pairs(self) -> Iterator[tuple[Amount, Amount]]:
        """Two that stand near each other."""
        for one, other in combinations(self.amounts, 2):
            if self.is_own or other.start - one.end <= _NEAR:
                yield one, other


def reckoned(said: Stream, evidence: Evidence, doubtful: Sequence[Amount]) -> list[Amount]:
    """Those of `doubtful`, the numbers of `said` that `evidence` has not, that it gives rise to."""
    if not doubtful:
        return []
    shown = [one for one in said.amounts.values() if one not in doubtful]
    groups = [*_groups(evidence), _Group(said.text, tuple(shown), is_own=True)]
    apart = _apart(evidence)
    return [
        one
        for one in doubtful
        if any(_gives(group, one, said) for group in groups)
        or _is_of_hundred(one, said, evidence)
        or _is_apart(one, said, apart)
    ]


def _groups(evidence: Evidence) -> Iterator[_Group]:
    """The sentences of the source with two numbers or more."""
    text, start = evidence.text, 0
    there = list(evidence.stream.amounts.values())
    for end in [*(mark.start() for mark in _CUT.finditer(text)), len(text)]:
        held = tuple(one for one in there if start <= one.start < end)
        if len(held) > 1:
            yield _Group(text[start:end], held)
        start = end


def _is_of_hundred(mine: Amount, said: Stream, evidence: Evidence) -> bool:
    """Whether it is part of a rate told of a round number, such as 42 in 100 for 42.1 %."""
    for mark in pattern("reckoned.of_hundred").finditer(said.text):
        base = next((one for one in said.amounts.values() if one.end == mark.end("of")), None)
        if base is None or base.number not in _BASES:
            continue
        rates = [one for one in evidence.stream.amounts.values() if one.dimension == "%"]
        for part in said.amounts.values():
            if part is base or mine not in {part, base} or not _counts(part):
                continue
            if any(abs(base.number * one.number / 100 - part.number) <= 0.5 for one in rates):
                return True
    return False


def _apart(evidence: Evidence) -> list[float]:
    """How many points two shares of the source lie apart: by their values, and the interval."""
    shares = [
        share(int(one), int(other))
        for mark in _FRACTION.finditer(evidence.text)
        if (one := mark[1].replace(",", "")) and (other := mark[2].replace(",", ""))
        if 0 <= int(one) <= int(other) > 0
    ][:_FRACTIONS]
    found = []
    for one, other in combinations(shares, 2):
        ends = ((one.value or 0.0) - (other.value or 0.0), *difference(one, other))
        found += [100 * abs(end) for end in ends]
    return found


def _is_apart(mine: Amount, said: Stream, apart: Sequence[float]) -> bool:
    if mine.dimension not in {"points", ""}:
        return False
    written = said.text[mine.start : mine.end]
    before = said.text[max(0, mine.start - _BESIDE) : mine.start]
    after = said.text[mine.end : mine.end + _BESIDE]
    if not pattern("reckoned.points").search(written + after):
        return False
    if not pattern("reckoned.apart").search(f"{before} {after}"):
        return False
    return any(_is_rounded(mine, one, written) for one in apart)


def _gives(group: _Group, mine: Amount, said: Stream) -> bool:
    before = said.text[max(0, mine.start - _BESIDE) : mine.start]
    after = said.text[mine.end : mine.end + _BESIDE]
    beside = f"{before} {after}"
    if not group.is_own:
        asked = content(beside)
        if asked and group.words.share(asked) < _MATTER:
            return False
    written = said.text[mine.start : mine.end]
    results = _results(group, mine, written + after[:_TAIL], beside)
    return any(_is_rounded(mine, one, written) for one in results)


def _results(group: _Group, mine: Amount, own: str, beside: str) -> Iterator[float]:
    """What the numbers of a group come to, in the unit of `mine`."""
    pairs = list(group.pairs())
    if mine.dimension == "%":
        yield from _shares(pairs, beside)
    if mine.dimension == "%" and pattern("reckoned.rest").search(beside):
        yield from (100 - one.number for one in group.amounts if one.dimension == "%")
    if pattern("reckoned.times").search(own):
        yield from (_over(one, other) for one, other in pairs if _same_kind(one, other))
    if pattern("reckoned.total").search(beside):
        yield from (a.number + b.number for a, b in pairs if _adds(a, b, mine))
        every = [one for one in group.amounts if _adds(one, one, mine)]
        if len(every) > 2:
            yield sum(one.number for one in every)
    if pattern("reckoned.apart").search(beside):
        yield from (abs(a.number - b.number) for a, b in pairs if _parts(a, b, mine))
    if mine.dimension in _MONEY:
        yield from _costs(group, pairs, mine, beside)


def _shares(pairs: Sequence[tuple[Amount, Amount]], beside: str) -> Iterator[float]:
    """Parts of a whole in per cent; with a word for it, by how much one is over the other."""
    for one, other in pairs:
        if not (_counts(one) and _counts(other)) and not _same_kind(one, other):
            continue
        small, large = sorted((one.number, other.number))
        if large <= 0 or one.dimension == "%":
            continue
        if _counts(one) and _counts(other) and small == int(small) and large == int(large):
            yield 100 * small / large
            if pattern("reckoned.rest").search(beside):
                yield 100 - 100 * small / large
        if small > 0 and pattern("reckoned.growth").search(beside):
            yield 100 * (large - small) / small
            yield 100 * (large - small) / large


def _costs(
    group: _Group, pairs: Sequence[tuple[Amount, Amount]], mine: Amount, beside: str
) -> Iterator[float]:
    """A price times how many, or what comes to one of them."""
    for one, other in pairs:
        priced, many = (one, other) if one.dimension in _MONEY else (other, one)
        if priced.dimension != mine.dimension or not _counts(many) or many.number <= 1:
            continue
        yield priced.number * many.number
        for scale, size in _SCALES:
            if scale.search(group.text):
                yield priced.number * many.number / size
        if pattern("reckoned.each").search(beside):
            yield priced.number / many.number


def _is_rounded(mine: Amount, value: float, written: str) -> bool:
    """Whether a value is what stands there, as exactly as it is written."""
    size = _last_place(mine, written)
    slack = 0.5 * size * (1 + 1e-9)
    if mine.meant != "exact":
        slack = max(slack, _SLACK * abs(mine.number))
    return value != 0 and abs(value - mine.number) <= slack


def _last_place(mine: Amount, written: str) -> float:
    """What one more in the last digit that is written comes to."""
    digits = _DIGITS.search(written)
    if digits is None or not (number := float(digits[0].replace(",", ""))):
        return 1.0
    return 10.0 ** -len(digits[1] or "") * mine.number / number


def _over(one: Amount, other: Amount) -> float:
    small, large = sorted((one.number, other.number))
    return large / small if small > 0 else 0.0


def _adds(one: Amount, other: Amount, mine: Amount) -> bool:
    return _same_kind(one, other) and _same_kind(one, mine)


def _parts(one: Amount, other: Amount, mine: Amount) -> bool:
    if one.dimension == other.dimension == "%":
        return mine.dimension in {"points", ""}
    return _adds(one, other, mine)


def _same_kind(one: Amount, other: Amount) -> bool:
    return one.dimension == other.dimension or (_counts(one) and _counts(other))


def _counts(one: Amount) -> bool:
    """Whether it counts things: bare, or with a counter such as 名."""
    return not one.dimension or (len(one.dimension) == 1 and one.dimension not in {"%", "年", "月"})
