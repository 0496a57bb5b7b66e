"""Is a word of one text a word of another one? In one form or another, in either language."""

from collections.abc import Collection
from functools import lru_cache
from itertools import takewhile

from knowledge.han import has_han
from tools.claims.measure import weight_of
from tools.claims.polarity import Word

STEM = 4
"""Letters that two forms of one English word share, at least."""
_ENDING = 4
"""Letters by which one form may be longer than what they share."""


def matches(word: Word, among: Collection[Word]) -> list[Word]:
    """The words that are this one."""
    return [one for one in among if _is_same(word.text, one.text)]


def is_among(word: Word, among: Collection[Word]) -> bool:
    """Whether it is one of the words."""
    return bool(in_common([word], among))


def in_common(words: Collection[Word], among: Collection[Word]) -> list[Word]:
    """Those of the words that are among the others."""
    there = {one.text for one in among}
    return [
        word
        for word in words
        if word.text in there or any(_is_same(word.text, other) for other in there)
    ]


@lru_cache(maxsize=65_536)
def _is_same(one: str, other: str) -> bool:
    """Whether two words are one, or forms of one; Chinese ones also where one is in the other."""
    if one == other:
        return True
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    chinese = has_han(one)
    if chinese and has_han(other):
        return short in long if len(short) > 1 else short in (long[0], long[-1])
    if chinese or has_han(other) or len(short) < STEM or short[:STEM] != long[:STEM]:
        return False
    pairs = zip(short, long, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return common >= max(STEM, len(short) - 1) and len(long) - common <= _ENDING


def is_han(word: Word) -> bool:
    """Whether it is Chinese."""
    return has_han(word.text)


def weight_of_words(words: Collection[Word]) -> float:
    """About how much the words tell together."""
    return weight_of(word.text for word in words)
