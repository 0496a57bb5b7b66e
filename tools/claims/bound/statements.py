"""The pieces of a text: what it gives a value, and the words that say to what."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.remembered import PASSAGE, remembered
from tools.claims.alike import is_han
from tools.claims.bound.calendar import days_of, months_of
from tools.claims.bound.states import goes_on_with_opposite
from tools.claims.bound.values import RANGE, Value, values
from tools.claims.pieces import CODE
from tools.claims.polarity import Word, clauses
from tools.claims.splitting import claims

_CUT = re.compile(r"[;；，。！？!?\n]|[,:：](?!\d)|(?<!\d)\.(?!\d)|\.(?=\s|$)|—(?=\D)")
"""Where a piece ends in any case."""
_JOIN = re.compile(r"[、（(]|\b(?:and|but|while|whereas|or)\b|而|和|与|及|但", re.IGNORECASE)
"""Where one ends if there is a value on either side."""
_PARTICLE = re.compile(
    r"\b(?:[a-z]+-|(?:check|sign|log|opt|pick|drop|hand|clock) )(in|out|up|off|down)\b",
    re.IGNORECASE,
)
"""What tells a check-in from a check-out."""
_UNTOLD = frozenset(
    "每 同一 单次 一次 元 个 块 正常 照常 建议 需要 为 立即 马上 立刻"
    " immedi instant price cost per must need after befor".split()
)
"""Words that tell no case from another."""
_RATE = re.compile(
    r"\s*(?:(?:per|an?|/)\s*[a-z]+|[一/每]\s*[张次节位人个晚天月年件本])", re.IGNORECASE
)
"""What follows an amount and says of how much it is."""
_STATED = str.maketrans("?？", ".。")
"""A question's words are read as those of a statement."""
_MOST = 60
"""Pieces of a text that are looked at."""


@dataclass(frozen=True)
class Piece:
    """A piece of a text with a value or more of one kind."""

    text: str
    """The sentence that it is of."""
    start: int
    """The offset of its first character in the sentence."""
    end: int
    """The offset after its last one."""
    number: int
    """Which sentence of the text that is."""
    values: tuple[Value, ...]
    """Its values."""
    words: tuple[Word, ...]
    """Its other words."""

    @cached_property
    def days(self) -> frozenset[int]:
        """The days of the week that it names."""
        return days_of(self.text[self.start : self.end])

    @cached_property
    def months(self) -> frozenset[int]:
        """The months that it names."""
        return months_of(self.text[self.start : self.end])

    def ahead(self, words: Iterable[Word]) -> list[Word]:
        """Those of its words that stand before its first value."""
        first = self.values[0].start if self.values else self.end
        return [word for word in words if word.start < first]


@dataclass(frozen=True)
class Asked:
    """A question."""

    words: tuple[Word, ...]
    """What it says."""
    days: frozenset[int]
    """The days of the week that it names."""
    months: frozenset[int]
    """The months."""
    values: tuple[Value, ...]
    """The values."""
    text: str = ""
    """It, verbatim."""


@remembered(texts=512, longest=PASSAGE)
def asked_in(text: str) -> Asked:
    """What a question asks about."""
    words = words_of(text.rstrip("?？吗么呢 ").translate(_STATED))
    return Asked(words, days_of(text), months_of(text), values(text), text)


@remembered(texts=2_048, longest=PASSAGE)
def pieces_of(text: str) -> tuple[Piece, ...]:
    """The pieces of a text, of one value or one range of values each, in order."""
    found: list[Piece] = []
    for number, sentence in enumerate(claims(text)):
        found += _pieces(sentence, number) if values(sentence) else ()
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


