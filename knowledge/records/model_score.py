"""Scores of several models on the same example: what an evaluation run leaves behind."""

from pydantic import BaseModel, ConfigDict, Field


class ModelScore(BaseModel):
    """One example, and what each model scored on it."""

    model_config = ConfigDict(frozen=True)

    id: str
    """The example's id."""
    segment: str | None = None
    """The part of the traffic that it stands for, such as a style; None is unknown."""
    scores: dict[str, float]
    """By model, 0 to 1, more is better; a model that is absent was not scored."""
    input_tokens: float | None = Field(default=None, ge=0)
    """Tokens in, where they were counted."""
    output_tokens: dict[str, float] = Field(default_factory=dict)
    """Tokens out by model, where they were counted."""
