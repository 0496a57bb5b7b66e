"""What a team says of its own product, so that a diagnosis need not guess."""

import re
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field

from knowledge.records.money import ExchangeRate


class Product(BaseModel):
    """A product's subjects and their names, and the scores that its retriever goes by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: tuple[tuple[str, ...], ...] = ()
    """Subjects that the product knows, each as the names that it goes by, in any language."""
    relevant_score: dict[str, float] = Field(default_factory=dict)
    """By the product's version: the retriever's score from which a passage is relevant."""
    competitors: tuple[str, ...] = ()
    """Names of other products that an answer does not name of its own accord."""
    forbidden: tuple[str, ...] = ()
    """Words that the product never says."""
    exchange: ExchangeRate | None = None
    """The rate at which the team converts costs; None: costs stay in their own currency."""

    def subjects(self, text: str) -> frozenset[int]:
        """Which of the subjects `text` names, as positions in `names`; the longest name wins.

        >>> Product(names=(("toys",), ("stress toys", "fidgets"))).subjects("Stress toys, please")
        frozenset({1})
        """
        return frozenset(
            subject
            for found in self._pattern.finditer(text)
            for subject in self._subject_of[found[0].casefold()]
        )

    def other_names(self, text: str) -> list[str]:
        """All names of the subjects that `text` names."""
        return [name for subject in sorted(self.subjects(text)) for name in self.names[subject]]

    @cached_property
    def _subject_of(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for subject, names in enumerate(self.names):
            for name in names:
                found.setdefault(name.casefold(), []).append(subject)
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Finds any name; a Latin one stands alone, but for a plural."""
        names = sorted((n for n in self._subject_of if n.strip()), key=len, reverse=True)
        parts = [
            rf"(?<![a-z]){re.escape(name)}(?=s?(?![a-z]))" if name.isascii() else re.escape(name)
            for name in names
        ]
        return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)
