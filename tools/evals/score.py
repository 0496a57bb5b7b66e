"""What a scorer takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from knowledge.language import Lang
from tools.claims.ground import Embed


class Row(BaseModel):
    """An answer to score, and what it was to rest on."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str = Field(min_length=1)
    """Unique within the file."""
    context: str | list[str]
    """The passages, as one text or several."""
    answer: str
    """The product's words."""

    @property
    def passages(self) -> list[str]:
        """The passages that hold anything."""
        given = [self.context] if isinstance(self.context, str) else self.context
        return [one for one in given if one.strip()]


class Mark(BaseModel):
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
    """0 to 1, 1 is best; None for unscored."""
    answer: str
    """What was scored."""
    reason: str
    """Why it is so, or why it is unscored, in the reader's language."""
    spans: list[Mark] = Field(default_factory=list)
    """The parts of the answer that cost it points."""


@dataclass(frozen=True)
class Means:
    """What a scorer may use beyond the row."""

    lang: Lang | None = None
    """The reader's language; None for the answer's own."""
    embed: Embed | None = None
    """Makes vectors of texts; None for words only."""
    ask: Callable[[str], str] | None = None
    """Puts a prompt to a judge; None to decide by rules."""


Scorer = Callable[[Row, Means], Score]
