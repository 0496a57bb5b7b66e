"""What is wrong with a PRD at one place, and what to do about it."""

from pydantic import BaseModel, ConfigDict, Field

from knowledge.language import Lang
from knowledge.texts import say


class Finding(BaseModel):
    """One fault of a document."""

    model_config = ConfigDict(frozen=True)

    section: str
    """The key of the section; for one that is missing, the key that it would have."""
    sentence: str | None = None
    """The sentence by its id; None where the whole section is meant."""
    kind: str
    """What is wrong, such as `goal_no_date`: the entry of `prd_review.yaml`."""
    weight: float
    """How much it matters, 0 to 1; what makes the document untrue or useless comes first."""
    values: dict[str, str] = Field(default_factory=dict)
    """What the texts name: the words, both values, the section's title."""
    start: int | None = None
    """The offset of the first character in the sentence that is meant; None for all of it."""
    end: int | None = None
    """The offset after the last character."""

    def what(self, lang: Lang) -> str:
        """What is wrong, for a reader of `lang`."""
        return say(f"prd_review.{self.kind}.what", lang, **self.values)

    def fix(self, lang: Lang) -> str:
        """What to do about it."""
        return say(f"prd_review.{self.kind}.fix", lang, **self.values)
