"""A trace with what its user did with the answer."""

from pydantic import BaseModel, ConfigDict

from knowledge.records.event import Event
from knowledge.records.trace import Trace


class Acted(BaseModel):
    """One interaction and the acts on it."""

    model_config = ConfigDict(frozen=True)

    trace: Trace
    """The interaction."""
    events: list[Event]
    """What the user did, oldest first."""
