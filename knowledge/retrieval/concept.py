"""One thing that a question asks for, and the ways to say it."""

from dataclasses import dataclass

from knowledge.language import Lang


@dataclass(frozen=True)
class Wording:
    """One way to say a thing."""

    terms: tuple[str, ...]
    """Its search terms."""
    weight: float = 1.0
    """1 for the asker's own words, less for a translation."""
    only: Lang | None = None
    """The language of the texts in which it counts; None for both."""


@dataclass(frozen=True)
class Concept:
    """One thing that a query asks for: the asker's wording first, then other wordings."""

    wordings: tuple[Wording, ...]

    @classmethod
    def of(cls, term: str) -> "Concept":
        """A concept with the asker's own word only."""
        return cls((Wording((term,)),))
