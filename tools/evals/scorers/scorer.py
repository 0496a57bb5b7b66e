"""What every scorer is: a pure function from an example and an interaction to a score."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from knowledge.corpus import Corpus
from knowledge.language import Lang
from knowledge.records import Better, Example, Product, Score, Trace, Unit
from tools.claims.ground import Embed


@dataclass(frozen=True)
class Means:
    """What a scorer may use beyond the example and the interaction."""

    lang: Lang | None = None
    """The reader's language; None for the answer's own."""
    embed: Embed | None = None
    """Makes vectors of texts; None for words only."""
    ask: Callable[[str], str] | None = None
    """Puts a prompt to a judge; None to decide by rules."""
    product: Product = field(default_factory=Product)
    """What the team says of its product; nothing by default."""
    corpus: Corpus | None = None
    """What the product itself retrieves from; None when unknown."""


ScoreOf = Callable[[Example, Trace, Means], Score]


def any_example(_example: Example) -> bool:
    """What a scorer asks of an example that reads only the interaction: nothing."""
    return True


@dataclass(frozen=True)
class Scorer:
    """A scorer with what has to be known to read its values."""

    name: str
    """Such as `claim_recall`; also the key of its texts."""
    version: int
    """Goes up whenever the same answer may get another value."""
    score: ScoreOf
    """The function; total: what it cannot score has the value None and a reason."""
    unit: Unit = "share"
    """What its value is measured in."""
    better: Better = "higher"
    """Which direction is good."""
    kind: Literal["technical", "business", "running"] = "technical"
    """Quality of the words, fitness for the product, or time and money."""
    fits: Callable[[Example], bool] = any_example
    """Whether an example holds what the scorer needs of it; the interaction may lack the rest."""
    by_default: bool = True
    """Whether it is used where nobody names scorers; one that needs a judge is not."""
