"""What the stages of a trace come to."""

from dataclasses import dataclass

from knowledge.records import Cause, Stage
from tools.diagnosis.finding import Finding

Findings = dict[Stage, Finding]
"""What each stage shows by itself."""


@dataclass(frozen=True)
class Conclusion:
    """The verdict on a trace."""

    cause: Cause
    """The cause."""
    finding: Finding | None
    """The finding that names it; None for `none` and `undetermined`."""
    confidence: float | None
    """How sure, 0 to 1; None when undetermined."""
