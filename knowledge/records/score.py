"""A score: what a scorer found of one answer."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Unit = Literal["share", "milliseconds", "seconds", "tokens", "characters", "dollars"]
"""What a score's value is measured in; a share lies between 0 and 1."""
Better = Literal["higher", "lower"]
"""Which direction is good."""


class Span(BaseModel):
    """A part of the answer and what is wrong with it."""

    model_config = ConfigDict(frozen=True)

    start: int
    """The offset of its first character in the answer."""
    end: int
    """The offset after its last character."""
    reason: str
    """What is wrong, in the reader's language."""


class Score(BaseModel):
    """A score. Unscored is None, which is not zero."""

    model_config = ConfigDict(frozen=True)

    value: float | None
    """In the scorer's unit: for a share 0 to 1, 1 is best; None for unscored."""
    answer: str
    """What was scored."""
    reason: str
    """Why it is so, or why it is unscored, in the reader's language."""
    spans: list[Span] = Field(default_factory=list)
    """The parts of the answer that cost it points."""
