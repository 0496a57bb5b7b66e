"""What masking finds: where it lies, of what kind, and how much of it there was."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "email",
    "id_number",
    "bank_card",
    "phone",
    "passport",
    "plate",
    "ip",
    "wechat",
    "qq",
    "address",
    "name",
]
"""Kinds of personal data; where two overlap the earlier one here is taken."""


@dataclass(frozen=True)
class Span:
    """A place of a text that holds personal data."""

    start: int
    """The offset of its first character."""
    end: int
    """The offset after its last character."""
    kind: Kind
    """What it is."""
    value: str
    """What it says, in one spelling, so that the same value is known again."""


@dataclass(frozen=True)
class Found:
    """How much of one kind was masked."""

    kind: Kind
    """What it was."""
    count: int
    """Places, the same value at two places counted twice."""


@dataclass(frozen=True)
class Masked:
    """A text without the personal data that was found in it."""

    text: str
    """The text with a placeholder in each place."""
    found: tuple[Found, ...]
    """What was masked, by kind; empty where the text is as it was."""
