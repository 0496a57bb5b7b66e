"""One thing that a question stipulates of its answer."""

from dataclasses import dataclass
from typing import Literal

Form = Literal[
    "sentences", "words", "characters", "items", "chinese", "english", "json", "table", "list",
    "yes_or_no", "number", "without", "language", "no_list", "starts_with",
]  # fmt: skip
"""What of an answer is stipulated."""


@dataclass(frozen=True)
class Stipulation:
    """One thing that an answer has to keep to."""

    form: Form
    """What of it."""
    words: str
    """The user's words, verbatim."""
    low: int | None = None
    """The least of what is counted; None where there is none."""
    high: int | None = None
    """The most of it; None where there is none."""
    is_about: bool = False
    """Whether the number is only about."""
    word: str = ""
    """The word that may not be used, the language, or what each item is to begin with."""
