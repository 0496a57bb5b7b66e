"""A list of words as an expression that finds any of them."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Finds any of the words, the longest first; English ones whole.

    What ends in no letter, such as non-, stands before one; n't stands at a word's end.
    """
    return "|".join(map(_whole, sorted(words, key=len, reverse=True)))


def finder(words: Iterable[str]) -> re.Pattern[str]:
    """The expression of `any_of`, whatever the case."""
    return re.compile(any_of(words), re.IGNORECASE)


def _whole(word: str) -> str:
    if not word[0].isascii() or not word[-1].isalpha():
        return re.escape(word)
    start = "" if word.startswith(("n't", "n’t")) else r"\b"
    return rf"{start}{re.escape(word)}\b"
