"""A diagnosis: the stages' verdicts, the cause, the evidence, the fix and how to verify it."""

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Stage = Literal["query", "intent", "retrieval", "generation"]
STAGES: tuple[Stage, ...] = get_args(Stage)

Cause = Literal["query", "intent", "retrieval", "generation", "system", "none", "undetermined"]
CAUSES: tuple[Cause, ...] = get_args(Cause)

Verdict = Literal["ok", "fault", "unknown"]
"""Of a stage."""
ClaimVerdict = Literal["supported", "contradicted", "absent"]
"""Whether passages carry a claim, say otherwise, or do not speak of it."""


class Quote(BaseModel):
    """Words taken verbatim from the trace, so that a reader can check the verdict."""

    model_config = ConfigDict(frozen=True)

    source: str
    """Where the words stand: `query`, `history`, `intent`, `rewritten_query`, `answer`,
    `reference`, `error`, `event`, or a passage's id."""
    text: str
    """The words."""


class StageVerdict(BaseModel):
    """What one stage did: ok, fault, or unknown, and the evidence for it."""

    model_config = ConfigDict(frozen=True)

    stage: Stage
    """The stage."""
    verdict: Verdict
    """`unknown` when the trace does not show enough to decide."""
    evidence: str
    """One or two sentences in the reader's language."""
    quotes: list[Quote] = Field(default_factory=list)
    """The words that the evidence rests on."""


class ClaimSpan(BaseModel):
    """Words of a claim that no passage carries."""

    model_config = ConfigDict(frozen=True)

    start: int
    """The offset of the first character in the answer."""
    end: int
    """The offset after the last character."""
    reason: str
    """What they are: `number`, `amount`, `name`, `time`, `title`, `word`, `negation`,
    `direction`, `quantifier`; `absent` for a whole claim that no passage speaks of."""


class Claim(BaseModel):
    """One statement of the answer, and what carries it."""

    model_config = ConfigDict(frozen=True)

    text: str
    """The statement, verbatim from the answer."""
    start: int | None = None
    """The offset of its first character in the answer; None in diagnoses of older versions."""
    end: int | None = None
    """The offset after its last character."""
    verdict: ClaimVerdict | None = None
    """Whether the passages carry it, say otherwise, or do not speak of it; None without any."""
    in_reference: bool | None = None
    """Whether the reference says so too; None without a reference."""
    supported_by: list[str] = Field(default_factory=list)
    """Ids of the passages that carry it."""
    contradicted_by: list[str] = Field(default_factory=list)
    """Ids of the passages that say otherwise, where none carries it."""
    spans: list[ClaimSpan] = Field(default_factory=list)
    """Its words that no passage carries, in order; empty where one carries the whole."""


class Factor(BaseModel):
    """One number of the product that a priority is."""

    model_config = ConfigDict(frozen=True)

    name: Literal["impact", "urgency", "confidence", "fix_rate"]
    """What it measures."""
    value: float | None
    """The number; None when unknown, and then left out of the product."""


class Priority(BaseModel):
    """How soon to fix it."""

    model_config = ConfigDict(frozen=True)

    impact: float | None = None
    """Share of traffic and users that meet this, 0 to 1; None when there is nothing to count."""
    urgency: Literal["critical", "high", "normal", "low"]
    """`critical` is a violation of law or policy."""
    rank: Literal["P0", "P1", "P2", "P3"]
    """P0 first: violations of law or policy, and harm to minors."""
    score: float | None = None
    """The product of the factors, which orders within a rank; None without an impact."""
    factors: list[Factor] = Field(default_factory=list)
    """The arithmetic behind the score."""


class Diagnosis(BaseModel):
    """Why one trace failed, or that it did not, or that the trace cannot tell."""

    model_config = ConfigDict(frozen=True)

    id: str
    """The trace's id."""
    cause: Cause
    """The earliest stage whose fault explains the failure; `none` for a good answer."""
    summary: str = ""
    """The finding in one sentence, in the reader's language."""
    subcause: str | None = None
    """The finer kind, such as `slot_mismatch` or `knowledge_gap`."""
    confidence: float | None = None
    """How sure, 0 to 1; None when undetermined."""
    stages: list[StageVerdict]
    """The four stages in order."""
    claims: list[Claim] = Field(default_factory=list)
    """The answer's statements."""
    fix: str = ""
    """What to change, in the reader's language; empty when nothing is to be fixed."""
    verify: str = ""
    """How to see that the fix worked."""
    priority: Priority | None = None
    """How soon; None when nothing is to be fixed."""
    needs: list[str] = Field(default_factory=list)
    """For `undetermined`: what to log or give so that it can be decided."""
