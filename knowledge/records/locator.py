"""Where in its file a passage stands: page, slide, or sheet and rows."""

from collections.abc import Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from knowledge.language import Lang
from knowledge.texts import say


class Locator(BaseModel):
    """A place in a file, as people name it. What the kind of file does not have is None."""

    model_config = ConfigDict(frozen=True)

    page: int | None = None
    """The page, or the first of several; counted from 1."""
    to_page: int | None = None
    """The last page, where it is another one."""
    slide: int | None = None
    """The slide of a presentation, counted from 1."""
    sheet: str | None = None
    """The sheet of a workbook, by name."""
    row: int | None = None
    """The row of a sheet or table, or the first of several; as the program numbers them."""
    to_row: int | None = None
    """The last row, where it is another one."""

    def to(self, last: "Locator") -> "Locator":
        """The span from this place to `last`, a later one of the same file.

        A span has an end within one sheet, and over pages; slides and sheets give their first.
        """
        page, row = last.to_page or last.page, last.to_row or last.row
        same = (self.slide, self.sheet) == (last.slide, last.sheet)
        return self.model_copy(
            update={
                "to_page": page if page and self.page and page > self.page else self.to_page,
                "to_row": row if same and row and self.row and row > self.row else self.to_row,
            }
        )

    def text(self, lang: Lang, named: Sequence[str] = ()) -> str:
        """As a citation names it: `p. 3`, `第 3 页`, `slide 4`, `sheet Prices, rows 12–20`.

        A sheet that the place `named` beside it is called after is not named again.
        """
        parts = []
        if self.page is not None:
            parts.append(_span("page", self.page, self.to_page, lang))
        if self.slide is not None:
            parts.append(say("documents.at.slide", lang, slide=self.slide))
        if self.sheet is not None and self.sheet not in named:
            parts.append(say("documents.at.sheet", lang, sheet=self.sheet))
        if self.row is not None:
            parts.append(_span("row", self.row, self.to_row, lang))
        return say("documents.at.joint", lang).join(parts)


class Mark(NamedTuple):
    """From here on, until the next mark, a document's text stands at a place in its file."""

    line: int
    """The line of `Document.text`, counted from 0."""
    at: Locator
    """The place."""


def _span(what: str, first: int, last: int | None, lang: Lang) -> str:
    if last is None or last == first:
        return say(f"documents.at.{what}", lang, first=first)
    return say(f"documents.at.{what}s", lang, first=first, last=last)
