"""A list of words as an expression that finds any of them.

`re` passes over a text quickly where each alternative begins with a character of its own, and
slowly where it begins with a condition, or with a character in any case. So words are put together
by their first character, in both cases, and what must stand before a word is looked for after that.
"""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

_NO_LETTER_BEFORE, _NO_LETTER_AFTER = "(?<![A-Za-z])", "(?![A-Za-z])"


class _Word(NamedTuple):
    """A word, and the conditions on what stands around it, as expressions."""

    text: str
    before: str = ""
    after: str = ""


def any_of(words: Iterable[str], heads: Iterable[str] = ()) -> str:
    """Finds any of the words, the longest first, whatever the case; English ones whole.

    What ends in no letter, such as non-, stands before one; n't stands at a word's end. Of words
    that begin with one of `heads`, the head and the letter after it are found.
    """
    whole = map(_whole, sorted(words, key=len, reverse=True))
    return _joined([*whole, *(_Word(head, r"\b", "[A-Za-z]") for head in heads)])


def finder(words: Iterable[str]) -> re.Pattern[str]:
    """The expression of `any_of`.

    >>> finder(["free", "free of charge", "免费"]).findall("Free of charge, not carefree; 全免费")
    ['Free of charge', '免费']
    """
    return re.compile(any_of(words))


def finder_of_both(chinese: Iterable[str], english: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words: Chinese ones anywhere, English ones where no letter is beside them.

    >>> finder_of_both(["秒"], ["s", "MP4"]).findall("30s、15秒的mp4视频, less")
    ['s', '秒', 'mp4']
    """
    anywhere = [_Word(word) for word in sorted(chinese, key=len, reverse=True)]
    whole = [
        _Word(word, _NO_LETTER_BEFORE, _NO_LETTER_AFTER)
        for word in sorted(english, key=len, reverse=True)
    ]
    return re.compile(_joined([*anywhere, *whole]))


def _whole(word: str) -> _Word:
    if not word[0].isascii() or not word[-1].isalpha():
        return _Word(word)
    return _Word(word, "" if word.startswith(("n't", "n’t")) else r"\b", r"\b")


def _joined(words: Iterable[_Word]) -> str:
    """The expression of any of the words, of those that begin alike the first."""
    by_first: dict[str, list[_Word]] = {}
    for word in words:
        first = word.text[0]
        for case in {first, first.lower(), first.upper()}:
            if len(case) == 1:
                by_first.setdefault(case, []).append(word)
    return "|".join(
        f"{re.escape(first)}(?:{_endings(first, alike)})"
        for first, alike in sorted(by_first.items())
    )


def _endings(first: str, words: list[_Word]) -> str:
    """What follows the first character of the words."""
    found = []
    for before, alike in groupby(words, key=lambda word: word.before):
        standing = f"(?<={before}{re.escape(first)})" if before else ""
        endings = "|".join(f"(?i:{re.escape(word.text[1:])}){word.after}" for word in alike)
        found.append(f"{standing}(?:{endings})")
    return "|".join(found)
