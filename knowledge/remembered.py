"""What was made of a text is remembered, where the text is short enough to come again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Made = TypeVar("Made")

SENTENCE, PASSAGE = 600, 6_000
"""Characters of a text up to which what is made of it is worth remembering: a sentence is asked for
many times, and so is a passage, but not a book."""


def remembered(
    *, texts: int, longest: int
) -> Callable[[Callable[[str], Made]], Callable[[str], Made]]:
    """Let a function of a text remember what it made of the last `texts` different ones.

    One of more than `longest` characters is made anew each time: it seldom comes again, and a few
    such would take all the memory. What is made is shared, so nobody may change it.
    """

    def remembering(make: Callable[[str], Made]) -> Callable[[str], Made]:
        known = lru_cache(maxsize=texts)(make)

        @wraps(make)
        def of(text: str) -> Made:
            return known(text) if len(text) <= longest else make(text)

        return of

    return remembering
