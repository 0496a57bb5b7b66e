"""A section as plain text that can be typed in, and such text read again.

A line is a paragraph, `- ` begins an item, `| a | b |` is a row of a table, whose heads are parted
from the rest by `|---|---|`, and a flow stands between fences. A blank line parts two lists, or two
tables. A backslash before a mark lets it be just a mark. What is pasted is read, too: lines of
cells with tabs between, as Word and spreadsheets give them, are a table, and the marks of headings
and of bold type go.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.errors import BadInput
from knowledge.language import Lang
from knowledge.records.prd import Block
from tools.prd.export.legible import legible, one_line

MOST = 20_000
"""Characters of a section, at most."""
_ITEM = re.compile(r"^\s*[-*+•](?:\s+(?P<text>.*))?$")
_FENCE = re.compile(r"^\s*(?P<fence>`{3,})(?P<word>[^`]*)$")
_RULE = re.compile(r"^\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
_MARKED = re.compile(r"^(?=[-*+•](?:\s|$)|\||`{3}|#{1,6}\s)")
"""What begins a line that would be taken for more than a paragraph."""
_HEADING = re.compile(r"^\s*#{1,6}\s+(?=\S)")
_BOLD = re.compile(r"(?<![\\*])\*\*(?=[^\s*])(.{1,400}?)(?<=[^\s*\\])\*\*(?!\*)")
_DASHES = re.compile(r"^(?=:?-+:?$)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~•])")
_CELL_END = re.compile(r"\\.|(?P<end>\|)", re.DOTALL)
_LATIN_END = re.compile(r"[!-~]$")


@dataclass(frozen=True)
class Written:
    """A block as it was written: its texts, of which nothing else is known."""

    form: Literal["paragraph", "list", "table", "flow"]
    """How its texts are laid out."""
    texts: tuple[str, ...] = ()
    """A paragraph's one, a list's items, a table's cells row by row, a flow's source."""
    heads: tuple[str, ...] = ()
    """For a table: the heads of its columns."""


def plain_text(blocks: Iterable[Block], lang: Lang) -> str:
    """The text of a section's blocks, to be typed in."""
    return "\n\n".join(filter(None, (_block(one, lang) for one in blocks)))


def written_of(block: Block, lang: Lang) -> Written | None:
    """A block as it is read again from its own text; None for an empty one."""
    return next(iter(read_plain(_block(block, lang))), None)


def read_plain(text: str) -> list[Written]:
    """The blocks of a text. Raises BadInput for a flow without an end."""
    lines = legible(text).split("\n")
    found: list[Written] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if fence := _FENCE.match(line):
            end = _end_of_fence(lines, at, fence["fence"])
            found.append(Written("flow", ("\n".join(lines[at + 1 : end]).strip("\n"),)))
            at = end + 1
            continue
        end = at + 1
        if _ITEM.match(line):
            while end < len(lines) and _ITEM.match(lines[end]):
                end += 1
            items = (_ITEM.match(one) for one in lines[at:end])
            texts = [_read(one["text"] or "") for one in items if one]
            found.append(Written("list", tuple(filter(None, texts))))
        elif line.lstrip().startswith("|"):
            while end < len(lines) and lines[end].lstrip().startswith("|"):
                end += 1
            found.append(_read_table(lines[at:end]))
        elif (width := line.strip().count("\t")) and _is_row(lines, at + 1, width):
            while _is_row(lines, end, width):
                end += 1
            rows = [one.strip().split("\t") for one in lines[at:end]]
            texts = [_read(cell) for row in rows for cell in row]
            found.append(Written("table", tuple(texts[width + 1 :]), tuple(texts[: width + 1])))
        elif said := _read(_HEADING.sub("", line)):
            found.append(Written("paragraph", (said,)))
        at = end
    return [one for one in found if any(one.texts) or any(one.heads)]


def _is_row(lines: list[str], at: int, tabs: int) -> bool:
    """Whether a line is a row of as many cells as the one before it."""
    line = lines[at].strip() if at < len(lines) else ""
    return line.count("\t") == tabs and not _ITEM.match(line)


def _end_of_fence(lines: list[str], start: int, fence: str) -> int:
    """The line that ends a flow."""
    for at in range(start + 1, len(lines)):
        mark = lines[at].strip()
        if len(mark) >= len(fence) and not mark.strip("`"):
            return at
    raise BadInput("prd.hand.fence", line=start + 1)


def _read_table(lines: list[str]) -> Written:
    ruled = len(lines) > 1 and bool(_RULE.match(lines[1]))
    rows = [_cells(one) for at, one in enumerate(lines) if not (ruled and at == 1)]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    headed = ruled or width > 1
    cells = (cell for row in (rows[1:] if headed else rows) for cell in row)
    return Written("table", tuple(cells), tuple(rows[0]) if headed else ())


def _cells(line: str) -> list[str]:
    bare = line.strip()[1:]
    cells: list[str] = []
    start = 0
    for mark in _CELL_END.finditer(bare):
        if mark["end"]:
            cells.append(_read(bare[start : mark.start()]))
            start = mark.end()
    if bare[start:].strip() or not cells:
        cells.append(_read(bare[start:]))
    return cells


def _block(block: Block, lang: Lang) -> str:
    texts = [_escaped(one.text) for one in block.sentences]
    match block.form:
        case "flow":
            return _flow(block.text)
        case "list":
            return "\n".join(f"- {one}" for one in texts if one)
        case "table":
            return "\n".join(_rows(block, texts))
    return _MARKED.sub(r"\\", joined(filter(None, texts), lang))


def joined(texts: Iterable[str], lang: Lang) -> str:
    """Sentences that run on; in Chinese a space stands only after Latin letters and marks."""
    said = ""
    for one in texts:
        between = " " if said and (lang == "en" or _LATIN_END.search(said)) else ""
        said += between + one
    return said


def _rows(block: Block, texts: list[str]) -> Iterator[str]:
    width = len(block.heads) or 1
    if block.heads:
        yield _row([_escaped(one) for one in block.heads])
        yield "|" + "---|" * width
    for at in range(0, len(texts), width):
        yield _row(texts[at : at + width])


def _row(cells: list[str]) -> str:
    said = (_DASHES.sub(r"\\", one.replace("|", r"\|")) for one in cells)
    return "| " + " | ".join(said) + " |"


def _flow(source: str) -> str:
    text = legible(source).strip("\n")
    if not text:
        return ""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}mermaid\n{text}\n{fence}"


def _escaped(text: str) -> str:
    return one_line(text).replace("\\", r"\\").replace("**", r"\*\*")


def _read(text: str) -> str:
    return one_line(_ESCAPED.sub(r"\1", _BOLD.sub(r"\1", text)))
