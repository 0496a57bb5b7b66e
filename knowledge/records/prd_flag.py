"""A mark beside a sentence of a PRD whose source has changed since."""

from pydantic import BaseModel, ConfigDict

from knowledge.records.prd import Stale


class Flag(BaseModel):
    """A sentence whose source has changed."""

    model_config = ConfigDict(frozen=True)

    sentence: str
    """Its id."""
    section: str
    """The key of its section."""
    text: str
    """Its words."""
    locked: bool
    """Whether its section is locked, so that it is not written anew."""
    changes: tuple[Stale, ...]
    """What each of its sources that changed said, and says now."""
