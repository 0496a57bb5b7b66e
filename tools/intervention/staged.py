"""What a product must offer to be replayed: its three stages, each callable by itself."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from knowledge.records import Passage, Turn, Understood


class StageFailed(Exception):
    """A stage gave nothing that can be used; the text says which, and why."""

    def __init__(self, stage: str, reason: str, *, again: bool) -> None:
        super().__init__(f"{stage}: {reason}")
        self.again = again
        """Whether another attempt may help."""


class Staged(Protocol):
    """A product that can be run stage by stage, with any stage's output replaced.

    Each stage raises StageFailed where it gives nothing.
    """

    @property
    def free(self) -> bool:
        """Whether it may be run unasked: it calls nobody, costs nothing and stays the same."""

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
