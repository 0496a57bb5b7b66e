"""Needs: what users suffer from or wish for, and who says so."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.language import Lang

Answer = Literal["ai", "ordinary", "either", "undetermined"]
"""What answers a need: AI, an ordinary feature, either, or it cannot be told."""


class Voice(BaseModel):
    """One place where a need is voiced."""

    model_config = ConfigDict(frozen=True)

    quote: str
    """The words, verbatim."""
    lang: Lang
    """Their language."""
    who: str | None = None
    """The person or group, as the source calls them; None where it does not say."""
    source: str
    """A passage's id, or a trace's for what a user wrote when rating."""
    opens: Literal["passage", "trace"]
    """Which of the two."""
    place: str
    """The source, for a citation."""
    date: dt.date | None = None
    """When it was said."""
    count: int | None = None
    """For a survey's figure: how many people chose it."""
    total: int | None = None
    """Of how many."""


class Need(BaseModel):
    """A pain or a wish, gathered from all who voice it."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Stable while its words are, such as `need-3f2a1c`."""
    name: dict[Lang, str]
    """What it is, in a few words of its sources; a language without a source has the other's."""
    voices: tuple[Voice, ...]
    """Who says so, the plainest first."""
    people: int
    """How many distinct people or groups voice it, survey shares apart."""
    sources: int
    """In how many documents or kinds of feedback."""
    intensity: float
    """How strongly, 0 to 10, by the words used."""
    pain: float
    """Frequency and intensity together, 0 to 10; the order of the list."""
    answer: Answer
    """Whether AI is the better answer."""
    why: str
    """The reason for that, in the reader's language."""
