"""JSON Lines, read line by line: a broken line is reported by number and stops nothing."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import BadInput, CasebookError

Line = TypeVar("Line", bound=BaseModel)


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
    """Each line of a file as a `shape`; blank lines are skipped.

    Raises BadInput when the file itself cannot be read.
    """
    # Split on line feeds only: str.splitlines would also cut at U+2028 within a string.
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if line.strip():
            try:
                yield shape.model_validate_json(line)
            except ValidationError as error:
                first = error.errors(include_url=False, include_input=False)[0]
                place = ".".join(map(str, first["loc"]))
                reason = f"{place}: {first['msg']}" if place else first["msg"]
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
        reason = error.strerror or str(error)
        raise BadInput("docs.unopened", file=path, reason=reason) from error
    if not data.strip():
        raise BadInput("docs.empty", file=path)
    if b"\0" not in data:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise BadInput("docs.encoding", file=path)


def parsed_json(text: str) -> Any:
    """What JSON holds; half of an emoji becomes "?". Raises ValueError and RecursionError."""
    value = json.loads(text)
    if "\\ud" in text.lower():
        # Half of an emoji, as exporters leave it that cut texts to a length: no store keeps it.
        whole = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        value = json.loads(whole)
    return value
