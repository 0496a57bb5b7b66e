"""What a good answer says, as the reference has it, or that it declines."""

import re
from dataclasses import dataclass
from functools import cached_property

from knowledge.language import language_of
from tools.claims.measure import content, ready
from tools.claims.refusal import finds_nothing, is_of_scope, speaks_of_itself
from tools.diagnosis.ask_back import asks_back
from tools.diagnosis.asked import MOST_TEXT, Asked
from tools.diagnosis.declining import declines
from tools.diagnosis.directed import directed
from tools.diagnosis.expected import Expected, expected
from tools.diagnosis.found import LOOK_IN_CORPUS, Found
from tools.diagnosis.grounding import Grounding, grounding, is_long
from tools.diagnosis.matter import core
from tools.diagnosis.remarked import Remark, remark
from tools.diagnosis.support import has_verbatim

_MUCH_OF_IT = 0.48
"""Share of a reference that a passage has from which it may stand there."""

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
    def remark(self) -> Remark | None:
        """What the reference says of the answer or of what led to it, where it is a remark."""
        said = (self.asked.trace.reference or "").strip()
        found = remark(said) if expected(said) is None else None
        is_copied = found and any(has_verbatim(text, said) for text in self.found.texts)
        return None if is_copied else found

    @cached_property
    def should_decline(self) -> bool:
        """Whether the reference says that a good answer declines or asks back."""
        return self.expected is not None or self._declines

    @cached_property
    def _declines(self) -> bool:
        """Whether the reference is itself a refusal or a question back."""
        said = (self.asked.trace.reference or "").strip()
        if self._is_of_the_text or not declines(said, self.asked.rules, self.found.texts):
            return False
        is_plain = is_of_scope(said) or speaks_of_itself(said) or asks_back(said)
        return is_plain or not self._may_be_told_there(said)  # a thing that is not so

    @cached_property
    def expected(self) -> Expected | None:
        """What the reference tells the product to do, where it tells that instead of answering."""
        said = self.asked.trace.reference or ""
        if self._is_of_the_text:
            return None
        if (told := expected(said)) is not None or not said:
            return told
        told = None if self.remark or self._declines else directed(said.strip())
        return None if told is None or self._may_be_told_there(said) else told

    def _may_be_told_there(self, reference: str) -> bool:
        """Whether a passage, retrieved or not, has much of a reference, or may have it in another
        language.
        """
        texts, corpus = list(self.found.texts), self.found.corpus
        if corpus is not None:
            texts += [ready(one.text) for one in corpus.search(reference, LOOK_IN_CORPUS)]
        spoken = language_of(reference)
        if not any(language_of(text.raw) == spoken for text in texts):
            return True
        terms = content(reference)
        return any(text.share(terms) >= _MUCH_OF_IT for text in texts)

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
