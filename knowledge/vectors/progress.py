"""How far the vectors are."""

from dataclasses import dataclass

from knowledge.errors import CasebookError
from knowledge.language import Lang
from knowledge.texts import say


@dataclass(frozen=True)
class VectorProgress:
    """How many chunks have a vector of the chosen model, and what stands in the way."""

    done: int
    """Chunks that have one."""
    total: int
    """Chunks."""
    per_second: float | None = None
    """Chunks a second, since it last began; None before that is known, and when idle."""
    seconds_left: float | None = None
    """By the length of what is left; None where `per_second` is."""
    model: str | None = None
    """The name of the embedder; None when searches go by words only."""
    replacing: str | None = None
    """The name of the embedder whose vectors serve until these are complete."""
    problem: CasebookError | None = None
    """Why it does not go on, and what to do; searches go on meanwhile."""

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to do."""
        return self.model is None or (self.done >= self.total and self.replacing is None)

    def text(self, lang: Lang) -> str:
        """One line for people."""
        if self.seconds_left is None:
            return say("vectors.progress.begun", lang, done=self.done, total=self.total)
        left = round(self.seconds_left)
        return say("vectors.progress.filling", lang, done=self.done, total=self.total, left=left)
