"""What one person says of one example of a set."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class Annotation(BaseModel):
    """One act of an annotator; of several on one example the last counts."""

    model_config = ConfigDict(frozen=True)

    dataset: str
    """The set's name."""
    example: str
    """The example's id."""
    annotator: str = Field(min_length=1, max_length=60)
    """Who says so."""
    label: int | None = Field(default=None, ge=1, le=5)
    """1 to 5; None takes the label back."""
    note: str = Field(default="", max_length=1_000)
    """Why, in the annotator's words."""
    time: datetime
    """When."""
