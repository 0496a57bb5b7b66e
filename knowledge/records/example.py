"""An example of an evaluation set: what to ask, and what is known of a good answer."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from knowledge.records.diagnosis import Cause
from knowledge.records.trace import Passage, Turn


class Example(BaseModel):
    """One row of an evaluation or fine-tuning set."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Unique within its set; of one made from a trace the trace's id."""
    query: str
    """What to ask, verbatim."""
    history: list[Turn] = Field(default_factory=list)
    """The turns before it."""
    reference: str | None = None
    """A known good answer; None where there is none."""
    answer: str | None = None
    """A recorded answer, for scoring without a call; None where none was recorded."""
    passages: list[Passage] | None = None
    """What was retrieved with the recorded answer; None when that is not known."""
    relevant: list[str] | None = None
    """Ids of the passages or documents that hold the answer; None when that is not known."""
    keywords: list[str] = Field(default_factory=list)
    """What a good answer has to contain."""
    constraints: dict[str, Any] = Field(default_factory=dict)
    """What a good answer has to keep to, such as `{"seconds": 30, "style": "comedy"}`."""
    segment: dict[str, str] = Field(default_factory=dict)
    """What to slice by, such as `{"style": "comedy", "difficulty": "hard"}`."""
    source: str = ""
    """Where it is from: `trace:t-1`, `doc:faq.zh`, `file:cases.csv#12`, `chat`."""
    cause: Cause | None = None
    """Which stage failed on it, where it was made from a diagnosed case."""
    subcause: str | None = None
    """The finer kind."""
    expect: str = ""
    """How to see that it comes out well, in words."""
    added: datetime | None = None
    """When it was added; no part of the set's content."""
