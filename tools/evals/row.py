"""A recorded answer beside its passages, as `python -m tools.evals score` takes it."""

from pydantic import BaseModel, ConfigDict, Field

from knowledge.records import Example, Passage, Trace


class Row(BaseModel):
    """An answer to score, and what it was to rest on."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str = Field(min_length=1)
    """Unique within the file."""
    context: str | list[str] = Field(default_factory=list)
    """The passages, as one text or several."""
    answer: str
    """The product's words."""
    query: str = ""
    """What was asked; only some scorers need it, and the same holds of the next ones."""
    reference: str | None = None
    """A known good answer."""
    keywords: list[str] = Field(default_factory=list)
    """What a good answer contains."""

    def example(self) -> Example:
        """What was asked."""
        return Example(
            id=self.id, query=self.query, reference=self.reference, keywords=self.keywords
        )

    def trace(self) -> Trace:
        """What came of it."""
        given = [self.context] if isinstance(self.context, str) else self.context
        passages = [
            Passage(id=str(at), text=text, used=True)
            for at, text in enumerate(given)
            if text.strip()
        ]
        return Trace(id=self.id, query=self.query, answer=self.answer, retrieved=passages)
