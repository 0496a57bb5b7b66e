"""Chunks: passages of a document, small enough to quote, large enough to say something."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents.front_matter import split_front_matter
from knowledge.documents.markdown import Block, blocks, is_item
from knowledge.documents.sentences import sentences
from knowledge.han import WIDE_RANGE
from knowledge.records import Chunk, Document, Locator, Mark

RECIPE = "2"
"""Changes whenever the same document would be cut differently, so that stores cut it again."""

LIMIT = 450
"""The most that a chunk holds, in units: a Han character is 1 unit, an English word 2.5.

By `python -m benchmarks.chunking`, limits of 200, 300, 450, 700 and 1000 find a Dify page by BM25
at hit@1 .58 .54 .54 .55 .54 (zh) and .53 .54 .53 .52 .53 (en), hit@10 .95 throughout: sections
end most chunks before the limit does. Answers get into one chunk more often with size (.82 .88
.88 .92 .94 at hit@1), but MiniLM reads 256 word pieces, about 450 units, and not beyond. Opening
each chunk with the last sentence of the one before changed nothing (MRR within .006).
"""

_WIDE = re.compile(f"[{WIDE_RANGE}]")
_WORD = re.compile(rf"[^\W{WIDE_RANGE}]+")


@dataclass(frozen=True)
class _Piece:
    """A part of a document's text, with the lines that it comes from."""

    text: str
    line: int
    until: int


def chunk(document: Document, limit: int = LIMIT) -> list[Chunk]:
    """Cut a document at its headings, and long sections between blocks, items or sentences.

    Lists, tables and code stay whole where they fit; a table or code block that does not
    fit repeats its header or fence in each part. No word of the text is lost: it stands in
    a chunk's text, its section, or the title. No chunk spans two slides or sheets. A document
    without words gives no chunks.
    """
    _, body = split_front_matter(document.text)
    offset = len(_lines(document.text[: len(document.text) - len(body)])) - 1
    places = _Places(document.marks, offset)
    passages = [
        (section, piece)
        for section, content in _sections(body, document.title)
        for run in _runs(content, places)
        for piece in _pack(run, limit)
        if piece.text.strip()
    ]
    return [
        Chunk(
            id=f"{document.id}#{ordinal}",
            doc_id=document.id,
            title=document.title,
            section=section,
            text=piece.text,
            lang=document.lang,
            version=document.version,
            date=document.date,
            superseded=document.superseded,
            locator=places.of(piece),
            media=document.media,
        )
        for ordinal, (section, piece) in enumerate(passages)
    ]


class _Places:
    """Which line of a document stands where in its file."""

    def __init__(self, marks: Sequence[Mark], offset: int) -> None:
        """`offset` is the number of lines before the first one."""
        self._lines = [mark.line - offset for mark in marks]
        self._marks = marks

    def at(self, line: int) -> Locator | None:
        """Where a line stands."""
        found = bisect_right(self._lines, line)
        return self._marks[found - 1].at if found else None

    def of(self, piece: _Piece) -> Locator | None:
        """From where to where a piece stands."""
        first, last = self.at(piece.line), self.at(piece.until)
        return first.to(last) if first and last else first or last

    def container(self, line: int) -> tuple[int | None, str | None]:
        """The slide or sheet of a line."""
        at = self.at(line)
        return (at.slide, at.sheet) if at else (None, None)


def _sections(text: str, title: str) -> Iterator[tuple[list[str], list[Block]]]:
    """Each heading's path, without the title, and the blocks that stand under it."""
    path: list[Block] = []
    content: list[Block] = []
    for block in blocks(text):
        if block.kind != "heading":
            content.append(block)
            continue
        # A heading that only introduces deeper ones lives on in their paths.
        if content or (path and path[-1].level >= block.level):
            yield _names(path, title), content or _as_text(path, title)
        content = []
        path = [*(upper for upper in path if upper.level < block.level), block]
    if content or path:
        yield _names(path, title), content or _as_text(path, title)


def _names(path: Sequence[Block], title: str) -> list[str]:
    names = [heading.text for heading in path if heading.text]
    return names[1:] if names[:1] == [title] else names


def _as_text(path: Sequence[Block], title: str) -> list[Block]:
    """A heading with nothing under it is a passage of its own, unless it is the title."""
    names = _names(path, title)
    return [Block("paragraph", names[-1], line=path[-1].line)] if names else []


