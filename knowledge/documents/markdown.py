"""The blocks of a Markdown text: headings, paragraphs, lists, tables and code."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["heading", "paragraph", "list", "table", "code"]

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)、])(?:\s+|(?<=、))\S")


@dataclass(frozen=True)
class Block:
    """One block of a Markdown text."""

    kind: Kind
    """What it is."""
    text: str
    """Its lines, verbatim; of a heading only the words."""
    level: int = 0
    """1 to 6 for a heading, else 0."""
    line: int = 0
    """Where it begins, in lines of the text, counted from 0."""


def blocks(text: str) -> Iterator[Block]:
    """The blocks of `text` in order. Any text is Markdown; nothing but blank lines is dropped."""
    lines = re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", text).split("\n")
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        start = at
        block, at = _block_at(lines, start)
        yield replace(block, line=start)


def is_item(line: str) -> bool:
    """Whether a line opens a list item."""
    return _ITEM.match(line) is not None


def _block_at(lines: Sequence[str], at: int) -> tuple[Block, int]:
    line = lines[at]
    if fence := _FENCE.match(line):
        return _take("code", lines, at, _end_of_code(lines, at, fence[1]))
    if heading := _HEADING.match(line):
        return Block("heading", _plain(heading[2]), len(heading[1])), at + 1
    if _is_row(line):
        return _take("table", lines, at, _end_of_table(lines, at))
    if is_item(line):
        return _take("list", lines, at, _end_of_list(lines, at))
    if at + 1 < len(lines) and (underline := _UNDERLINE.match(lines[at + 1])):
        return Block("heading", _plain(line), 1 if "=" in underline[1] else 2), at + 2
    return _take("paragraph", lines, at, _end_of_paragraph(lines, at))


def _take(kind: Kind, lines: Sequence[str], start: int, end: int) -> tuple[Block, int]:
    return Block(kind, "\n".join(lines[start:end]).rstrip()), end


def _end_of_code(lines: Sequence[str], at: int, fence: str) -> int:
    for end in range(at + 1, len(lines)):
        closing = _FENCE.match(lines[end])
        if closing and closing[1].startswith(fence) and not lines[end].strip().strip(fence[0]):
            return end + 1
    return len(lines)


def _end_of_table(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and _is_row(lines[at]):
        at += 1
    return at


def _end_of_list(lines: Sequence[str], at: int) -> int:
    """A list goes on over blank lines while items or indented lines follow."""
    end = at + 1
    for here in range(at + 1, len(lines)):
        line = lines[here]
        if not line.strip():
            continue
        after_blank = not lines[here - 1].strip()
        if _HEADING.match(line) or (after_blank and not is_item(line) and line[0] not in " \t"):
            break
        end = here + 1
    return end


def _end_of_paragraph(lines: Sequence[str], at: int) -> int:
    for end in range(at + 1, len(lines)):
        line = lines[end]
        if not line.strip() or _FENCE.match(line) or _HEADING.match(line) or _is_row(line):
            return end
        if is_item(line):
            return end
    return len(lines)


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _plain(heading: str) -> str:
    return re.sub(r"[*`]+", "", heading).strip()
