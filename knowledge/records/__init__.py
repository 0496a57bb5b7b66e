"""The records that every part of Casebook speaks in."""

from knowledge.records.cluster import (
    Cluster,
    Example,
    Lift,
    Release,
    Share,
    Traffic,
    Trend,
    Week,
)
from knowledge.records.diagnosis import (
    CAUSES,
    STAGES,
    Cause,
    Claim,
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
from knowledge.records.locator import Locator, Mark
from knowledge.records.remark import Remark
from knowledge.records.trace import Intent, Passage, Trace, Turn

__all__ = [
    "CAUSES",
    "STAGES",
    "Cause",
    "Chunk",
    "Claim",
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
    "Lift",
    "Locator",
    "Mark",
    "Passage",
    "Priority",
    "Quote",
    "Release",
    "Remark",
    "Share",
    "Stage",
    "StageVerdict",
    "Trace",
    "Traffic",
    "Trend",
    "Turn",
    "Verdict",
    "Week",
]
