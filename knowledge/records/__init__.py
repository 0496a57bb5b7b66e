"""The records that every part of Casebook speaks in."""

from knowledge.records.diagnosis import (
    CAUSES,
    STAGES,
    Cause,
    Claim,
    Diagnosis,
    Priority,
    Quote,
    Stage,
    StageVerdict,
    Verdict,
)
from knowledge.records.document import Chunk, Document, Hit
from knowledge.records.event import Event, EventKind
from knowledge.records.trace import Intent, Passage, Trace, Turn

__all__ = [
    "CAUSES",
    "STAGES",
    "Cause",
    "Chunk",
    "Claim",
    "Diagnosis",
    "Document",
    "Event",
    "EventKind",
    "Hit",
    "Intent",
    "Passage",
    "Priority",
    "Quote",
    "Stage",
    "StageVerdict",
    "Trace",
    "Turn",
    "Verdict",
]
