"""A PRD: sections of typed sentences, each with what it rests on."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.language import Lang

SentenceKind = Literal["cited", "figure", "assumption", "decision", "question", "plain"]
"""What a sentence is: carried by a passage; a figure of a tool; taken for granted; decided by
somebody; open; or plain, which states nothing (a heading's lead-in, a user story's form)."""
SourceKind = Literal["passage", "scenario", "run", "metric", "price", "case", "need", "said"]
"""What a sentence may rest on."""


class Source(BaseModel):
    """What a sentence rests on, as it was when the sentence was written."""

    model_config = ConfigDict(frozen=True)

    kind: SourceKind
    """Which kind."""
    id: str
    """The chunk, scenario, run, metric, offer or case by its id; for `said` the question's."""
    quote: str = ""
    """The words or the value that carry the sentence, verbatim."""
    place: str = ""
    """Where that stands, as a reader is told: `定价方案 › 企业版，第 3 页`; empty if nowhere."""
    at: datetime | None = None
    """When that held."""


class Stale(BaseModel):
    """A source that has changed since."""

    model_config = ConfigDict(frozen=True)

    source: Source
    """What the sentence rests on."""
    now: str | None
    """What it says now; None when it is gone."""


class Sentence(BaseModel):
    """One sentence of a PRD."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Unique within the document, and kept through edits of other sentences."""
    text: str
    """Its words, plain text."""
    kind: SentenceKind
    """What it is."""
    sources: tuple[Source, ...] = ()
    """What it rests on; never empty for `cited` and `figure`."""
    by: str = ""
    """For a decision: who decided."""


class Block(BaseModel):
    """A part of a section: a paragraph, a list, a table or a flow."""

    model_config = ConfigDict(frozen=True)

    form: Literal["paragraph", "list", "table", "flow"]
    """How its sentences are laid out; a flow is Mermaid source in `text`."""
    sentences: tuple[Sentence, ...] = ()
    """Of a table row by row, each row's first sentence in the first column."""
    heads: tuple[str, ...] = ()
    """For a table: the heads of its columns."""
    text: str = ""
    """For a flow: its Mermaid source."""


class Comment(BaseModel):
    """What somebody noted beside a section."""

    model_config = ConfigDict(frozen=True)

    id: str = ""
    """Unique within the document."""
    section: str
    """The section's key."""
    by: str
    """Who."""
    text: str
    """What."""
    at: datetime
    """When."""
    resolved: bool = False
    """Whether it is settled."""


class Section(BaseModel):
    """A section."""

    model_config = ConfigDict(frozen=True)

    key: str
    """Such as `goals`; from the template."""
    title: str
    """Its heading in the document's language."""
    blocks: tuple[Block, ...] = ()
    """What stands in it."""
    locked: bool = False
    """Whether it is left as it is by drafting and by edits in words."""


class Prd(BaseModel):
    """One version of a PRD."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Such as `prd-3f9a1c`; the same through all versions."""
    version: int
    """1 for the first draft; each change makes another."""
    title: str
    """What it is for: 脚本生成."""
    lang: Lang
    """The language that it is written in."""
    template: str
    """The template's name."""
    sections: tuple[Section, ...]
    """In order."""
    comments: tuple[Comment, ...] = ()
    """What was noted beside it."""
    note: str = Field(default="", max_length=400)
    """What made this version: `draft`, the edit in the user's words, what was done by hand in the
    document's language, `undo`."""
    made: datetime
    """When."""
