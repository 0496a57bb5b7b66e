"""Text that every format can hold, and that shows in the order in which it is written."""

import re

_ILLEGIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
    "|[\ud800-\udfff\ufffe\uffff]"
)
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029]")


def legible(text: str) -> str:
    """`text` without what XML forbids (https://www.w3.org/TR/xml/#charsets), lone surrogates and
    marks that turn the direction of writing; line ends are line feeds.
    """
    return _ILLEGIBLE.sub("", _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(legible(text).split())
