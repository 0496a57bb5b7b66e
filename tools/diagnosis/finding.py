"""What one stage's examination found, before it is put beside the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.beginning import beginning
from knowledge.records import Quote, Verdict

_LONGEST_QUOTE = 240
"""Characters of a quote."""


@dataclass(frozen=True)
class Finding:
    """A stage's verdict with its evidence; a fault also says of which kind and how sure."""

    verdict: Verdict
    """ok, fault or unknown."""
    evidence: str
    """One or two sentences in the reader's language."""
    quotes: tuple[Quote, ...] = ()
    """The words that the evidence rests on."""
    subcause: str | None = None
    """The finer kind of a fault."""
    confidence: float = 0.0
    """How sure, 0 to 1."""
    details: Mapping[str, str] = field(default_factory=dict)
    """What the fix names: the slot, the passage, the number."""
    stands: bool = False
    """Whether it was counted, matched or told outright, so that nothing weighs against it."""


def quote(source: str, text: str) -> Quote:
    """The words of `text`, verbatim, cut where they grow too long to read."""
    return Quote(source=source, text=text.strip()[:_LONGEST_QUOTE])


def clip(text: str, length: int = 60) -> str:
    """`text` on one line without control characters, to stand within a sentence."""
    printable = "".join(c if c.isprintable() else " " for c in text[: length * 4])
    return beginning(printable, length)
