"""What tools stand on: the stores, the clock and the reader's language, given explicitly."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from knowledge.cases import CaseStore
from knowledge.corpus import Corpus
from knowledge.docs import DocStore
from knowledge.events import EventLog
from knowledge.language import Lang
from knowledge.records import Product


@dataclass(frozen=True)
class Deps:
    """The runtime context of a turn; tools read it as `runtime.context`."""

    docs: DocStore
    """The product's documents."""
    events: EventLog
    """Traces and events."""
    cases: CaseStore
    """Pasted cases and diagnoses."""
    corpus: Corpus | None
    """What the product itself retrieves from; None when unknown."""
    product: Product
    """What the team says of its product."""
    clock: Callable[[], datetime]
    """The time now."""
    lang: Lang
    """The language of the question, and so of the answer."""
    focus: str | None = None
    """The id of the case that the reader has open, for "this one"."""
