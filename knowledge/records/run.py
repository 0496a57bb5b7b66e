"""An evaluation run: a dataset × a target × scorers, with everything needed to repeat it."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.records.limits import FreeForm
from knowledge.records.score import Score
from knowledge.records.trace import Trace

TargetKind = Literal["recorded", "product", "chat", "http", "function", "stages"]
"""What is called: nothing (answers are in the set), the demo product, a model, a service, code."""
RunStatus = Literal["running", "stopped", "over_budget", "done"]
"""Where a run stands; one that is not done can be resumed."""
FailureKind = Literal[
    "rate_limited", "server", "timeout", "garbage", "nothing", "refused", "unreachable", "error"
]
"""Why an example has no answer: 429, 5xx, no answer in time, an answer that cannot be read, an
empty one, 4xx, no connection, an error of the target's own code."""


class TargetInfo(BaseModel):
    """What is evaluated. Holds no secret."""

    model_config = ConfigDict(frozen=True)

    kind: TargetKind
    """How it is called."""
    name: str
    """What people call it: `ScriptMate v2`, `deepseek-chat`, `http: staging`."""
    version: str | None = None
    """Its version, where it has one."""
    params: FreeForm = Field(default_factory=dict)
    """What else decides its answers: prompt, temperature, retrieval, the request's template."""


class RunSpec(BaseModel):
    """What is run; equal specs are the same run."""

    model_config = ConfigDict(frozen=True)

    dataset: str
    """The set's name."""
    dataset_version: int
    """Its version."""
    dataset_hash: str
    """Its content's hash."""
    examples: int
    """How many examples."""
    target: TargetInfo
    """What is asked."""
    scorers: dict[str, int] = Field(default_factory=dict)
    """The scorers by name, each with its version."""
    seed: int = 0
    """What chance is drawn from, here and in targets that take one."""
    code: str = ""
    """The version of Casebook that ran it."""


class Run(BaseModel):
    """A run as it stands."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Such as `run-3f9a1c`."""
    spec: RunSpec
    """What is run."""
    status: RunStatus
    """Where it stands."""
    started: datetime
    """When it began."""
    ended: datetime | None = None
    """When it ended or was stopped."""


class Failure(BaseModel):
    """Why an example has no answer. A failed example is no wrong answer."""

    model_config = ConfigDict(frozen=True)

    kind: FailureKind
    """Which kind."""
    message: str
    """What the target said, shortened."""


class Outcome(BaseModel):
    """What came of one example: a trace with scores, or a failure."""

    model_config = ConfigDict(frozen=True)

    example_id: str
    """The example."""
    trace: Trace | None = None
    """The interaction: answer, stages, latency, tokens, cost; None when it failed."""
    failure: Failure | None = None
    """Why there is none; None when it was answered."""
    attempts: int = 1
    """Calls that it took."""
    scores: dict[str, Score] = Field(default_factory=dict)
    """By the scorer's name."""
    segment: dict[str, str] = Field(default_factory=dict)
    """The example's segment, to slice by."""
