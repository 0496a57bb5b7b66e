"""What a product must offer to be replayed: its three stages, each callable by itself."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from knowledge.records import Intent, Passage, Turn


class Understood(NamedTuple):
    """What the first stage hands on."""

    intent: Intent | None
    """The intent and its slots; None where the product has none."""
    rewritten_query: str | None
    """What is to be searched for; None where that is the query itself."""


class Staged(Protocol):
    """A product that can be run stage by stage, with any stage's output replaced."""

    @property
    def repeats(self) -> int:
        """Runs that it takes to know how an arm comes out; 1 for a product without chance."""

    def understand(self, query: str, history: Sequence[Turn]) -> Understood:
        """Read intent, slots and a search query out of the user's words."""

    def retrieve(
        self, query: str, understood: Understood, params: Mapping[str, Any]
    ) -> list[Passage]:
        """Find passages for what was understood, best first, `used` marked."""

    def generate(
        self,
        query: str,
        understood: Understood,
        passages: Sequence[Passage],
        params: Mapping[str, Any],
        run: int,
    ) -> str:
        """Write the answer; `run` numbers the repetition, for products that draw by chance."""
