"""Does a text go on repeating itself, as a model does that got caught in a loop?"""

import re

from knowledge.han import HAN

_READ = 4_000
"""Characters of a text that are read."""
_UNITS = re.compile(rf"{HAN.pattern}|[^\W_]+")
_LEAST, _DIFFERENT = 24, 0.3
"""Words, or Han characters, of a text that may loop at all, and the share of them that are
different ones, below which it may."""
_LOOP = re.compile(
    r"(?P<round>\b[^\s,，。;；!！?？][^\n]{1,80}?)(?:[\s,，。.;；、!！?？]*(?P=round)){4,}",
    re.IGNORECASE,
)
"""The same words again and again: five times, with nothing but punctuation between."""
_MOST_OF_IT = 0.5
"""Share of a text that is one loop."""


def repeats_itself(text: str) -> str | None:
    """The words that `text` goes on repeating; None where it does not.

    >>> repeats_itself("Sure. " + "We are open daily. " * 9)
    'We are open daily'
    >>> repeats_itself("We are open daily. Ring us, or write to us, or come and see us.") is None
    True
    """
    start = text[:_READ]
    units = [one.casefold() for one in _UNITS.findall(start)]
    if len(units) < _LEAST or len(set(units)) > len(units) * _DIFFERENT:
        return None
    found = max(_LOOP.finditer(start), key=lambda one: len(one[0]), default=None)
    if found is None or len(found[0]) < _MOST_OF_IT * len(start):
        return None
    return found["round"].strip(" ,，。.;；、!！?？")