def _pieces(sentence: str, number: int) -> list[Piece]:
    said = values(sentence)
    words = words_of(sentence, said)
    found: list[Piece] = []
    start = last = 0
    for end in [*_cuts(sentence, said), len(sentence)]:
        own = tuple(one for one in said if start <= one.start < end)
        if not own and found and (opposite := goes_on_with_opposite(sentence[start:end])):
            own = tuple(_turned(one, start + opposite.end()) for one in found[-1].values)
            own = tuple(one for one in own if one.state)
        if sentence[end - 1] in ":：":
            own = ()  # a title: opening hours are not open
        is_bare = own and not any(last <= word.start < end for word in words)
        last = end
        if is_bare and end < len(sentence) and sentence[end - 1] in ",，":
            continue  # "he fled, in 783, he was crowned": it may be of either
        if own or end == len(sentence) or sentence[end - 1] in ";；:：":
            held = tuple(word for word in words if start <= word.start < end)
            goes_on = bool(found) and found[-1].number == number
            if own and not held and goes_on and sentence[found[-1].end - 1] in ",，":
                held = found[-1].words  # "an e-certificate after the test, free;": it is of that
            if not own and goes_on and end == len(sentence):
                before = found.pop()
                found.append(replace(before, end=end, words=(*before.words, *held)))
            elif own or held:
                found.append(Piece(sentence, start, end, number, own, held))
            start = end
    return found


def _turned(value: Value, at: int) -> Value:
    state = value.state and replace(value.state, holds=not value.state.holds)
    return replace(value, start=at, end=at, state=state)


def _cuts(sentence: str, said: Sequence[Value]) -> list[int]:
    """Where its pieces end."""
    cuts = [
        one.end()
        for one in _CUT.finditer(sentence)
        if not any(v.start < one.end() < v.end for v in said)
    ]
    for one in _JOIN.finditer(sentence):
        low = max((cut for cut in cuts if cut <= one.start()), default=0)
        high = min((cut for cut in cuts if cut > one.start()), default=len(sentence))
        before = [v for v in said if low <= v.start and v.end <= one.start()]
        after = [v for v in said if one.end() <= v.start < high]
        turns = goes_on_with_opposite(sentence[one.start() : high])
        if not before or not (after or turns):
            continue
        if after and RANGE.fullmatch(sentence[before[-1].end : after[0].start]):
            continue
        cuts = sorted({*cuts, one.start()})
    return [cut for cut in cuts if cut < len(sentence)]


_APART = frozenset("每各约共仅限")
"""Characters before a value that are no part of the word before them: 边刷每6个月."""


@remembered(texts=2_048, longest=PASSAGE)
def all_words_of(sentence: str) -> tuple[Word, ...]:
    """The words of a sentence, those of its values too."""
    return words_of(sentence)


def words_of(sentence: str, said: Sequence[Value] = ()) -> tuple[Word, ...]:
    """The words of a sentence besides its values, with names of letters and digits."""
    found = _joined([w for one in clauses(sentence) for w in one.words if w.text not in _APART])
    found += [Word(one.start(), one[0].lower()) for one in CODE.finditer(sentence)]
    found += [Word(one.start(1), f"~{one[1].lower()}") for one in _PARTICLE.finditer(sentence)]
    taken = [(one.start, _end(sentence, one)) for one in said]
    return tuple(
        word
        for word in found
        if word.text not in _UNTOLD
        and not word.text.startswith("每")
        and not any(start <= word.start < end for start, end in taken)
    )


def _joined(words: Sequence[Word]) -> list[Word]:
    """The words, with single Chinese characters side by side as one: 季卡."""
    joined: list[Word] = []
    single = False
    for word in words:
        was, single = single, len(word.text) == 1 and is_han(word)
        if was and single and joined[-1].end == word.start:
            joined[-1] = Word(joined[-1].start, joined[-1].text + word.text)
        else:
            joined.append(word)
    return joined


def _end(sentence: str, value: Value) -> int:
    """Where a value ends, with what says of how much it is: €20 per night."""
    rate = _RATE.match(sentence, value.end) if value.amount else None
    return rate.end() if rate else value.end
