"""The records that every part of Casebook speaks in."""

from knowledge.records.acted import Acted
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
from knowledge.records.competitor import Competitor, Point
from knowledge.records.dataset import DatasetVersion, Purpose
from knowledge.records.diagnosis import (
    CAUSES,
    STAGES,
    Cause,
    Claim,
    ClaimSpan,
    ClaimVerdict,
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
from knowledge.records.model_score import ModelScore
from knowledge.records.money import ExchangeRate, Money
from knowledge.records.need import Answer, Need, Reach, Voice
from knowledge.records.offer import (
    Currency,
    Kind,
    Modality,
    Offer,
    Price,
    Quality,
    Region,
    StatedPrice,
    Tier,
    Usage,
)
from knowledge.records.product import Product
from knowledge.records.reason import Reason
from knowledge.records.remark import Remark
from knowledge.records.run import (
    Failure,
    FailureKind,
    Outcome,
    Run,
    RunSpec,
    RunStatus,
    TargetInfo,
    TargetKind,
)
from knowledge.records.scenario import Estimate, Origin, Scenario
from knowledge.records.score import Better, Score, Span, Unit
from knowledge.records.trace import Intent, Passage, Trace, Turn

__all__ = [
    "CAUSES",
    "STAGES",
    "Acted",
    "Answer",
    "ArmName",
    "ArmResult",
    "Better",
    "Cause",
    "Chunk",
    "Claim",
    "ClaimSpan",
    "ClaimVerdict",
    "Cluster",
    "Competitor",
    "Currency",
    "DatasetVersion",
    "Diagnosis",
    "Document",
    "Estimate",
    "Event",
    "EventKind",
    "Example",
    "ExchangeRate",
    "Factor",
    "Failure",
    "FailureKind",
    "Filters",
    "Hit",
    "Intent",
    "Intervention",
    "Kind",
    "Lift",
    "Locator",
    "Mark",
    "Modality",
    "ModelScore",
    "Money",
    "Need",
    "Offer",
    "Origin",
    "Outcome",
    "Passage",
    "Point",
    "Price",
    "Priority",
    "Product",
    "Purpose",
    "Quality",
    "Quote",
    "Reach",
    "Reason",
    "Region",
    "Release",
    "Remark",
    "Rerun",
    "Run",
    "RunSpec",
    "RunStatus",
    "Scenario",
    "Score",
    "Share",
    "Span",
    "Stage",
    "StageVerdict",
    "StatedPrice",
    "TargetInfo",
    "TargetKind",
    "Tier",
    "Trace",
    "Traffic",
    "Trend",
    "Turn",
    "TypicalCase",
    "Understood",
    "Unit",
    "Usage",
    "Verdict",
    "Voice",
    "Week",
]
