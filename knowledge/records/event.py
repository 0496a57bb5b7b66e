"""An event: one act of a user on one answer of the product."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.records.limits import Moment

EventKind = Literal["shown", "adopted", "edited", "regenerated", "rated", "abandoned", "purchased"]


class Event(BaseModel):
    """One act of a user: the answer was shown, adopted, edited, rated and so on."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(min_length=1)
    """Unique within the workspace."""
    trace_id: str
    """The trace that the act belongs to."""
    kind: EventKind
    """What the user did."""
    time: Moment
    """When."""
    user_id: str | None = None
    """The user, pseudonymous."""
    session_id: str | None = None
    """The user's session."""
    rating: Literal["up", "down"] | None = None
    """For `rated`: thumbs up or down."""
    reason: str | None = None
    """For `rated` and `abandoned`: the user's words, or the reason that they picked."""
    edited_text: str | None = None
    """For `edited`: the text after the edit."""
    section: Literal["opening", "middle", "ending"] | None = None
    """For `edited`: which part of the answer was changed most."""
    amount: float | None = None
    """For `purchased`: the price paid."""
    currency: str | None = None
    """For `purchased`: ISO 4217 code of the price."""
