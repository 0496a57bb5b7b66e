"""What can be read off a trace before any stage is judged; computed once, when first asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from knowledge.corpus import Corpus, Standing
from knowledge.language import Lang, language_of
from knowledge.records import Passage, Product, Trace
from knowledge.retrieval.follow_up import leans_back
from knowledge.texts import say
from tools.claims.measure import Text, content, ready
from tools.claims.refusal import finds_nothing
from tools.claims.splitting import claims
from tools.diagnosis.answering import likelihood, signs
from tools.diagnosis.courtesy import without_courtesy
from tools.diagnosis.creative import is_creative, subject_to_write
from tools.diagnosis.declining import declines
from tools.diagnosis.grounding import Grounding, grounding, is_long
from tools.diagnosis.kinship import Kinship, kinship
from tools.diagnosis.matter import core
from tools.diagnosis.rules import Rules
from tools.diagnosis.slots import Wish, logged_slots, read_slots
from tools.diagnosis.support import retells
from tools.diagnosis.trust import Kind, sure

LOOK_IN_CORPUS = 5
"""Passages that a search of the corpus brings up."""
LIKELY = 0.5
"""The likelihood from which one of the passages rather answers than not."""
_OTHERS = 30
"""Passages of a corpus besides those that were retrieved; fewer are nothing to compare with."""
_MOST_TEXT = 40_000
"""Characters of a text that are read; a reader judges by no more."""
_MOST_PASSAGES = 50
"""Passages that are read."""


@dataclass(frozen=True, eq=False)
class Facts:
    """A trace under examination; two examinations are never the same."""

    trace: Trace
    """The trace."""
    lang: Lang
    """The reader's language."""
    rules: Rules
    """What is known beyond the trace."""
    corpus: Corpus | None
    """What the product retrieves from, to tell a miss from a gap; None when not at hand."""
    product: Product = field(default_factory=Product)
    """What the team says of its product."""

    def say(self, key: str, **values: Any) -> str:
        """A text of the diagnosis in the reader's language."""
        return say(f"diagnosis.{key}", self.lang, **values)

    @cached_property
    def query(self) -> str:
        """The user's words; of a huge text the beginning, which is what a reader judges by."""
        return self.trace.query.strip()[:_MOST_TEXT]

    @cached_property
    def answer(self) -> str:
        """The product's words, likewise."""
        return self.trace.answer.strip()[:_MOST_TEXT]

    @cached_property
    def told(self) -> str:
        """What of the answer to a question is about the matter; all of something written."""
        return self.answer if self.creative else without_courtesy(self.answer, self.query)

    @cached_property
    def answer_text(self) -> Text:
        """That, ready to be compared."""
        return Text(self.told)

    @cached_property
    def rewritten(self) -> str | None:
        """The query that went to retrieval; None when it was not logged."""
        text = (self.trace.rewritten_query or "").strip()[:_MOST_TEXT]
        return text or None

    @cached_property
    def earlier(self) -> str:
        """What the user said before, joined."""
        return "\n".join(t.text for t in self.trace.history if t.role == "user")[-_MOST_TEXT:]

    @cached_property
    def creative(self) -> bool:
        """Whether something is to be written, rather than looked up."""
        return is_creative(self.trace, self.query, self.rules)

    @cached_property
    def wishes(self) -> dict[str, list[Wish]]:
        """What the query asks for, slot by slot."""
        return read_slots(self.query, self.rules)

    @cached_property
    def inherited(self) -> dict[str, list[Wish]]:
        """The wishes that hold, slot by slot: the query's, and those that earlier turns left."""
        before: dict[str, list[Wish]] = {}
        for turn in self.trace.history:
            if turn.role == "user":
                before |= read_slots(turn.text[:_MOST_TEXT], self.rules)
        return before | self.wishes

    @cached_property
    def logged(self) -> dict[str, Wish]:
        """What the product understood, slot by slot."""
        return logged_slots(self.trace.intent.slots, self.rules) if self.trace.intent else {}

    @cached_property
    def asked(self) -> list[str]:
        """The terms of the query that say what it is about."""
        return self.subject(self.named or self.query)

    @cached_property
    def named(self) -> str | None:
        """The topic in the words of the query, where the product logged it so."""
        if self.trace.intent is None or not self.creative:
            return None
        said = f"{self.query}\n{self.earlier}".casefold()
        topics = (self.trace.intent.slots.get(key) for key in self.rules.topic_keys)
        return next((t for t in topics if isinstance(t, str) and t and t.casefold() in said), None)

    @cached_property
    def understood(self) -> list[str]:
        """The terms that the rewritten query says it is about."""
        return self.subject(self.rewritten) if self.rewritten else []

    @cached_property
    def aliases(self) -> list[str]:
        """The terms of the topic's other names; empty when the product lists none."""
        names = self.product.other_names(self.named or self.query)
        return list(dict.fromkeys(term for name in names for term in self.subject(name)))

    @cached_property
    def subjects(self) -> frozenset[int]:
        """The product's subjects that the query is about, or else that an earlier turn was."""
        return (
            self.product.subjects(self.named or "")
            or self.product.subjects(self.query)
            or self.product.subjects(self.earlier)
        )

    @cached_property
    def material(self) -> list[frozenset[int]]:
        """The product's subjects that each passage is filed under, or else names itself."""
        return [self._subjects_of(passage) for passage, _ in self.passages]

    def successor(self, passage: Passage) -> str | None:
        """The id of what took the passage's place; None while it holds, as far as is known."""
        entry = self.corpus.get(passage.id) if self.corpus else None
        return entry.superseded_by if entry else None

    def _subjects_of(self, passage: Passage) -> frozenset[int]:
        entry = self.corpus.get(passage.id) if self.corpus else None
        filed = self.product.subjects(entry.topic) if entry and entry.topic else frozenset()
        return filed or self.product.subjects(passage.text)

    @cached_property
    def topic(self) -> list[str]:
        """The terms to look for in passages: the query's, and what an earlier turn adds."""
        if self.depends and self.earlier and not self.named:
            return self.asked + (self.understood or self.subject(self.earlier))
        return self.asked

    def subject(self, text: str) -> list[str]:
        """The terms of `text` that name its subject, without the words of asking."""
        return subject_to_write(text, self.rules) if self.creative else content(text)

    @cached_property
    def depends(self) -> bool:
        """Whether the query points back to an earlier turn."""
        return bool(self.rules.back_reference.find(self.query))

    @cached_property
    def passages(self) -> list[tuple[Passage, Text]]:
        """What was retrieved, ready to be compared; empty when nothing was logged."""
        found = (self.trace.retrieved or [])[:_MOST_PASSAGES]
        return [(passage, ready(passage.text[:_MOST_TEXT])) for passage in found]

    @cached_property
    def texts(self) -> list[Text]:
        """The texts of what was retrieved."""
        return [text for _, text in self.passages]

    @cached_property
    def handed_on(self) -> list[tuple[Passage, Text]]:
        """Those of the passages that generation was given, as far as is known."""
        return [(passage, text) for passage, text in self.passages if passage.used is not False]

    @cached_property
    def coverage(self) -> list[float]:
        """How much of the topic each passage carries, 0 to 1."""
        return [text.share(self.topic) for text in self.texts]

    @cached_property
    def best(self) -> int | None:
        """The position of the passage that carries most of the topic; None without passages."""
        if not self.passages:
            return None
        return max(range(len(self.passages)), key=lambda index: self.coverage[index])

    @cached_property
    def best_coverage(self) -> float:
        """How much of the topic the best passage carries; 0 without passages."""
        return self.coverage[self.best] if self.best is not None else 0.0

    @cached_property
    def nearest(self) -> list[Passage]:
        """What a search of the corpus for the query brings up; empty without one."""
        return self.corpus.search(self.query, LOOK_IN_CORPUS) if self.corpus else []

    def stands_first(self, place: int) -> bool:
        """Whether the passage at this place is the first that a search of the corpus brings up."""
        return bool(self.nearest) and self.nearest[0].id == self.passages[place][0].id

    @cached_property
    def in_context(self) -> str:
        """The query, with what the user said last where it is understood only by that."""
        before = [turn.text for turn in self.trace.history if turn.role == "user"]
        if not before or not (self.depends or leans_back(self.query)):
            return self.query
        return f"{self.query}\n{before[-1][:_MOST_TEXT]}"

    @cached_property
    def likely(self) -> float:
        """How likely it is that one of the retrieved passages answers the query, 0 to 1."""
        return self._likely(range(len(self.passages)))

    @cached_property
    def likely_used(self) -> float:
        """The same of those alone that generation was given."""
        used = [at for at, (passage, _) in enumerate(self.passages) if passage.used is not False]
        return self.likely if len(used) == len(self.passages) else self._likely(used)

    def _likely(self, places: Sequence[int]) -> float:
        if not places or not self.topic:
            return 0.0
        texts, shares = [self.texts[at] for at in places], [self.coverage[at] for at in places]
        found = signs(self.query, self.topic, texts, shares, self.standing(places))
        return likelihood(found)

    def standing(self, places: Sequence[int]) -> Standing | None:
        """How the passages at these places stand beside the rest of the corpus; None where the best
        of them is not known, or where the corpus is too small to tell anything.
        """
        ids = [self.passages[at][0].id for at in places]
        if self.corpus is None or len(self.corpus) < len(self.passages) + _OTHERS:
            return None
        best = max(places, key=lambda at: self.coverage[at])
        if not self.corpus.get(self.passages[best][0].id):
            return None
        return self.corpus.standing(self.in_context, ids)

    def sure(self, kind: Kind) -> float:
        """How sure a verdict of that kind is, 0 to 1."""
        return sure(kind, self.likely, self.close, by_reference=self.reference is not None)

    @cached_property
    def close(self) -> float:
        """How much of the answer stands in one place of what was handed on, 0 to 1."""
        if self.declined or not self.handed_on:
            return 0.0
        if self.grounded is not None:
            return self.grounded.together
        said = core(self.told, self.rules, self.asked)
        return max(text.share(said) for _, text in self.handed_on)

    @cached_property
    def is_on_topic(self) -> bool:
        """Whether one of the retrieved passages rather answers than not."""
        return self.likely >= LIKELY

    @cached_property
    def claims(self) -> list[str]:
        """The answer's claims."""
        return claims(self.told)

    @cached_property
    def grounded(self) -> Grounding | None:
        """A long answer weighed against what was handed on; None for a short one."""
        if not self.handed_on or self.creative or self.declined:
            return None
        if not is_long(self.told, self.asked):
            return None
        return grounding(self.told, [text.raw for _, text in self.handed_on], self.query)

    @cached_property
    def in_own_words(self) -> bool:
        """Whether the answer may be a passage in other words; asked where nothing else tells."""
        if self.reference is not None or self.declined or not self.answer:
            return False
        if self.handed_on and any(one.amount for one in self.kinship.own):
            return False
        by_words = retells(self.told, self.texts, self.rules, given=self.asked)
        return by_words or self.kinship.is_retelling

    @cached_property
    def kinship(self) -> Kinship:
        """What the answer has in common with what was handed on beyond words, and of its own."""
        used = [text.raw for _, text in self.handed_on]
        return kinship(self.told, used, self.query, self.asked)

    @cached_property
    def held_by(self) -> Grounding | None:
        """A long reference weighed against all that was retrieved; None for a short one."""
        if not self.passages or self.reference is None or not is_long(self.reference, self.asked):
            return None
        return grounding(self.reference, [text.raw for text in self.texts])

    @cached_property
    def declined(self) -> bool:
        """Whether the answer declines, or asks what is meant, instead of answering."""
        # An answer may repeat the question, whose words are not its own.
        asked = self.query.rstrip(" ?？。.!！")
        said = self.answer.replace(asked, "…") if asked else self.answer
        return declines(said, self.rules, self.texts)

    @cached_property
    def reference(self) -> str | None:
        """A good answer that says something; None when there is none or it declines."""
        text = (self.trace.reference or "").strip()[:_MOST_TEXT]
        return text if text and not self.should_decline else None

    @cached_property
    def wanted(self) -> list[str]:
        """The terms that make up what the reference says, beyond the question's; [] without one."""
        return core(self.reference, self.rules, self.asked) if self.reference is not None else []

    @cached_property
    def should_decline(self) -> bool:
        """Whether the reference says that a good answer declines or asks back."""
        said = (self.trace.reference or "").strip()
        return declines(said, self.rules, self.texts)

    @cached_property
    def nothing_to_say(self) -> bool:
        """Whether the reference declines because nothing is known of what was asked."""
        return self.should_decline and finds_nothing(self.trace.reference or "")

    @cached_property
    def tongue(self) -> Lang:
        """The language that the answer is written in."""
        return language_of(self.answer, default=self.lang)
