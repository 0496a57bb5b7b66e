"""What a reader makes of a file, and the draft that it writes it on."""

import datetime as dt
import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from knowledge.readers.tables import Grid, as_records, as_table
from knowledge.records import Locator, Mark, Remark

_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85\v\f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff\ufffe\uffff]|[\ud800-\udfff]")
# What would make a heading, a fence or a table of a line that only looks like one.
_LOOKS_LIKE_MARKUP = re.compile(r"\A(?=#{1,6}[ \t]|`{3}|~{3}|\||=+[ \t]*$|-{2,}[ \t]*$)")


class Reading(BaseModel):
    """The words of a file as Markdown, and what the file says of itself."""

    model_config = ConfigDict(frozen=True)

    text: str
    """Markdown; lines end in line feeds."""
    marks: tuple[Mark, ...] = ()
    """Which line stands where; see `Document.marks`."""
    title: str | None = None
    """The title that the file bears."""
    version: str | None = None
    """The version that it states in its properties."""
    date: dt.date | None = None
    """The date that it states; the day on which a file was saved says nothing of what it tells."""
    remarks: tuple[Remark, ...] = ()
    """What was left out."""


class Draft:
    """Markdown in the making: blocks one after the other, each with its place in the file."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._marks: list[Mark] = []
        self._at: Locator | None = None
        self.remarks: list[Remark] = []
        """What was left out so far."""

    def at(self, place: Locator) -> None:
        """What is added from now on stands here."""
        self._at = place

    def heading(self, level: int, words: str) -> None:
        """Add a heading; without words it is left out."""
        if line := one_line(words):
            self._block([f"{'#' * min(max(level, 1), 6)} {line}"])

    def paragraph(self, words: str) -> None:
        """Add plain words; what looks like markup in them stays words."""
        lines = [" ".join(line.split()) for line in clean(words).split("\n")]
        self._block([_LOOKS_LIKE_MARKUP.sub(r"\\", line, count=1) for line in lines if line])

    def items(self, lines: Sequence[str]) -> None:
        """Add a list whose lines bear their own indentation and bullets."""
        self._block([clean(line).replace("\n", " ").rstrip() for line in lines if line.strip()])

    def code(self, words: str) -> None:
        """Add words that must keep their spaces."""
        fence = "~~~" if "```" in words else "```"
        self._block([fence, *clean(words).split("\n"), fence])

    def table(self, grid: Grid, places: Sequence[Locator | None] = ()) -> None:
        """Add a table, its first row being the header; `places` are those of the other rows.

        Rows too long for a line of a table become list items of `column: value`.
        """
        cells = [[one_line(cell) for cell in row] for row in grid]
        head, rows = as_records(cells) or as_table(cells)
        if head:
            self._block(head)
        elif rows:
            self._gap()
        for at, row in enumerate(rows):
            if at < len(places) and (place := places[at]) is not None:
                self._at = place
            self._put([row])

    def markdown(self, text: str) -> None:
        """Add blocks that are Markdown already."""
        self._block(clean(text).strip("\n").split("\n"))

    def rows(self, rows: Sequence[Sequence[str]], places: Sequence[Locator | None] = ()) -> None:
        """Continue the table that was added last."""
        cells = [[one_line(cell) for cell in row] for row in rows]
        for at, line in enumerate(as_table([[], *cells])[1]):
            if at < len(places) and (place := places[at]) is not None:
                self._at = place
            self._put([line])

    @property
    def empty(self) -> bool:
        """Whether no words were added yet."""
        return not self._lines

    def reading(self, **about: object) -> Reading:
        """What was drafted, with what the file says of itself."""
        return Reading(
            text="\n".join(self._lines) + "\n" if self._lines else "",
            marks=tuple(self._marks),
            remarks=tuple(self.remarks),
            **about,  # type: ignore[arg-type]
        )

    def _block(self, lines: Sequence[str]) -> None:
        if any(line.strip() for line in lines):
            self._gap()
            self._put(lines)

    def _gap(self) -> None:
        if self._lines:
            self._lines.append("")

    def _put(self, lines: Sequence[str]) -> None:
        if self._at is not None and (not self._marks or self._marks[-1].at != self._at):
            self._marks.append(Mark(len(self._lines), self._at))
        self._lines += lines


def clean(text: str) -> str:
    """Line feeds for every kind of line end; no control characters, which no store can keep."""
    return _CONTROL.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The words on one line, a slash where a line ended."""
    lines = [" ".join(line.split()) for line in clean(text).split("\n")]
    return " / ".join(line for line in lines if line)
