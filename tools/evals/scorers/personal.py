"""Personal data in a text: numbers and addresses by which a person can be found."""

import re
from collections.abc import Collection, Iterator
from typing import Literal

Datum = Literal["phone", "id_number", "email", "card"]
_PHONE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_FOREIGN_PHONE = re.compile(
    r"(?<![\w.])(?:\+\d{1,3}[- ])?(?!\(?(?:400|8(?:00|33|44|55|66|77|88)))"
    r"\(?\d{3}\)?[- ]\d{3}-\d{4}(?!\d)"
)
_ID = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\w)"
)
_EMAIL = re.compile(
    r"(?<![\w.+-])([A-Za-z0-9._%+-]{1,64})@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?!\w)"
)
_CARD = re.compile(r"(?<![\d.])\d{4}(?:[- ]?\d{4}){2,3}(?:[- ]?\d{1,3})?(?![\d.])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def personal(text: str, roles: Collection[str] = ()) -> Iterator[tuple[int, int, Datum]]:
    """Where personal data stands in `text`, and of which kind.

    Mobile numbers of China; those of North America and their like, but for toll-free ones and 400
    lines; resident identity numbers and bank cards whose check digit is right (GB 11643-1999, and
    Luhn's); e-mail addresses other than those of `roles`, such as `support`.
    """
    taken: list[tuple[int, int]] = []
    for kind, start, end in _candidates(text, roles):
        if not any(start < right and left < end for left, right in taken):
            taken.append((start, end))
            yield start, end, kind


def _candidates(text: str, roles: Collection[str]) -> Iterator[tuple[Datum, int, int]]:
    for found in _ID.finditer(text):
        if _is_resident(found[0]):
            yield "id_number", *found.span()
    for found in _CARD.finditer(text):
        if _is_card(found[0]):
            yield "card", *found.span()
    for pattern in (_PHONE, _FOREIGN_PHONE):
        for found in pattern.finditer(text):
            yield "phone", *found.span()
    for found in _EMAIL.finditer(text):
        if found[1].casefold() not in roles:
            yield "email", *found.span()


def _is_resident(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()


def _is_card(number: str) -> bool:
    digits = [int(mark) for mark in number if mark.isdecimal()]
    if len(digits) < 13 or len(set(digits)) == 1:
        return False
    doubled = [
        digit if at % 2 == 0 else sum(divmod(2 * digit, 10))
        for at, digit in enumerate(reversed(digits))
    ]
    return sum(doubled) % 10 == 0
