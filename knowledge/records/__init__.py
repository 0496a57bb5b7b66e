"""The records that every part of Casebook speaks in."""

from knowledge.records.diagnosis import (
    CAUSES,
    STAGES,
    Cause,
    Claim,
    ClaimSpan,
    Diagnosis,
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
    Tally,
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
    "Diagnosis",
    "Document",
    "Event",
    "EventKind",
    "Example",
    "Filters",
    "Hit",
    "Intent",
    "Intervention",
    "Locator",
    "Mark",
    "Passage",
    "Priority",
    "Product",
    "Quote",
    "Remark",
    "Rerun",
    "Stage",
    "StageVerdict",
    "Tally",
    "Trace",
    "Turn",
    "Understood",
    "Verdict",
]
