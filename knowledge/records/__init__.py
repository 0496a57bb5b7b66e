"""The records that every part of Casebook speaks in."""

from knowledge.records.cluster import (
    Cluster,
    Lift,
    Release,
    Share,
    Traffic,
    Trend,
    TypicalCase,
    Week,
)
from knowledge.records.diagnosis import (
    CAUSES,
    STAGES,
    Cause,
    Claim,
    ClaimSpan,
    Diagnosis,
    Factor,
    Priority,
    Quote,
    Stage,
    StageVerdict,
    Verdict,
)
from knowledge.records.document import Chunk, Document, Filters, Hit
from knowledge.records.event import Event, EventKind
from knowledge.records.example import Example
from knowledge.records.intervention import (
    ArmName,
    ArmResult,
    Intervention,
    Rerun,
    Understood,
)
from knowledge.records.locator import Locator, Mark
from knowledge.records.product import Product
from knowledge.records.remark import Remark
from knowledge.records.trace import Intent, Passage, Trace, Turn

__all__ = [
    "CAUSES",
    "STAGES",
    "ArmName",
    "ArmResult",
    "Cause",
    "Chunk",
    "Claim",
    "ClaimSpan",
    "Cluster",
    "Diagnosis",
    "Document",
    "Event",
    "EventKind",
    "Example",
    "Factor",
    "Filters",
    "Hit",
    "Intent",
    "Intervention",
    "Lift",
    "Locator",
    "Mark",
    "Passage",
    "Priority",
    "Product",
    "Quote",
    "Release",
    "Remark",
    "Rerun",
    "Share",
    "Stage",
    "StageVerdict",
    "Trace",
    "Traffic",
    "Trend",
    "Turn",
    "TypicalCase",
    "Understood",
    "Verdict",
    "Week",
]
