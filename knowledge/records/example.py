"""An example of an evaluation set: what to ask, and what is known of a good answer."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from knowledge.records.diagnosis import Cause
from knowledge.records.trace import Turn


class Example(BaseModel):
    """One row of an evaluation set that was made from a case."""

    model_config = ConfigDict(frozen=True)

    id: str
    """The id of the trace that it was made from; a case is one example, however often added."""
    query: str
    """What to ask, verbatim."""
    history: list[Turn] = Field(default_factory=list)
    """The turns before it."""
    reference: str | None = None
    """A known good answer; None where there is none."""
    cause: Cause
    """Which stage failed on it."""
    subcause: str | None = None
    """The finer kind."""
    expect: str = ""
    """How to see that it comes out well, in the words of the diagnosis."""
    added: datetime
    """When it was added."""
