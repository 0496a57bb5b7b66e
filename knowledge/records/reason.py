"""Reasons that users give when they rate an answer down or leave it."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Reason(BaseModel):
    """One reason, and how often it was given."""

    model_config = ConfigDict(frozen=True)

    text: str
    """The words, verbatim."""
    kind: Literal["rated", "abandoned"]
    """What the user did."""
    count: int
    """How often."""
    users: int
    """By how many users; those without an id are not counted."""
    trace_id: str
    """The newest trace that it was given for."""
    last: dt.date | None
    """When it was last given."""
