"""Two texts that say the same, and by what that is told."""

from dataclasses import dataclass
from typing import Literal

Why = Literal["copy", "near_copy", "paraphrase", "translation", "meaning", "perhaps"]
"""By what two texts are alike: all their letters, most of them, their words, what those are in
the other language, their meaning, or a meaning that is perhaps the same."""


@dataclass(frozen=True)
class Pair:
    """Two texts that are alike."""

    one: int
    """The place of the one."""
    other: int
    """The place of the other: an earlier one, or one in the other list."""
    score: float
    """How alike they are, 0 to 1, by the measure of `why`."""
    why: Why
    """By what they are alike."""
    figures_differ: bool
    """Whether they differ in a figure: of two training examples both are worth keeping then."""
