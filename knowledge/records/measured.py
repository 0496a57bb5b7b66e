"""What a product uses, as its traces show."""

import datetime as dt

from pydantic import BaseModel, ConfigDict


class Measured(BaseModel):
    """A month's use, reckoned from traces."""

    model_config = ConfigDict(frozen=True)

    traces: int
    """How many traces it rests on."""
    counted: int
    """How many of them have both token counts."""
    first: dt.date
    """The day of the oldest."""
    last: dt.date
    """The day of the newest."""
    calls_a_month: int
    """Traces in thirty days at that pace."""
    input_tokens: float | None
    """Mean tokens in; None where none were counted."""
    output_tokens: float | None
    """Mean tokens out."""
