"""An intervention: what happens to the outcome when one stage of a product is put right."""

from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from knowledge.records.cluster import Share
from knowledge.records.diagnosis import Cause, Diagnosis, Stage
from knowledge.records.trace import Intent

ArmName = Literal[
    "clarified_query",
    "understood_anew",
    "corrected_intent",
    "searched_anew",
    "own_words",
    "right_passages",
    "noise_removed",
    "generated_anew",
    "other_parameters",
]


class Understood(NamedTuple):
    """What a product's first stage hands on, as logged or as run again."""

    intent: Intent | None
    """The intent and its slots; None where the product has none."""
    rewritten_query: str | None
    """What is to be searched for; None where that is the query itself."""


class ArmResult(BaseModel):
    """One stage put right in one way, beside the same run with the stage left as it was."""

    model_config = ConfigDict(frozen=True)

    name: ArmName
    """What was done."""
    stage: Stage
    """The stage that it was done to."""
    change: str
    """What was put in place, in the trace's own words; empty where it is `slots`, or nothing can be
    shown."""
    slots: dict[str, str] = Field(default_factory=dict)
    """The slots of the intent that were put in place, as the product spells them and their values;
    empty where what was put in place is something else."""
    before: Share
    """With this stage as it was logged and the later ones run again."""
    after: Share
    """With this stage put right and the later ones run again."""
    low: float | None = None
    """The lower end of the 95 % interval of the gain: the share of good runs after less that
    before; None where either is not known."""
    high: float | None = None
    """The upper end."""


class Intervention(BaseModel):
    """What the replays of one trace show."""

    model_config = ConfigDict(frozen=True)

    arms: list[ArmResult] = Field(default_factory=list)
    """What was tried, earliest stage first."""
    cause: Cause
    """The earliest stage whose repair turns the outcome; `undetermined` where none does."""
    agrees: bool
    """Whether the verdict from the trace names the same cause."""


class Rerun(BaseModel):
    """The same query asked again, of one version of the product."""

    model_config = ConfigDict(frozen=True)

    version: str
    """The version."""
    answer: str
    """What it answers now."""
    diagnosis: Diagnosis
    """The diagnosis of that."""
