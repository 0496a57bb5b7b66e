"""A trace: one interaction of a user with the product, stage by stage."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.records.limits import Count, FreeForm, Moment
from knowledge.records.shapes import as_trace


class Turn(BaseModel):
    """One earlier message of the conversation that a query continues."""

    model_config = ConfigDict(frozen=True)

    role: Literal["user", "assistant", "agent", "system"]
    """Who spoke; `agent` is what some exporters call the assistant."""
    text: str
    """What was said."""


class Intent(BaseModel):
    """What the product understood the user to want."""

    model_config = ConfigDict(frozen=True)

    name: str | None = None
    """The intent's name in the product's own taxonomy, such as `write_script`."""
    slots: FreeForm = Field(default_factory=dict)
    """The parameters it read out of the query, such as `{"audience": "children"}`."""


class Passage(BaseModel):
    """One passage that the product retrieved for a query."""

    model_config = ConfigDict(frozen=True)

    id: str
    """The passage's id in the product's corpus."""
    text: str
    """The passage as the generator saw it."""
    score: float | None = None
    """The retriever's score, in the retriever's own scale."""
    used: bool | None = None
    """Whether it was handed to the generator; None when the product did not log it."""

    @property
    def handed_on(self) -> bool:
        """Whether it was handed to the generator, as far as is known."""
        return self.used is not False


class Trace(BaseModel):
    """One interaction of a user with the product. Only `id`, `query` and `answer` are required."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(min_length=1)
    """Unique within the workspace."""
    query: str
    """What the user asked, verbatim."""
    answer: str
    """What the product answered, verbatim; empty when it answered nothing."""
    time: Moment | None = None
    """When the query came in."""
    session_id: str | None = None
    """The user's session."""
    user_id: str | None = None
    """The user, pseudonymous."""
    feature: str | None = None
    """The product's feature, such as `script_generation`."""
    version: str | None = None
    """The product's version, such as `v2`."""
    segment: dict[str, str] = Field(default_factory=dict)
    """What to slice by, such as `{"style": "comedy"}`."""
    history: list[Turn] = Field(default_factory=list)
    """Earlier turns of the same conversation, oldest first."""
    intent: Intent | None = None
    """What the product understood; None when it was not logged."""
    rewritten_query: str | None = None
    """The query that was sent to retrieval, when it differs from the user's."""
    retrieved: list[Passage] | None = None
    """What retrieval returned, best first; None when not logged, [] when it found nothing."""
    reference: str | None = None
    """A known good answer, where there is one."""
    model: str | None = None
    """The model that generated the answer."""
    params: FreeForm = Field(default_factory=dict)
    """Generation parameters, such as `{"temperature": 0.7}`."""
    latency_ms: float | None = None
    """From query to answer, in milliseconds."""
    input_tokens: Count | None = None
    """Tokens sent to the model."""
    output_tokens: Count | None = None
    """Tokens that the model wrote."""
    cost_usd: float | None = None
    """What the call cost, in US dollars."""
    error: str | None = None
    """The error that the product met, if any."""

    @model_validator(mode="before")
    @classmethod
    def _in_our_shape(cls, found: Any) -> Any:
        return as_trace(found)
