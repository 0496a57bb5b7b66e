"""What Word, PowerPoint and Excel files have in common: a ZIP of XML parts."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge.errors import BadInput
from knowledge.readers.limits import RATIO_FROM, UNPACKED_BYTES, UNPACKED_RATIO

# Titles that the programs give by themselves.
_NO_TITLE = re.compile(
    r"(?:microsoft )?(?:power ?point|word|excel)\b.*|(?:演示文稿|文档|工作簿|幻灯片|document|"
    r"presentation|book|untitled|\(anonymous\)|\(unspecified\)|无标题|未命名).{0,12}|.*(?:模板|template).*|.{0,1}",
    re.IGNORECASE,
)


def check_package(path: Path, shown: str) -> None:
    """Raise BadInput when an office file would unpack to too much, or defines XML entities.

    No office program writes a document type definition; it is how XML bombs are made.
    """
    with zipfile.ZipFile(path) as package:
        members = package.infolist()
        if sum(one.file_size for one in members) > UNPACKED_BYTES or any(map(swells, members)):
            raise BadInput("documents.bomb", file=shown)
        for one in members:
            if one.filename.endswith((".xml", ".rels", ".vml")):
                with package.open(one) as part:
                    if _defines_entities(part.read(4096)):
                        raise BadInput("documents.entities", file=shown)


def swells(member: zipfile.ZipInfo) -> bool:
    """Whether a member of an archive unpacks to suspiciously much."""
    return member.file_size > RATIO_FROM and member.file_size > UNPACKED_RATIO * max(
        member.compress_size, 1
    )


def proper_title(title: str | None) -> str | None:
    """A title from a file's properties, unless a program or a template put it there."""
    words = " ".join((title or "").split())
    return None if _NO_TITLE.fullmatch(words) else words


def descend(element: Any, skipped: frozenset[str]) -> Iterator[Any]:
    """The XML elements below one, in order, without what lies in those of `skipped` tags."""
    for child in element:
        if child.tag not in skipped:
            yield child
            yield from descend(child, skipped)


def _defines_entities(head: bytes) -> bool:
    return b"<!DOCTYPE" in head.replace(b"\0", b"") or b"<!ENTITY" in head.replace(b"\0", b"")
