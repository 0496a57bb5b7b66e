"""Product documents, their chunks, and search hits."""

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field

from knowledge.language import Lang


class Document(BaseModel):
    """One product document, as ingested."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Path relative to the ingested folder, with the folder's name before it where that path is
    another document's already; or the id that a JSONL line gave."""
    title: str
    """From the front matter, the first heading, or the file's name."""
    text: str
    """The whole text, Markdown or plain."""
    lang: Lang
    """The language it is mostly written in."""
    version: str | None = None
    """The document's own version, if it states one."""
    date: dt.date | None = None
    """The document's own date, if it states one."""
    superseded: bool = False
    """Whether it says of itself that a newer one has taken its place."""
    origin: str | None = None
    """Where it was read from: the file's absolute path, or `demo:<file>`; None for a text whose
    id was given along with it."""


class Chunk(BaseModel):
    """A passage of a document, small enough to quote and to embed."""

    model_config = ConfigDict(frozen=True)

    id: str
    """`<doc_id>#<ordinal>`."""
    doc_id: str
    """The document that it belongs to."""
    title: str
    """The document's title."""
    section: list[str] = Field(default_factory=list)
    """Heading path within the document, outermost first, without the title."""
    text: str
    """The passage, verbatim."""
    lang: Lang
    """The language of the document."""
    version: str | None = None
    """The document's version."""
    date: dt.date | None = None
    """The document's date."""
    superseded: bool = False
    """Whether a newer document has taken the place of this one."""

    @property
    def place(self) -> str:
        """Where it stands, for a citation: `定价方案 › 企业版`."""
        return " › ".join([self.title, *self.section])


class Hit(BaseModel):
    """A chunk found by a search."""

    model_config = ConfigDict(frozen=True)

    chunk: Chunk
    """What was found."""
    score: float
    """Fused score, higher is better; comparable within one search only."""
    coverage: float
    """Share of the query's weighted terms that the chunk contains, 0 to 1: is it here at all?"""
