"""A corpus from the files that people have: JSON Lines, CSV, Markdown and plain text, or a folder.

A corpus with holes would turn retrieval misses into knowledge gaps: what is unreadable is an error.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from knowledge.corpus import Corpus, Entry
from knowledge.documents.chunking import chunk
from knowledge.documents.read import document_of
from knowledge.errors import BadInput
from knowledge.first_fault import first_fault
from knowledge.jsonl import read_text
from knowledge.readers.csv import numbered_rows
from knowledge.readers.kinds import is_hidden
from knowledge.records.passage_shapes import PASSAGE_IDS, PASSAGE_TEXTS

_TEXTS = frozenset({".md", ".markdown", ".mdx", ".txt"})
_TABLES = frozenset({".csv", ".tsv"})
_WHOLE = 800
"""Characters up to which a text is one passage; a longer one is cut like the product's docs."""


def load_corpus(path: Path) -> Corpus:
    """The corpus at `path`; raises BadInput, with the remedy, at the first thing amiss.

    Of a folder the Markdown and plain texts are read; `left_out` tells what else is there.
    """
    if path.is_dir():
        files = _files(path)
        texts = [one for one in files if _is_text(one)]
        if not texts:
            raise BadInput("docs.no_texts", file=path)
        found = (entry for one in texts for entry in _of_text(one, one.relative_to(path)))
        return Corpus(found)
    if path.suffix.lower() in _TABLES:
        return Corpus(_of_table(path))
    return Corpus(_of_text(path, Path(path.name))) if _is_text(path) else Corpus.load(path)


def left_out(path: Path) -> dict[str, int]:
    """How many files of a folder are not read, by the ending of their names; empty for a file."""
    others = [one for one in _files(path) if not _is_text(one)] if path.is_dir() else []
    return dict(Counter(one.suffix or one.name for one in others).most_common())


def _is_text(path: Path) -> bool:
    return path.suffix.lower() in _TEXTS


def _files(folder: Path) -> list[Path]:
    """Every file below a folder, in order; links to folders are not followed, they may circle."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not is_hidden(name)]
        found += [Path(place, name) for name in names if not is_hidden(name)]
    return sorted(one for one in found if one.is_file())


def _of_text(path: Path, name: Path) -> Iterator[Entry]:
    """A text as one passage called by its file's name, or as several, numbered from 0."""
    document = document_of(name.as_posix(), read_text(path))
    pieces = chunk(document)
    if len(pieces) <= 1 or len(document.text) <= _WHOLE:
        yield Entry(id=document.id, title=document.title, text=document.text, updated=document.date)
        return
    for one in pieces:
        title = " · ".join([one.title, *one.section])
        yield Entry(id=one.id, title=title, text=one.text, updated=one.date)


def _of_table(path: Path) -> Iterator[Entry]:
    """A passage a row; one that has no id is called by its row's number."""
    (_, head), *rows = numbered_rows(read_text(path))
    names = _columns(head)
    if "text" not in names:
        raise BadInput("docs.no_text_column", file=path, columns=", ".join(filter(None, head)))
    for number, row in rows:
        cells = {n: cell for n, cell in zip(names, row, strict=False) if n and cell.strip()}
        if not cells:
            continue
        try:
            yield Entry.model_validate({"id": f"row-{number}", **cells})
        except ValidationError as error:
            reason = first_fault(error)
            raise BadInput("docs.bad_line", file=path, line=number, reason=reason) from error


def _columns(head: Sequence[str]) -> list[str]:
    """What each column holds of a passage; an empty name for one that holds nothing of it."""
    found: list[str] = []
    own = [name.strip().casefold() for name in head]
    for name in own:
        field = next((f for f, called in _CALLED.items() if name in called), "")
        taken = field in found or (name != field and field in own)
        found.append("" if taken else field)
    return found


_CALLED = {
    "text": {*(name.casefold() for name in PASSAGE_TEXTS), "正文", "内容", "文本", "片段"},
    "id": {*PASSAGE_IDS, "编号"},
    "title": {"title", "标题"},
    "topic": {"topic", "主题"},
    "superseded_by": {"superseded_by"},
    "updated": {"updated"},
}
"""Columns by the field of a passage that they hold."""
