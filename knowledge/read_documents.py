"""Documents from files, folders and JSON Lines."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from knowledge.errors import BadInput
from knowledge.front_matter import split_front_matter
from knowledge.jsonl import TextLine, Unreadable, read_jsonl, read_text
from knowledge.language import language_of
from knowledge.markdown import blocks
from knowledge.records import Document
from knowledge.superseded import is_superseded

TEXT_SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".txt"})
"""Files that hold one document each."""


def read_documents(path: Path) -> Iterator[Document | Unreadable]:
    """The documents at `path`: a text file, a folder of them, or JSON Lines of texts.

    A document's id is its path within the folder, or the id that its line gives. What
    cannot be read is yielded as such and stops nothing. Raises BadInput when the path
    does not exist or is a folder without files.
    """
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if _is_visible_file(file, path))
        if not files:
            raise BadInput("docs.empty_folder", path=path)
        for file in files:
            yield from _read_file(file, file.relative_to(path).as_posix())
    elif path.exists():
        yield from _read_file(path, path.name)
    else:
        raise BadInput("docs.no_such_path", path=path)


def document_of(
    doc_id: str, text: str, title: str | None = None, origin: str | None = None
) -> Document:
    """A document from its text: front matter first, then the first heading, then its id."""
    fields, body = split_front_matter(text)
    heading = next((block.text for block in blocks(body) if block.kind == "heading"), None)
    return Document(
        id=doc_id,
        title=title or fields.get("title") or heading or Path(doc_id).stem or doc_id,
        text=text,
        lang=language_of(body),
        version=fields.get("version") or None,
        date=_date(fields.get("date", "")),
        superseded=is_superseded(fields, body),
        origin=origin,
    )


def _read_file(file: Path, doc_id: str) -> Iterator[Document | Unreadable]:
    try:
        if file.suffix.lower() == ".jsonl":
            for line in read_jsonl(file, TextLine):
                yield line if isinstance(line, Unreadable) else _from_line(line)
        elif file.suffix.lower() in TEXT_SUFFIXES:
            origin = _clean(file.resolve().as_posix())
            yield document_of(_clean(doc_id), read_text(file), origin=origin)
        else:
            raise BadInput("docs.format", file=file, suffix=file.suffix or file.name)
    except BadInput as error:
        yield Unreadable(doc_id, error)


def _from_line(line: TextLine) -> Document:
    return document_of(_clean(line.id), _clean(line.text), _clean(line.title or "") or None)


def _is_visible_file(file: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
    return not hidden and file.is_file()


def _clean(text: str) -> str:
    """Replace lone surrogates, which JSON escapes and odd file names may hold: no store can."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
