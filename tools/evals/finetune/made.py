"""What a fine-tuning set came to, for the text, the card and the page."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.evals.finetune.decision import Decision
from tools.evals.finetune.rules import RuleFinding

Step = Literal["traffic", "taken", "sampled", "usable", "allowed", "unleaked", "single", "balanced"]


class Funnel(BaseModel):
    """How many are left after a step."""

    model_config = ConfigDict(frozen=True)

    step: Step
    """The step."""
    count: int
    """Traces or examples that are left."""


Reason = Literal["origin", "copied", "reworded", "perhaps"]
"""Why an example may not be trained on: it has the origin of an eval example, its words, its
meaning, or perhaps its meaning and is left out for safety."""


class Leakage(BaseModel):
    """What the examples were held against, and what came of it."""

    model_config = ConfigDict(frozen=True)

    sets: list[str]
    """The eval sets, each with its version."""
    examples: int
    """Examples in them, each counted once."""
    dropped: dict[str, int]
    """Dropped ones by the part that repeats, see `tools.evals.likeness.unlike.Part`."""
    reasons: dict[Reason, int] = Field(default_factory=dict)
    """The same ones by why they may not be trained on."""
    held: int = 0
    """Examples that were held against the sets."""
    again: int
    """Those found by a second look at what is exported."""
    by_meaning: bool
    """Whether sentence vectors were used."""
    shown: list[tuple[str, str, str]] = Field(default_factory=list)
    """Some dropped ones: the trace, its question, the eval question that it repeats."""


class Files(BaseModel):
    """What was written."""

    model_config = ConfigDict(frozen=True)

    name: str
    """The set's name."""
    version: int
    """Its frozen version."""
    hash: str
    """Its content's hash."""
    folder: str
    """The folder of the files, under the workspace."""
    names: list[str]
    """The files in it."""
    train: int
    """Examples to train on."""
    validation: int
    """Examples to validate with."""
    pairs: int
    """Preference pairs of both."""


class Made(BaseModel):
    """The whole."""

    decision: Decision
    """Whether to fine-tune."""
    funnel: list[Funnel]
    """From the traffic to the examples."""
    left_out: dict[str, int]
    """Taken answers that were no models, by reason."""
    leakage: Leakage
    """Kept apart from eval sets."""
    masked: dict[str, int]
    """Personal data that was masked, by kind."""
    balanced_by: str | None
    """The segment that was balanced."""
    shares: dict[str, tuple[float | None, float]]
    """Of each of its values: the share of the traffic (None when unknown) and of the set."""
    segments: dict[str, dict[str, int]]
    """Examples by the values of each segment."""
    files: Files | None
    """What was written; None when nothing was."""
    findings: list[RuleFinding]
    """Rules of the service that are broken."""
