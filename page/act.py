"""What the browser sends with every event: where the reader is, and what was asked for."""

from typing import Literal

import gradio as gr
from pydantic import BaseModel, ConfigDict, Field

from knowledge.language import Lang
from page.find import Find


class Act(BaseModel):
    """One act of the reader. The browser keeps the place, so that a restart loses nothing."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    thread: str = Field(min_length=1, max_length=64)
    """The conversation that is open."""
    lang: Lang
    """The language of the page."""
    view: Literal["chat", "knowledge"] = "chat"
    """What stands in the middle."""
    trail: list[str] = Field(default_factory=list)
    """Addresses opened in the evidence panel, the visible one last."""
    text: str = ""
    """`ask`: the question; `prd_refresh`: the one sentence that is wanted."""
    focus: str | None = None
    """`ask`: the case that the reader has open."""
    direct: bool = False
    """`ask`: whether it is what an act on the page comes to, and no words of the reader's."""
    replacing: str | None = None
    """`ask`, `undo`: the earlier question that goes, with all after it."""
    id: str | None = None
    """`rename`, `delete`, `restore`: the conversation; `rate`: the answer; `remove` and `put_back`:
    the document; `prd_refresh` and `prd_restore`: the PRD; `prd_undo`: the version, `<prd>@<n>`."""
    title: str = ""
    """`rename`, `delete`: the conversation's title; `remove`: the document's."""
    find: Find = Find()
    """`knowledge`, `remove`, `put_back`: what the reader looks for."""
    rating: Literal["up", "down"] | None = None
    """`rate`: the verdict; None takes it back."""
    reason: str | None = Field(default=None, max_length=500)
    """`rate`: why."""

    annotator: str = Field(default="", max_length=60)
    """`annotate`, `open`: who labels examples in this browser."""
    label: int | None = Field(default=None, ge=1, le=5)
    """`annotate`: the label; None takes it back. The set is `title`, the example `id`, the note
    `text`."""
    skipped: list[str] = Field(default_factory=list, max_length=5_000)
    """`annotate`: examples that were skipped, in order."""

    version: int | None = Field(default=None, ge=1)
    """`prd_restore`: which one."""

    drawing: int = 0
    """The newest drawing of the whole page; `show` asks for it, and hands its number back."""

    @property
    def annotation(self) -> tuple[str, list[str]]:
        """Who annotates in this browser, and what was skipped."""
        return self.annotator.strip(), self.skipped

    @property
    def current(self) -> str | None:
        """The conversation that stands in the middle; None when it is the knowledge base."""
        return self.thread if self.view == "chat" else None

    @classmethod
    def of(cls, event: gr.EventData) -> "Act":
        """The act in an event of the bridge; raises pydantic's ValidationError for another's."""
        return cls.model_validate(event._data)
