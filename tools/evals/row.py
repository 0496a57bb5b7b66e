"""A recorded answer beside what it is held against, as `python -m tools.evals score` takes it."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.records import Example, Passage, Trace, Turn
from knowledge.records.passage_shapes import listed_passages
from knowledge.records.shapes import passages_under


class Row(BaseModel):
    """An answer to score, and what it was to rest on. Which fields matter depends on the scorer."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str = Field(min_length=1)
    """Unique within the file."""
    context: str | list[str | Passage] | None = None
    """The passages, as one text or several, best first, with ids where places count."""
    answer: str
    """The product's words."""
    query: str = ""
    """What was asked."""
    history: list[Turn] = Field(default_factory=list)
    """The turns before it."""
    reference: str | None = None
    """A known good answer."""
    keywords: list[str] = Field(default_factory=list)
    """What a good answer contains."""
    relevant: list[str] | None = None
    """Ids of the passages or documents that hold the answer."""
    constraints: dict[str, Any] = Field(default_factory=dict)
    """What a good answer keeps to."""
    latency_ms: float | None = None
    """From query to answer, in milliseconds."""
    input_tokens: int | None = None
    """Tokens sent to the model."""
    output_tokens: int | None = None
    """Tokens that the model wrote."""
    cost_usd: float | None = None
    """What the call cost, in US dollars."""

    @model_validator(mode="before")
    @classmethod
    def _context_by_any_name(cls, found: Any) -> Any:
        """The passages are taken under the names, and in the shapes, in which traces have them."""
        if not isinstance(found, Mapping):
            return found
        fields = dict(found)
        if fields.get("context") is None:
            fields["context"] = passages_under(fields)
        given = fields["context"] = listed_passages(fields["context"])
        if isinstance(given, list) and any(isinstance(one, Mapping) for one in given):
            fields["context"] = passages_under({"retrieved": given})
        return fields

    def example(self) -> Example:
        """What was asked, and what is known of a good answer."""
        return Example(
            id=self.id,
            query=self.query,
            history=self.history,
            reference=self.reference,
            keywords=self.keywords,
            relevant=self.relevant,
            constraints=self.constraints,
        )

    def trace(self) -> Trace:
        """What came of it."""
        return Trace(
            id=self.id,
            query=self.query,
            history=self.history,
            answer=self.answer,
            retrieved=self._passages(),
            latency_ms=self.latency_ms,
            input_tokens=self.input_tokens,
            output_tokens=self.output_tokens,
            cost_usd=self.cost_usd,
        )

    def _passages(self) -> list[Passage] | None:
        if self.context is None:
            return None
        given = [self.context] if isinstance(self.context, str) else self.context
        return [
            one if isinstance(one, Passage) else Passage(id=str(at), text=one, used=True)
            for at, one in enumerate(given)
            if not isinstance(one, str) or one.strip()
        ]
