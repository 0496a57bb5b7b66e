"""Documents from files of every kind, folders and zip files."""

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from knowledge.documents.front_matter import split_front_matter
from knowledge.documents.markdown import blocks
from knowledge.documents.superseded import is_superseded
from knowledge.errors import BadInput
from knowledge.jsonl import TextLine, Unreadable, read_jsonl
from knowledge.language import language_of
from knowledge.readers.apart import Apart
from knowledge.readers.archive import Budget, members
from knowledge.readers.csv import read_csv
from knowledge.readers.dates import date_in, stated_date, stated_version
from knowledge.readers.encoding import decode
from knowledge.readers.kinds import is_hidden, kind_of
from knowledge.readers.limits import DEPTH, FILE_BYTES, MB
from knowledge.readers.mdx import read_mdx
from knowledge.readers.reading import Reading, clean
from knowledge.records import Document, Remark

_NAMED_BY_HEADING = frozenset({"md", "mdx", "txt", "html", "mht", "text", "jsonl"})
"""Kinds whose first heading is their title; of others, the file's name says more."""


def read_documents(
    path: Path, name: str | None = None, archives: list[str] | None = None
) -> Iterator[Document | Unreadable]:
    """The documents at `path`: a file, a folder or zip file of them, or JSON Lines of texts.

    A document's id is its path within the folder, or the id that its line gives. What cannot
    be read is yielded as such, named, and stops nothing; `name` stands for the path in ids and
    messages, such as for an upload. The origins of archives that were read to their end go to
    `archives`. Raises BadInput when the path does not exist or is a folder without files.
    """
    if not path.exists():
        raise BadInput("docs.no_such_path", path=path)
    with Apart() as apart, tempfile.TemporaryDirectory(prefix="casebook-") as scratch:
        shelf = _Shelf(apart, Path(scratch), archives if archives is not None else [])
        if path.is_dir():
            files = _files(path)
            if not files:
                raise BadInput("docs.empty_folder", path=path)
            for file in files:
                yield from shelf.file(file, file.relative_to(path).as_posix(), str(file))
        else:
            yield from shelf.file(path, name or path.name, name or str(path), alone=True)


def document_of(
    doc_id: str,
    text: str,
    title: str | None = None,
    origin: str | None = None,
    media: str = "text",
) -> Document:
    """A document from its text: front matter first, then the first heading, then its id.

    A text whose id names a page of MDX is read as one.
    """
    if PurePosixPath(doc_id).suffix.lower() == ".mdx":
        text = _words_of_mdx(clean(text))
    return _document(doc_id, Reading(text=text, title=title), origin, media)


@dataclass(frozen=True)
class _Source:
    """A file to be read, and how it is called."""

    file: Path
    """Where it lies; within an archive, where it was unpacked to."""
    doc_id: str
    """The id of a document made of it."""
    folder: str
    """What the ids of its members begin with, if it is an archive."""
    shown: str
    """What a message calls it."""
    origin: str
    """See `Document.origin`."""
    depth: int = 1
    """How many archives deep its members would lie."""


