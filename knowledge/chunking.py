"""Chunks: passages of a document, small enough to quote, large enough to say something."""

import re
from collections.abc import Iterable, Iterator, Sequence

from knowledge.front_matter import split_front_matter
from knowledge.markdown import Block, blocks, is_item
from knowledge.records import Chunk, Document
from knowledge.sentences import sentences

RECIPE = "1"
"""Changes whenever the same document would be cut differently, so that stores cut it again."""

LIMIT = 450
"""The most that a chunk holds, in units: a Han character is 1 unit, an English word 2.5."""

_HAN = re.compile(r"[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]")
_WORD = re.compile(r"[^\W\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]+")


def chunk(document: Document) -> list[Chunk]:
    """Cut a document at its headings, and long sections between blocks, items or sentences.

    Lists, tables and code stay whole where they fit; a table or code block that does not
    fit repeats its header or fence in each part. No word of the text is lost: it stands in
    a chunk's text, its section, or the title. A document without words gives no chunks.
    """
    _, body = split_front_matter(document.text)
    passages = [
        (section, passage)
        for section, content in _sections(body, document.title)
        for passage in _pack(content)
        if passage.strip()
    ]
    return [
        Chunk(
            id=f"{document.id}#{ordinal}",
            doc_id=document.id,
            title=document.title,
            section=section,
            text=passage,
            lang=document.lang,
            version=document.version,
            date=document.date,
            superseded=document.superseded,
        )
        for ordinal, (section, passage) in enumerate(passages)
    ]


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
    return [Block("paragraph", name) for name in _names(path, title)[-1:]]


def _pack(content: Iterable[Block]) -> list[str]:
    return _fill([part for block in content for part in _split(block)], "\n\n")


def _split(block: Block) -> list[str]:
    """A block as parts within the limit: the block itself, if it fits."""
    if _size(block.text) <= LIMIT:
        return [block.text]
    lines = block.text.split("\n")
    if block.kind == "list":
        return _fill(_items(lines), "\n")
    if block.kind == "table":
        head = lines[:2] if len(lines) > 2 and not lines[1].strip("|:- \t") else []
        return _repeat(head, lines[len(head) :], [])
    if block.kind == "code":
        closed = len(lines) > 1 and lines[-1].strip().startswith(lines[0].strip()[:3])
        fence = lines[0].lstrip()[:3]
        return _repeat(
            lines[:1], lines[1 : -1 if closed else None], [lines[-1] if closed else fence]
        )
    return _fill(sentences(block.text), "")


def _items(lines: Sequence[str]) -> list[str]:
    """The outermost items of a list, each with what is nested in it."""
    outer = min(_indent(line) for line in lines if is_item(line))
    items: list[list[str]] = []
    for line in lines:
        if not items or (is_item(line) and _indent(line) <= outer):
            items.append([])
        items[-1].append(line)
    return ["\n".join(item) for item in items]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _repeat(head: list[str], lines: Sequence[str], foot: list[str]) -> list[str]:
    room = max(LIMIT - _size("\n".join(head + foot)), LIMIT // 2)
    return ["\n".join([*head, part, *foot]) for part in _fill(lines, "\n", room)]


def _fill(parts: Iterable[str], joint: str, limit: float = LIMIT) -> list[str]:
    """Join neighbours as long as they fit; cut a part that alone does not."""
    filled: list[str] = []
    room = 0.0
    for part in (piece for whole in parts for piece in _cut(whole, limit)):
        size = _size(part)
        if filled and size <= room:
            filled[-1] += joint + part
            room -= size
        else:
            filled.append(part)
            room = limit - size
    return [text.strip("\n") for text in filled]


def _cut(text: str, limit: float) -> list[str]:
    """Halve a text that is too long: between sentences, else at a space, else anywhere."""
    if _size(text) <= limit:
        return [text]
    spans = sentences(text)
    if len(spans) == 1:
        spans = re.findall(r"\S*\s*", text)
    if len(spans) > 2:
        middle = len(text) / 2
        ends = _ends(spans)
        at = min(ends[:-1], key=lambda end: abs(end - middle))
    else:
        at = len(text) // 2
    at = min(max(at, 1), len(text) - 1)
    return [*_cut(text[:at], limit), *_cut(text[at:], limit)]


def _ends(spans: Sequence[str]) -> list[int]:
    ends: list[int] = []
    for span in spans:
        ends.append((ends[-1] if ends else 0) + len(span))
    return ends


def _size(text: str) -> float:
    """Length in units. Unbroken strings, such as encoded data, count by their letters."""
    return max(len(_HAN.findall(text)) + 2.5 * len(_WORD.findall(text)), len(text) / 4)
