"""Product documents, their chunks, and search hits."""

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field

from knowledge.language import Lang
from knowledge.records.locator import Locator, Mark
from knowledge.records.remark import Remark
from knowledge.texts import say


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
    media: str = "text"
    """The kind of file: `md`, `mdx`, `txt`, `html`, `pdf`, `docx`, `pptx`, `xlsx`, `csv`, `jsonl`;
    `text` for what came as words only."""
    marks: tuple[Mark, ...] = ()
    """Where in its file each line of the text stands, by rising lines; empty where a file has no
    pages, slides or rows."""
    remarks: tuple[Remark, ...] = ()
    """What was left out in reading it; shown beside it in the result of an ingest."""


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
    locator: Locator | None = None
    """Where in the file it stands; None where the file has no pages, slides or rows."""
    media: str = "text"
    """The kind of file that it comes from; see `Document.media`."""

    @property
    def place(self) -> str:
        """Where it stands, for a citation: `定价方案 › 企业版`."""
        return " › ".join([self.title, *self.section])

    def where(self, lang: Lang) -> str:
        """The place, and where that is in the file: `定价方案 › 企业版, p. 3`."""
        at = self.locator.text(lang, [self.title, *self.section]) if self.locator else ""
        return say("documents.at.joint", lang).join(part for part in (self.place, at) if part)


class Hit(BaseModel):
    """A chunk found by a search."""

    model_config = ConfigDict(frozen=True)

    chunk: Chunk
    """What was found."""
    score: float
    """Fused score, higher is better; comparable within one search only."""
    coverage: float
    """Share of the query's weighted terms that the chunk contains, 0 to 1: is it here at all?"""
    cosine: float | None = None
    """Likeness in meaning to the query, -1 to 1; None where the chunk has no vector (yet)."""


class Filters(BaseModel):
    """What a search is confined to; None confines nothing."""

    model_config = ConfigDict(frozen=True)

    doc_ids: frozenset[str] | None = None
    """These documents."""
    media: frozenset[str] | None = None
    """These kinds of file; see `Document.media`."""
    lang: Lang | None = None
    """Documents of this language."""
    after: dt.date | None = None
    """Documents of this day or later; those without a date are left out."""
    before: dt.date | None = None
    """Documents of this day or earlier; those without a date are left out."""
    current_only: bool = False
    """Leave out documents whose place a newer one has taken."""
