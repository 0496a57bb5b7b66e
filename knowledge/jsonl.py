"""JSON Lines, read line by line: a broken line is reported by number and stops nothing."""

import codecs
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import BadInput, CasebookError
from knowledge.first_fault import first_fault

Line = TypeVar("Line", bound=BaseModel)
_ENCODINGS = ("utf-8-sig", "gb18030")
_BLOCK = 1 << 20


class TextLine(BaseModel):
    """A text with an id: one document of an ingest, or one passage of a corpus."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str = Field(min_length=1)
    """Unique within the file."""
    text: str
    """The text, Markdown or plain."""
    title: str | None = None
    """Its title, if it has one."""


@dataclass(frozen=True)
class Unreadable:
    """Something that was to be read and could not be."""

    source: str
    """The file, with `:<line>` for a line of it."""
    reason: CasebookError
    """Why, and what to do."""


def read_jsonl(path: Path, shape: type[Line]) -> Iterator[Line | Unreadable]:
    """Each line of a file as a `shape`; blank lines are skipped. Holds one line at a time.

    Raises BadInput when the file itself cannot be read.
    """
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            try:
                yield shape.model_validate_json(line)
            except ValidationError as error:
                reason = first_fault(error)
                yield Unreadable(
                    f"{path}:{number}",
                    BadInput("docs.bad_line", file=path, line=number, reason=reason),
                )


def read_text(path: Path) -> str:
    """A text file in UTF-8, with or without a byte order mark, or in GB 18030 (GBK, GB 2312).

    Raises BadInput when the file is missing, empty, or no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unopened(path, error) from error
    return data.decode(_encoding(path, lambda: [data]))


def _lines(path: Path) -> Iterator[str]:
    # Split on line feeds only: others would also cut at U+2028 within a string.
    if not path.is_file():  # a pipe can be read only once
        yield from read_text(path).split("\n")
        return
    try:
        encoding = _encoding(path, lambda: _blocks(path))
        file = path.open(encoding=encoding, newline="\n")
    except OSError as error:
        raise _unopened(path, error) from error
    with file:
        yield from file


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _encoding(path: Path, blocks: Callable[[], Iterable[bytes]]) -> str:
    """The first encoding that all of a file's bytes are in; raises BadInput when there is none."""
    if all(not block.strip() for block in blocks()):
        raise BadInput("docs.empty", file=path)
    if not any(b"\0" in block for block in blocks()):
        for encoding in _ENCODINGS:
            try:
                for _ in codecs.iterdecode(blocks(), encoding):
                    pass
            except UnicodeDecodeError:
                continue
            return encoding
    raise BadInput("docs.encoding", file=path)


def parsed_json(text: str) -> Any:
    """What JSON holds; half of an emoji becomes "?". Raises ValueError and RecursionError."""
    value = json.loads(text)
    if "\\ud" in text.lower():
        # Half of an emoji, as exporters leave it that cut texts to a length: no store keeps it.
        whole = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        value = json.loads(whole)
    return value


def _unopened(path: Path, error: OSError) -> BadInput:
    return BadInput("docs.unopened", file=path, reason=error.strerror or str(error))
