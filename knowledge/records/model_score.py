"""Scores of several models on the same example: what an evaluation run leaves behind."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

Unit = Annotated[float, Field(ge=0, le=1)]


class ModelScore(BaseModel):
    """One example, and what each model scored on it."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str
    """The example's id; made from its query where a row names none."""
    segment: str | None = None
    """The part of the traffic that it stands for, such as a style; None is unknown."""
    scores: dict[str, Unit]
    """By model, 0 to 1, more is better; a model that is absent was not scored."""
    query: str | None = None
    """What was asked; None where it is not told."""
    origin: str | None = None
    """Where the row is from, such as `demo`; None for a team's own."""

    @model_validator(mode="before")
    @classmethod
    def _of_a_row(cls, row: Any) -> Any:
        """A row as people have it: `subject` for the segment, a query for the id, null scores."""
        if not isinstance(row, Mapping):
            return row
        fields = dict(row)
        fields["segment"] = fields.get("segment") or fields.get("subject")
        if not fields.get("id") and "query" in fields:
            fields["id"] = sha256(str(fields["query"]).encode()).hexdigest()[:16]
        if isinstance(scores := fields.get("scores"), Mapping):
            fields["scores"] = {k: v for k, v in scores.items() if v is not None}
        return fields
