"""What came of a model's part in a draft: section by section, and counted."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from tools.chat_model import Failure

Why = Literal[Failure, "nothing", "unsupported", "longer", "stopped", "given_up"]
"""Why a section is the planner's: the service failed; it gave no sentence; none could stay; it
was to be shorter and is not; the
reader stopped the turn; or the service had failed before."""


class WrittenSection(BaseModel):
    """A section that the model was asked for."""

    model_config = ConfigDict(frozen=True)

    key: str
    """Its key."""
    title: str
    """Its heading."""
    why: Why | None = None
    """Why it stayed as the planner had it; None where the model's prose stands in it."""
    kept: int = 0
    """Sentences that their evidence carries."""
    assumed: int = 0
    """Sentences that became assumptions or open questions, or were such."""
    dropped: int = 0
    """Sentences that went."""


class Writing(BaseModel):
    """The model's part in a draft."""

    model_config = ConfigDict(frozen=True)

    model: str
    """The model's name."""
    sections: tuple[WrittenSection, ...]
    """The sections that it was asked for, in the document's order."""
    read: int | None
    """Tokens of all prompts; None where the service does not say."""
    written: int | None
    """Tokens of all texts."""
    seconds: float
    """How long it took."""

    @property
    def taken(self) -> int:
        """How many sections have the model's prose."""
        return sum(one.why is None for one in self.sections)

    def total(self, name: Literal["kept", "assumed", "dropped"]) -> int:
        """How many sentences met that fate."""
        return sum(int(getattr(one, name)) for one in self.sections)
