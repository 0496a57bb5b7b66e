"""What was answered, and what a good answer says: the third part of the facts of a trace."""

from dataclasses import dataclass
from functools import cached_property

from tools.claims.amounts import Amount, amounts
from tools.claims.bound.otherwise import bound_otherwise_by
from tools.claims.measure import MOST_AMOUNTS, Text
from tools.claims.reckoned import LEFT_OUT, Reckoned
from tools.claims.reckoning import reckoned
from tools.claims.refusal import admits_not_to_know, is_refusal
from tools.claims.replies import says_yes
from tools.claims.splitting import claims
from tools.diagnosis.answer import Answer
from tools.diagnosis.ask_back import asks_somewhere
from tools.diagnosis.directed import says_so
from tools.diagnosis.good_answer import GoodAnswer
from tools.diagnosis.grounding import Grounding, grounding, is_long
from tools.diagnosis.kinship import Kinship, kinship
from tools.diagnosis.lacking_told import tells_what_it_lacks
from tools.diagnosis.matter import core
from tools.diagnosis.support import Support, denied_on_it, has_verbatim, retells, support

_OF_IT = 0.4
"""Share of a claim, or of the question, from which a passage may be of it."""
_A_SENTENCE = 12
"""Characters from which a claim that stands in a passage word for word is a sentence of it."""


@dataclass(frozen=True, eq=False)
class Said(Answer, GoodAnswer):
    """The answer of a trace and its reference, held against the question and the passages."""

    def support(self, claim: str, place: int) -> Support:
        """How the retrieved passage at a place stands to a claim of the answer, without what it
        reckons.
        """
        known, key = self._supports, (claim, place)
        if key not in known:  # one rule after another asks, and then whoever shows the claims
            known[key] = self._held_against(self.as_given(claim), self.found.texts[place])
        return known[key]

    def _held_against(self, claim: str, text: Text) -> Support:
        found = support(
            claim, text, self.asked.rules, given=self.asked.terms, known=self._known_amounts
        )
        if found.verdict == "contradicted" or self.asked.creative:
            return found
        if max(found.share, text.share(self.asked.terms)) < _OF_IT:
            return found  # of neither the claim nor the question
        if found.verdict == "supported" and len(claim) > _A_SENTENCE and has_verbatim(text, claim):
            return found  # copied from there
        if LEFT_OUT in claim and self.works_out:
            return found  # its words are those of reckoning
        against = bound_otherwise_by(claim, text.raw, self.asked.query)
        if found.verdict == "absent":
            against = against or denied_on_it(claim, text, self.asked.terms)
        return Support("contradicted", found.share, against) if against else found

    @cached_property
    def _supports(self) -> dict[tuple[str, int], Support]:
        return {}

    @cached_property
    def _known_amounts(self) -> list[Amount]:
        """The amounts that the user and what was handed on give."""
        given = (self.asked.told_before, *self._handed_on)
        return [one for text in given for one in amounts(text)[:MOST_AMOUNTS]]

    @cached_property
    def reckoned(self) -> Reckoned:
        """The figures of the answer that follow from what was asked and what was handed on."""
        if self.asked.creative:
            return Reckoned((), frozenset(), from_asked=False)  # its figures are made, not found
        asked = f"{self.asked.reckoned_with}\n{self._as_understood}"
        return reckoned(self.told, asked, tuple(self._handed_on))

    @cached_property
    def _as_understood(self) -> str:
        """The figures of the rewritten query that neither the user nor a passage gives: who asks
        about a car for 20 is understood to mean 20,000.
        """
        text = self.asked.rewritten or ""
        said = [one for t in (self.asked.told_by_user, *self._handed_on) for one in amounts(t)]
        own = (one for one in amounts(text) if not any(map(one.meets, said)))
        return " ".join(text[one.start : one.end] for one in own)

    def as_given(self, claim: str) -> str:
        """A claim without what it reckons: no passage has that, and none speaks against it."""
        return self.reckoned.left_out_of(claim)

    @cached_property
    def works_out(self) -> bool:
        """Whether the answer reckons from passages, with no figure or name that is made up."""
        return bool(self.reckoned.passages) and not self.kinship.own

    @cached_property
    def grounded(self) -> Grounding | None:
        """A long answer weighed against what was handed on; None for a short one."""
        if not self.found.handed_on or self.asked.creative or self.declined:
            return None
        if not is_long(self.told, self.asked.terms):
            return None
        return grounding(self.told, self._handed_on, self.asked.query, self.reckoned)

    @cached_property
    def in_own_words(self) -> bool:
        """Whether the answer may be a passage in other words; asked where nothing else tells."""
        if self.reference is not None or self.declined or not self.answer:
            return False
        if self.found.handed_on and any(one.amount for one in self.kinship.own):
            return False
        asked, texts = self.asked, self.found.texts
        by_words = retells(self.told, texts, asked.rules, given=asked.terms)
        return by_words or self.kinship.is_retelling

    @cached_property
    def kinship(self) -> Kinship:
        """What the answer has in common with what was handed on beyond words, and of its own."""
        asked, before = self.asked, f"{self.asked.told_before}\n{self._as_understood}"
        return kinship(
            self.told, self._handed_on, asked.query, asked.terms, self.reckoned, before=before
        )

    @property
    def _handed_on(self) -> list[str]:
        return [text.raw for _, text in self.found.handed_on]

    @cached_property
    def close(self) -> float:
        """How much of the answer stands in one place of what was handed on, 0 to 1."""
        if self.declined or not self.found.handed_on:
            return 0.0
        if self.grounded is not None:
            return self.grounded.together
        said = core(self.told, self.asked.rules, self.asked.terms)
        return max(text.share(said) for _, text in self.found.handed_on)

    @cached_property
    def as_expected(self) -> bool:
        """Whether the answer declines, asks or says that nothing is known, as the reference has it;
        besides, it may tell what is known.
        """
        if not self.should_decline or self.declined:
            return self.should_decline
        if self.asked.creative:
            return not self.asked.scripted and tells_what_it_lacks(self.plain)
        if self.nothing_to_say:
            admits = admits_not_to_know(self.plain) or says_so(self.plain, "unknown")
            return says_yes(self.plain) is not True and admits
        if self.expected == "ask":
            return asks_somewhere(self.plain)
        if is_refusal(next(iter(claims(self._without_question(self.plain))), "")):
            return True
        return says_yes(self.plain) is not True and says_so(self.plain, "decline")
