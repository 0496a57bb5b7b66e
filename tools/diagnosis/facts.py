"""What can be read off a trace before any stage is judged.

In three parts, each of which looks at those before it: what was asked, what was found, what was
said. A property is computed when it is first wanted, and once.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from knowledge.corpus import Corpus
from knowledge.language import Lang
from knowledge.records import Product, Trace
from knowledge.texts import say
from tools.diagnosis.asked import Asked
from tools.diagnosis.found import Found
from tools.diagnosis.rules import Rules
from tools.diagnosis.said import Said
from tools.diagnosis.trust import Kind, sure


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

    @cached_property
    def asked(self) -> Asked:
        """What the user asked for, and what the product made of it."""
        return Asked(self.trace, self.rules, self.product)

    @cached_property
    def found(self) -> Found:
        """What was retrieved, and how it stands to the question."""
        return Found(self.asked, self.corpus)

    @cached_property
    def said(self) -> Said:
        """What was answered, and what the reference says that a good answer is."""
        return Said(self.asked, self.found)

    def sure(self, kind: Kind) -> float:
        """How sure a verdict of that kind is, 0 to 1."""
        return sure(
            kind, self.found.likely, self.said.close, by_reference=self.said.reference is not None
        )

    def say(self, key: str, **values: Any) -> str:
        """A text of the diagnosis in the reader's language."""
        return say(f"diagnosis.{key}", self.lang, **values)
