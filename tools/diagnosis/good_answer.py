"""What a good answer says, as the reference has it, or that it declines."""

import re
from dataclasses import dataclass
from functools import cached_property

from tools.claims.refusal import finds_nothing
from tools.diagnosis.asked import MOST_TEXT, Asked
from tools.diagnosis.declining import declines
from tools.diagnosis.expected import Expected, expected
from tools.diagnosis.found import Found
from tools.diagnosis.grounding import Grounding, grounding, is_long
from tools.diagnosis.matter import core

_REFUSAL = re.compile(
    r"婉拒|拒绝|谢绝|回绝|\b(?:declin|refus|reject|turn(?:ing)? down)", re.IGNORECASE
)

_COMPLAINS = re.compile(
    r"(?:从?哪(?:里|儿)?来|哪冒出)|\bwhere (?:does|did|do|is|are|has)\b[^?]{0,40}\bfrom\b"
    r"|\bsays who\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class GoodAnswer:
    """The reference of a trace, in the light of what was asked and found."""

    asked: Asked
    """What was asked."""
    found: Found
    """What was retrieved for it."""

    @cached_property
    def reference(self) -> str | None:
        """A good answer that says something; None when there is none or it declines."""
        text = (self.asked.trace.reference or "").strip()[:MOST_TEXT]
        return text if text and not self.should_decline else None

    @cached_property
    def should_decline(self) -> bool:
        """Whether the reference says that a good answer declines or asks back."""
        said = (self.asked.trace.reference or "").strip()
        if self._is_of_the_text:
            return False
        return self.expected is not None or declines(said, self.asked.rules, self.found.texts)

    @cached_property
    def expected(self) -> Expected | None:
        """What the reference tells the product to do, where it tells that instead of answering."""
        return None if self._is_of_the_text else expected(self.asked.trace.reference or "")

    @property
    def _is_of_the_text(self) -> bool:
        """Whether what is to be written is itself a refusal, which the reference calls so, or the
        reference asks where something that was written comes from.
        """
        if not self.asked.creative:
            return False
        note = self.asked.trace.reference or ""
        return bool(_REFUSAL.search(self.asked.query) or _COMPLAINS.search(note))

    @cached_property
    def nothing_to_say(self) -> bool:
        """Whether the reference declines because nothing is known of what was asked."""
        if self.expected is not None:
            return self.expected == "unknown"
        return self.should_decline and finds_nothing(self.asked.trace.reference or "")

    @cached_property
    def wanted(self) -> list[str]:
        """The terms that make up what the reference says, beyond the question's; [] without one."""
        if self.reference is None:
            return []
        return core(self.reference, self.asked.rules, self.asked.terms)

    @cached_property
    def held_by(self) -> Grounding | None:
        """A long reference weighed against all that was retrieved; None for a short one."""
        if not self.found.passages or self.reference is None:
            return None
        if not is_long(self.reference, self.asked.terms):
            return None
        return grounding(self.reference, [text.raw for text in self.found.texts])