class _Shelf:
    """Reads files; what they are is found out one by one."""

    def __init__(self, apart: Apart, scratch: Path, archives: list[str]) -> None:
        self._apart = apart
        self._scratch = scratch
        self._archives = archives

    def file(
        self, file: Path, doc_id: str, shown: str, *, alone: bool = False
    ) -> Iterator[Document | Unreadable]:
        """What is in a file; `alone` when it was named itself, so that a zip is the folder."""
        origin = _clean(file.resolve().as_posix())
        folder = "" if alone else f"{doc_id}/"
        return self._read(_Source(file, doc_id, folder, shown, origin), Budget())

    def _read(self, source: _Source, budget: Budget) -> Iterator[Document | Unreadable]:
        try:
            kind, remarks = _kind(source)
            if kind == "zip":
                yield from self._members(source, budget)
            elif kind == "jsonl":
                for line in read_jsonl(source.file, TextLine):
                    yield line if isinstance(line, Unreadable) else _from_line(line)
            else:
                reading = self._parse(source, kind)
                if not reading.text.strip():
                    raise BadInput("documents.no_words", file=source.shown)
                yield _document(_clean(source.doc_id), reading, source.origin, kind, remarks)
        except BadInput as error:
            yield Unreadable(_clean(source.doc_id), error)

    def _members(self, source: _Source, budget: Budget) -> Iterator[Document | Unreadable]:
        if source.depth > DEPTH:
            raise BadInput("documents.zip.deep", file=source.shown, limit=DEPTH)
        empty = True
        scratch = Path(tempfile.mkdtemp(dir=self._scratch))
        for member in members(source.file, source.shown, scratch, budget):
            empty = False
            if isinstance(member, Unreadable):
                yield Unreadable(_clean(f"{source.folder}{member.source}"), member.reason)
                continue
            name, lies = member
            doc_id = f"{source.folder}{name}"
            shown, origin = f"{source.shown}/{name}", f"{source.origin}/{_clean(name)}"
            yield from self._read(
                _Source(lies, doc_id, f"{doc_id}/", shown, origin, source.depth + 1), budget
            )
        if empty:
            raise BadInput("documents.zip.empty", file=source.shown)
        self._archives.append(source.origin)

    def _parse(self, source: _Source, kind: str) -> Reading:
        if kind not in {"md", "mdx", "txt", "csv"}:
            return self._apart.read(source.file, kind, source.shown)
        text = decode(source.file.read_bytes())
        if text is None:
            raise BadInput("docs.encoding", file=source.shown)
        if kind == "csv":
            return read_csv(text)
        return Reading(text=_words_of_mdx(clean(text)) if kind == "mdx" else clean(text))


def _kind(source: _Source) -> tuple[str, list[Remark]]:
    shown = source.shown
    try:
        size = source.file.stat().st_size
        if size > FILE_BYTES:
            raise BadInput("documents.large", file=shown, size=size // MB, limit=FILE_BYTES // MB)
        return kind_of(source.file, shown)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInput("docs.unopened", file=shown, reason=reason) from error


def _words_of_mdx(text: str) -> str:
    body = split_front_matter(text)[1]
    return text[: len(text) - len(body)] + read_mdx(body)


def _document(
    doc_id: str,
    reading: Reading,
    origin: str | None,
    media: str,
    remarks: list[Remark] | None = None,
) -> Document:
    text = clean(reading.text)
    fields, body = split_front_matter(text)
    stem = PurePosixPath(doc_id).stem if media != "jsonl" else ""
    title = reading.title or fields.get("title")
    if not title and media in _NAMED_BY_HEADING:
        title = next((block.text for block in blocks(body) if block.kind == "heading"), None)
    title = title or stem or PurePosixPath(doc_id).stem or doc_id
    return Document(
        id=doc_id,
        title=title,
        text=text,
        lang=language_of(body),
        version=fields.get("version") or reading.version or stated_version(body, stem),
        date=_date(fields) or reading.date or stated_date(body, stem),
        superseded=is_superseded(fields, body, f"{title}\n{stem}"),
        origin=origin,
        media="html" if media == "mht" else media,
        marks=reading.marks,
        remarks=(*(remarks or ()), *reading.remarks),
    )


def _from_line(line: TextLine) -> Document:
    return document_of(
        _clean(line.id), _clean(line.text), _clean(line.title or "") or None, media="jsonl"
    )


def _files(folder: Path) -> list[Path]:
    """Every file below a folder, in order; links to folders are not followed, they may circle."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not is_hidden(name)]
        found += [Path(place, name) for name in names if not is_hidden(name)]
    return sorted(file for file in found if file.is_file())


def _clean(text: str) -> str:
    """Replace lone surrogates, which JSON escapes and odd file names may hold: no store can."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _date(fields: dict[str, str]) -> dt.date | None:
    names = ("date", "updated", "last_updated", "lastUpdated", "modified")
    return next((day for name in names if (day := date_in(fields.get(name, "")))), None)
