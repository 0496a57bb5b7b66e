"""Competitors: what documents and users say of other products."""

import datetime as dt

from pydantic import BaseModel, ConfigDict

from knowledge.language import Lang


class Point(BaseModel):
    """One thing that is said of a competitor."""

    model_config = ConfigDict(frozen=True)

    quote: str
    """The words, verbatim."""
    lang: Lang
    """Their language."""
    source: str
    """The passage's id."""
    place: str
    """The passage, for a citation."""
    who: str | None = None
    """Who says it, where a user does; None for the team's own analysis."""
    date: dt.date | None = None
    """When it was said, or the document's date."""
    is_old: bool = False
    """Whether a newer document has taken the place of this one."""


class Competitor(BaseModel):
    """A product that users could choose instead; empty is unknown, never none."""

    model_config = ConfigDict(frozen=True)

    name: str
    """What the documents call it."""
    aliases: tuple[str, ...] = ()
    """What else they call it."""
    strengths: tuple[Point, ...] = ()
    """What is good about it."""
    weaknesses: tuple[Point, ...] = ()
    """What is not."""
    prices: tuple[Point, ...] = ()
    """What it costs."""
    unknown: tuple[Point, ...] = ()
    """What the documents say they do not know."""
    date: dt.date | None = None
    """Of the newest document about it."""
