"""What was said before a question, as far as it helps to understand it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.tokens import says_something, terms

_REACH = 3
"""How many turns may be needed to know what is being talked about."""
_ENOUGH = 4
"""Different words with a meaning that tell it."""
_LONGEST = 300
"""Characters of a turn that are looked at: a pasted page is no context."""


@dataclass(frozen=True)
class Talk:
    """The earlier turns of a conversation, in short."""

    recent: str = ""
    """The latest of them, as many as it takes to know what is being talked about."""
    opening: str = ""
    """The first of them, likewise, without those that are among the latest."""

    @classmethod
    def of(cls, earlier: Sequence[str], opens: Sequence[bool] | None = None) -> "Talk":
        """Read the user's `earlier` turns; `opens` tells which may count as the opening.

        >>> Talk.of(["What does Pro cost?", "In which currencies can a whole team pay?"])
        Talk(recent='In which currencies can a whole team pay?', opening='What does Pro cost?')
        """
        said = {at: turn.strip()[:_LONGEST] for at, turn in enumerate(earlier)}
        recent = set(_telling(said, list(said)[: -_REACH - 1 : -1]))
        first = [at for at in said if opens is None or opens[at]]
        opening = set(_telling(said, first[:_REACH])) - recent
        return cls(*(" ".join(said[at] for at in sorted(kept)) for kept in (recent, opening)))

    @property
    def subject(self) -> str:
        """What the conversation is about: how it began, and where it has got to."""
        return f"{self.opening} {self.recent}".strip()


NOTHING_SAID = Talk()


def _telling(said: dict[int, str], order: Iterable[int]) -> list[int]:
    """The turns, in that order, until they hold enough words to tell what they are about."""
    kept: list[int] = []
    words: set[str] = set()
    for at in order:
        if not said[at]:
            continue
        kept.append(at)
        if says_something(said[at]):
            words.update(terms(said[at]))
        if len(words) >= _ENOUGH:
            break
    return kept
