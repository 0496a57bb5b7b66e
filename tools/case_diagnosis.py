"""What is asked of one case, and what was found: the arguments and the artifact of the tool."""

from typing import Literal

from pydantic import BaseModel, Field

from knowledge.language import Lang
from knowledge.records import Diagnosis, Event, Hit, Intervention, Rerun, Trace
from tools.arguments import Arguments
from tools.diagnosis.markdown import Part


class DiagnoseCaseArgs(Arguments):
    """Which case to look into; none given means the one the user is looking at."""

    case_id: str | None = Field(default=None, description="t-000123, …")
    case: str | None = Field(
        default=None,
        description="As pasted.",
    )
    file: str | None = Field(default=None, description=".json or .jsonl.")
    part: Part = Field(
        default="all",
        description="prove: replay; rerun: mended?; example: keep;"
        " brief: short; doubt: what else?; same as says?",
    )
    says: str | None = Field(default=None, description="The doubt.")
    reference: str | None = Field(default=None, description="A good answer.")
    passages: str | None = Field(default=None, description="Its passages.")


class DiagnosisArtifact(BaseModel):
    """A diagnosis and all that the evidence panel shows beside it."""

    kind: Literal["diagnosis"] = "diagnosis"
    """What this artifact is."""
    lang: Lang
    """The language of the diagnosis."""
    trace: Trace
    """The trace."""
    diagnosis: Diagnosis
    """The verdicts, the cause, the fix."""
    events: list[Event]
    """What the user did with the answer."""
    grounding: list[Hit]
    """What the product's documents say on the matter, in the order of their citations."""
    suggest: list[str]
    """What to ask next, beyond what was just said."""
    listed: list[str] | None = None
    """The cases that came at once, as they are listed; None for one."""
    together: list[str] = Field(default_factory=list)
    """All that came, where not all are listed."""
    failed: list[str] = Field(default_factory=list)
    """Those of all in which something is wrong."""
    kept: list[str] | None = None
    """The cases that came into the eval set just now; None where none was to."""
    intervention: Intervention | None = None
    """What replays with one stage put right showed, when that was asked for."""
    replayable: bool = False
    """Whether the product can be run again on this case."""
    reruns: list[Rerun] = Field(default_factory=list)
    """What the product makes of the query now, when that was asked for."""
