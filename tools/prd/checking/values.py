"""The values in a text, compared, and the text without them."""

import re

from tools.claims.amounts import Amount, amounts
from tools.claims.digits import fold

_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """The text as quotes are compared: where a line breaks tells nothing."""
    return _SPACE.sub("", fold(text))


def equal(one: Amount, other: Amount) -> bool:
    """Whether two values are the same in the same dimension."""
    return one.dimension == other.dimension and abs(one.number - other.number) <= 1e-9 * max(
        1.0, abs(one.number)
    )


def as_share(one: Amount, other: Amount) -> bool:
    """Whether the first says in per cent what the other gives as a share."""
    is_share = one.dimension == "%" and not other.dimension and 0 <= other.number <= 1
    return is_share and abs(one.number - 100 * other.number) < 1e-6


def without_values(text: str) -> str:
    """The words of a text, closed up, without its values."""
    text = plain(text)
    marks = list(text)
    for one in amounts(text):
        marks[one.start : one.end] = " " * (one.end - one.start)
    return "".join("".join(marks).split())