def _runs(content: Iterable[Block], places: _Places) -> Iterator[list[Block]]:
    """Blocks of a section that stand on one slide or sheet."""
    run: list[Block] = []
    for block in content:
        if run and places.container(block.line) != places.container(run[-1].line):
            yield run
            run = []
        run.append(block)
    yield run


def _pack(content: Iterable[Block], limit: float) -> list[_Piece]:
    return _fill((part for block in content for part in _split(block, limit)), "\n\n", limit)


def _split(block: Block, limit: float) -> list[_Piece]:
    """A block as parts within the limit: the block itself, if it fits."""
    lines = _lines(block.text)
    whole = _Piece(block.text, block.line, block.line + len(lines) - 1)
    if _size(block.text) <= limit:
        return [whole]
    if block.kind == "list":
        return _fill(_items(lines, block.line), "\n", limit)
    pieces = [_Piece(line, at, at) for at, line in enumerate(lines, start=block.line)]
    if block.kind == "table":
        head = lines[:2] if len(lines) > 2 and not lines[1].strip("|:- \t") else []
        return _repeat(head, pieces[len(head) :], [], limit)
    if block.kind == "code":
        closed = len(lines) > 1 and lines[-1].strip().startswith(lines[0].strip()[:3])
        fence = lines[0].lstrip()[:3]
        foot = [lines[-1] if closed else fence]
        return _repeat(lines[:1], pieces[1 : -1 if closed else None], foot, limit)
    return _fill(_spans(whole, sentences(block.text)), "", limit)


def _items(lines: Sequence[str], start: int) -> list[_Piece]:
    """The outermost items of a list, each with what is nested in it."""
    outer = min(_indent(line) for line in lines if is_item(line))
    items: list[_Piece] = []
    for at, line in enumerate(lines, start=start):
        if not items or (is_item(line) and _indent(line) <= outer):
            items.append(_Piece(line, at, at))
        else:
            items[-1] = replace(items[-1], text=f"{items[-1].text}\n{line}", until=at)
    return items


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _repeat(
    head: list[str], pieces: Sequence[_Piece], foot: list[str], limit: float
) -> list[_Piece]:
    room = max(limit - _size("\n".join(head + foot)), limit // 2)
    return [
        replace(piece, text="\n".join([*head, piece.text, *foot]))
        for piece in _fill(pieces, "\n", room)
    ]


def _fill(pieces: Iterable[_Piece], joint: str, limit: float) -> list[_Piece]:
    """Join neighbours as long as they fit; cut a piece that alone does not."""
    filled: list[_Piece] = []
    room = 0.0
    for part in (half for whole in pieces for half in _cut(whole, limit)):
        size = _size(part.text)
        if filled and size <= room:
            filled[-1] = replace(
                filled[-1], text=filled[-1].text + joint + part.text, until=part.until
            )
            room -= size
        else:
            filled.append(part)
            room = limit - size
    return [replace(piece, text=piece.text.strip("\n")) for piece in filled]


def _cut(piece: _Piece, limit: float) -> list[_Piece]:
    """Halve a piece that is too long: between sentences, else at a space, else anywhere."""
    text = piece.text
    if _size(text) <= limit:
        return [piece]
    parts = sentences(text)
    if len(parts) == 1:
        parts = re.findall(r"\S*\s*", text)
    if len(parts) > 2:
        middle = len(text) / 2
        at = min(_ends(parts)[:-1], key=lambda end: abs(end - middle))
    else:
        at = len(text) // 2
    at = min(max(at, 1), len(text) - 1)
    halves = _spans(piece, [text[:at], text[at:]])
    return [part for half in halves for part in _cut(half, limit)]


def _spans(piece: _Piece, parts: Iterable[str]) -> list[_Piece]:
    """The parts of a piece, joined without a gap, as pieces."""
    spans: list[_Piece] = []
    line = piece.line
    for part in parts:
        # A part that ends with a line's end does not reach into the next line.
        until = line + part.rstrip("\n").count("\n")
        spans.append(_Piece(part, line, until))
        line += part.count("\n")
    return spans


def _ends(spans: Sequence[str]) -> list[int]:
    ends: list[int] = []
    for span in spans:
        ends.append((ends[-1] if ends else 0) + len(span))
    return ends


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _size(text: str) -> float:
    """Length in units. Unbroken strings, such as encoded data, count by their letters."""
    return max(len(_WIDE.findall(text)) + 2.5 * len(_WORD.findall(text)), len(text) / 4)
