"""What was answered: the words of an answer, what of them is on the matter, or that it declines."""

import re
from dataclasses import dataclass
from functools import cached_property

from tools.claims.ending import breaks_off
from tools.claims.markup import thought, unmarked, without_marks
from tools.claims.measure import Text
from tools.claims.refusal import only_declines
from tools.claims.replies import says_yes
from tools.claims.small_talk import claims_nothing
from tools.claims.splitting import claims, parts
from tools.diagnosis.asked import MOST_TEXT, Asked
from tools.diagnosis.courtesy import without_courtesy
from tools.diagnosis.declining import declines
from tools.diagnosis.found import Found

_COMMA = re.compile(r"[，,、；;]$")
_SHORT = 20
"""Characters up to which an answer that ends on a comma is a name, copied with it."""
_HEAD = 90
"""Characters of the beginning of an answer."""


@dataclass(frozen=True, eq=False)
class Answer:
    """The answer of a trace, in the light of what was asked and found."""

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

    @cached_property
    def echoes(self) -> bool:
        """Whether the answer has a word of the question: it speaks of what was asked."""
        return any(map(self.text.carries, self.asked.terms))

    @cached_property
    def declined(self) -> bool:
        """Whether the answer declines, or asks what is meant, instead of answering."""
        # "I cannot say. Please call us.": taken for talk, the refusal would be left out.
        told = self.plain if only_declines(self.plain) else self.told
        told = self._without_question(told)
        if says_yes(told) and not declines(next(iter(claims(told)), ""), self.asked.rules, ()):
            return False
        return declines(told, self.asked.rules, self.found.texts)

    def _without_question(self, text: str) -> str:
        """A text without the question, which an answer may repeat: its words are not its own."""
        asked = self.asked.query.rstrip(" ?？。.!！")
        return text.replace(asked, "…") if asked else text
