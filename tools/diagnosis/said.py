"""What was answered, and what a good answer says: the third part of the facts of a trace."""

import re
from dataclasses import dataclass
from functools import cached_property

from tools.claims.amounts import Amount, amounts
from tools.claims.bound.otherwise import bound_otherwise_by
from tools.claims.ending import breaks_off
from tools.claims.markup import thought, unmarked, without_marks
from tools.claims.measure import MOST_AMOUNTS, Text
from tools.claims.reckoned import LEFT_OUT, Reckoned
from tools.claims.reckoning import reckoned
from tools.claims.refusal import (
    admits_not_to_know,
    finds_nothing,
    is_refusal,
    only_declines,
)
from tools.claims.replies import says_yes
from tools.claims.small_talk import claims_nothing
from tools.claims.splitting import claims, parts
from tools.diagnosis.ask_back import asks_somewhere
from tools.diagnosis.asked import MOST_TEXT, Asked
from tools.diagnosis.courtesy import without_courtesy
from tools.diagnosis.declining import declines
from tools.diagnosis.expected import Expected, expected
from tools.diagnosis.found import Found
from tools.diagnosis.grounding import Grounding, grounding, is_long
from tools.diagnosis.kinship import Kinship, kinship
from tools.diagnosis.matter import core
from tools.diagnosis.support import Support, denied, has_verbatim, retells, support

_COMMA = re.compile(r"[，,、；;]$")
_SHORT = 20
"""Characters up to which an answer that ends on a comma is a name, copied with it."""
_OF_IT = 0.4
"""Share of a claim, or of the question, from which a passage may be of it."""
_A_SENTENCE = 12
"""Characters from which a claim that stands in a passage word for word is a sentence of it."""
_HEAD = 90
"""Characters of the beginning of an answer."""


@dataclass(frozen=True, eq=False)
class Said:
    """The answer of a trace and its reference, held against the question and the passages."""

    asked: Asked
    """What was asked."""
    found: Found
    """What was retrieved for it."""

    @cached_property
    def answer(self) -> str:
        """The product's words, without what a model thought first; of a huge text the beginning."""
        return self.asked.trace.answer[self.start :].rstrip()[:MOST_TEXT]

    @cached_property
    def start(self) -> int:
        """The place in the logged answer where what the user saw begins."""
        logged = self.asked.trace.answer
        shown = logged[thought(logged) :]
        return len(logged) - len(shown.lstrip())

    @cached_property
    def unmarked(self) -> str:
        """The answer to a question with spaces for its citations, addresses and tags; something
        written as it is.
        """
        return self.answer if self.asked.creative else unmarked(self.answer, self._names)

    @cached_property
    def plain(self) -> str:
        """The same without the spaces."""
        return self.answer if self.asked.creative else without_marks(self.answer, self._names)

    @property
    def _names(self) -> list[str]:
        """What passages may be cited by."""
        return [passage.id for passage in self.asked.trace.retrieved or []]

    @property
    def head(self) -> str:
        """How the answer begins, which says whom it is for: a title and the line below."""
        return self.answer[:_HEAD]

    @cached_property
    def told(self) -> str:
        """What of the answer to a question is about the matter; all of something written."""
        if self.asked.creative:
            return self.answer
        said = without_courtesy(self.plain, self.asked.query)
        found = parts(said)
        first, last = 0, len(found) - 1
        while first < last and self.is_beside(found[first].text):
            first += 1
        while first < last and self.is_beside(found[last].text):
            last -= 1
        if (first, last) == (0, len(found) - 1):
            return said
        return without_courtesy(said[found[first].start : found[last].end], self.asked.query)

    def is_beside(self, claim: str) -> bool:
        """Whether a sentence is talk, with nothing of the question, passages or reference."""
        return claims_nothing(claim, self.asked.query, self._known)

    @cached_property
    def _known(self) -> list[Text]:
        """What a claim may have something of: the question, the reference, what was retrieved."""
        asked, reference = self.asked.query, self.asked.trace.reference or ""
        return [Text(asked), Text(reference[:MOST_TEXT]), *self.found.texts]

    @cached_property
    def text(self) -> Text:
        """What the answer says on the matter, ready to be compared."""
        return Text(self.told)

    @cached_property
    def breaks_off(self) -> bool:
        """Whether the answer stops in mid-sentence, and not on a comma after a name."""
        if len(self.answer) <= _SHORT and _COMMA.search(self.answer):
            return False
        return breaks_off(self.answer, [text.raw for text in self.found.texts])

    @cached_property
    def claims(self) -> list[str]:
        """The answer's claims."""
        return list(self.text.sentences)

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
            against = against or denied(claim, text, self.asked.terms)
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
        return reckoned(self.told, self.asked.reckoned_with, tuple(self._handed_on))

    def as_given(self, claim: str) -> str:
        """A claim without what it reckons: no passage has that, and none speaks against it."""
        return self.reckoned.left_out_of(claim)

    @cached_property
    def works_out(self) -> bool:
        """Whether the answer reckons from passages, with no figure or name that is made up."""
        return bool(self.reckoned.passages) and not self.kinship.own

    @cached_property
    def declined(self) -> bool:
        """Whether the answer declines, or asks what is meant, instead of answering."""
        # "I cannot say. Please call us.": taken for talk, the refusal would be left out.
        told = self.plain if only_declines(self.plain) else self.told
        return declines(self._without_question(told), self.asked.rules, self.found.texts)

    def _without_question(self, text: str) -> str:
        """A text without the question, which an answer may repeat: its words are not its own."""
        asked = self.asked.query.rstrip(" ?？。.!！")
        return text.replace(asked, "…") if asked else text

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
    def echoes(self) -> bool:
        """Whether the answer has a word of the question: it speaks of what was asked."""
        return any(map(self.text.carries, self.asked.terms))

    @cached_property
    def kinship(self) -> Kinship:
        """What the answer has in common with what was handed on beyond words, and of its own."""
        asked, before = self.asked, self.asked.told_before
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
    def reference(self) -> str | None:
        """A good answer that says something; None when there is none or it declines."""
        text = (self.asked.trace.reference or "").strip()[:MOST_TEXT]
        return text if text and not self.should_decline else None

    @cached_property
    def should_decline(self) -> bool:
        """Whether the reference says that a good answer declines or asks back."""
        said = (self.asked.trace.reference or "").strip()
        return self.expected is not None or declines(said, self.asked.rules, self.found.texts)

    @cached_property
    def expected(self) -> Expected | None:
        """What the reference tells the product to do, where it tells that instead of answering."""
        return expected(self.asked.trace.reference or "")

    @cached_property
    def nothing_to_say(self) -> bool:
        """Whether the reference declines because nothing is known of what was asked."""
        if self.expected is not None:
            return self.expected == "unknown"
        return self.should_decline and finds_nothing(self.asked.trace.reference or "")

    @cached_property
    def as_expected(self) -> bool:
        """Whether the answer declines, asks or says that nothing is known, as the reference has it;
        besides, it may tell what is known.
        """
        if not self.should_decline or self.asked.creative or self.declined:
            return self.should_decline and self.declined
        if self.nothing_to_say:
            return says_yes(self.plain) is not True and admits_not_to_know(self.plain)
        if self.expected == "ask":
            return asks_somewhere(self.plain)
        return is_refusal(next(iter(claims(self._without_question(self.plain))), ""))

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
