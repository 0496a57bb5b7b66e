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
    intensity: float = 0.0
    """How strongly, 0 to 10, by the words used."""
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
    """For a survey's figure: how many people chose it; for feedback: how often it was given."""
    total: int | None = None
    """Of how many."""
    kind: Literal["interview", "survey", "review", "feedback"] = "interview"
    """How it came to be said."""


class Reach(BaseModel):
    """How many voice a need, among those who were heard in one way."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["people", "survey", "feedback"]
    """Who was heard: people in interviews, reviews and tickets; those who answered a survey's
    question; users who gave a reason for rating an answer down or leaving it."""
    count: int
    """How many of them."""
    total: int
    """Of how many."""
    low: float
    """The lower end of the share's 95 % interval (Wilson)."""
    high: float
    """The upper end."""


class Need(BaseModel):
    """A pain or a wish, gathered from all who voice it."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Stable while its words are, such as `need-3f2a1c`."""
    name: dict[Lang, str]
    """What it is, in a few words of its sources; a language without a source has the other's."""
    spoken: frozenset[Lang] = frozenset()
    """The languages that have a source; a name in another one is borrowed."""
    is_wish: bool = False
    """Whether something is only wanted, and nothing is said to be wrong."""
    voices: tuple[Voice, ...]
    """Who says so, the plainest first."""
    people: int
    """How many distinct people or groups voice it, survey shares apart."""
    sources: int
    """In how many documents or kinds of feedback."""
    intensity: float
    """How strongly, 0 to 10, by the words used."""
    strongest: tuple[str, ...] = ()
    """The words that the intensity comes from, verbatim, the most frequent first."""
    reach: tuple[Reach, ...] = ()
    """How many voice it, by who was heard."""
    frequency: float = 0.0
    """How many, 0 to 10, by the lower ends of all intervals together."""
    pain: float
    """Frequency and intensity together, 0 to 10; the order of the list."""
    answer: Answer
    """Whether AI is the better answer."""
    why: str
    """The reason for that, in the reader's language."""
