"""What was asked, and what the product made of it: the first part of the facts of a trace."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.records import Product, Trace
from knowledge.retrieval.follow_up import leans_back
from tools.claims.amounts import amounts
from tools.claims.arithmetic import MONEY
from tools.claims.measure import Text, content, ready
from tools.diagnosis.background import asked_in
from tools.diagnosis.courtesy import asked_plainly, is_courtesy
from tools.diagnosis.creative import is_creative, is_scripted, subject_to_write
from tools.diagnosis.rules import Rules
from tools.diagnosis.slots import Wish, logged_slots, read_slots
from tools.diagnosis.stipulated import without_stipulations

MOST_TEXT = 40_000
"""Characters of a text that are read; a reader judges by no more."""


@dataclass(frozen=True, eq=False)
class Asked:
    """The query of a trace with the turns before it; each reading is made when first wanted."""

    trace: Trace
    """The trace."""
    rules: Rules
    """The words that tell requests apart."""
    product: Product = field(default_factory=Product)
    """What the team says of its product."""

    @cached_property
    def query(self) -> str:
        """What the user asks, without courtesies; of a huge text the beginning, which is what a
        reader judges by.
        """
        return asked_plainly(self.trace.query.strip()[:MOST_TEXT])

    @cached_property
    def earlier(self) -> str:
        """What the user said before, joined; "" where that was nothing but courtesies."""
        return "\n".join(self._before)[-MOST_TEXT:]

    @cached_property
    def told_by_user(self) -> str:
        """All that the user said, now and before, with the figures that an answer reckons with."""
        return f"{self.trace.query[:MOST_TEXT]}\n{self.earlier}"

    @cached_property
    def told_before(self) -> str:
        """The same with what the product said, whose figures an answer goes on from."""
        return "\n".join([self.told_by_user, *self._by_product])[:MOST_TEXT]

    @cached_property
    def reckoned_with(self) -> str:
        """What the user said, with the prices that the product gave before."""
        said = "\n".join(self._by_product)[:MOST_TEXT]
        prices = (said[one.start : one.end] for one in amounts(said) if one.dimension in MONEY)
        return "\n".join([self.told_by_user, *prices])

    @cached_property
    def _by_product(self) -> list[str]:
        return [turn.text for turn in self.trace.history if turn.role != "user"]

    @cached_property
    def _before(self) -> list[str]:
        turns = self.trace.history
        said = [turn.text for turn in turns if turn.role == "user"] or [one.text for one in turns]
        return [text for text in said if not is_courtesy(text[:MOST_TEXT])]

    @cached_property
    def by_user(self) -> Text:
        """All that the user said."""
        return ready(f"{self.query}\n{self.earlier}")

    @cached_property
    def talk(self) -> Text:
        """All that was said, by the user and by the product, up to the query."""
        return Text("\n".join([self.query, *(turn.text for turn in self.trace.history)]))

    @cached_property
    def depends(self) -> bool:
        """Whether the query points back to an earlier turn."""
        return bool(self.rules.back_reference.find(self.query))

    @cached_property
    def in_context(self) -> str:
        """The query, with what the user said last where it is understood only by that."""
        if not self._before or not (self.depends or leans_back(self.query)):
            return self.query
        return f"{self.query}\n{self._before[-1][:MOST_TEXT]}"

    @cached_property
    def creative(self) -> bool:
        """Whether something is to be written, rather than looked up."""
        return is_creative(self.trace, self.query, self.rules)

    @cached_property
    def scripted(self) -> bool:
        """Whether that is a script or a post, as a product for these logs it."""
        return self.creative and is_scripted(self.trace, self.rules)

    @property
    def to_order(self) -> bool:
        """Whether a text of whatever kind is to be made to order, for no such product."""
        return self.creative and not self.scripted

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
                before |= read_slots(turn.text[:MOST_TEXT], self.rules)
        return before | self.wishes

    @cached_property
    def logged(self) -> dict[str, Wish]:
        """What the product understood, slot by slot."""
        return logged_slots(self.trace.intent.slots, self.rules) if self.trace.intent else {}

    @cached_property
    def rewritten(self) -> str | None:
        """The query that went to retrieval; None when it was not logged."""
        text = (self.trace.rewritten_query or "").strip()[:MOST_TEXT]
        return text or None

    @cached_property
    def named(self) -> str | None:
        """The topic in the words of the query, where the product logged it so."""
        if self.trace.intent is None or not self.creative:
            return None
        said = f"{self.query}\n{self.earlier}".casefold()
        topics = (self.trace.intent.slots.get(key) for key in self.rules.topic_keys)
        return next((t for t in topics if isinstance(t, str) and t and t.casefold() in said), None)

    def subject(self, text: str) -> list[str]:
        """The terms of `text` that name its subject, without the words of asking."""
        return subject_to_write(text, self.rules) if self.creative else content(text)

    def beyond_asking(self, terms: Iterable[str]) -> list[str]:
        """The terms without those that only ask, such as 几天 or 多久."""
        return [term for term in terms if not self.rules.question.find(term)]

    @cached_property
    def terms(self) -> list[str]:
        """The terms of the query that say what it is about."""
        return self.subject(self.named or without_stipulations(self.query))

    @cached_property
    def matter(self) -> str:
        """What the query asks, without what else a user tells of."""
        return self.query if self.creative else asked_in(self.query)

    @cached_property
    def beside(self) -> frozenset[str]:
        """Those of the terms that only what a user tells besides has."""
        if self.named or self.matter == self.query:
            return frozenset()
        return frozenset(self.terms).difference(self.subject(self.matter))

    @cached_property
    def understood(self) -> list[str]:
        """The terms that the rewritten query says it is about."""
        return self.subject(self.rewritten) if self.rewritten else []

    @cached_property
    def topic(self) -> list[str]:
        """The terms to look for in passages: the query's, and what an earlier turn adds."""
        if self.depends and self.earlier and not self.named:
            return self.terms + (self.understood or self.subject(self.earlier))
        return self.terms

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
