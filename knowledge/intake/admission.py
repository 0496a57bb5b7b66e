"""Whether a file may come in, by its name and size: asked before a byte of it is sent."""

from dataclasses import replace
from typing import NamedTuple
from uuid import uuid4

from knowledge.errors import BadInput
from knowledge.intake.file_size import readable_size
from knowledge.intake.item import IntakeItem
from knowledge.intake.uploads import safe_name

LARGEST = 200 * 1024 * 1024
"""Bytes of one file."""
MOST = 2_000
"""Files that may be on their way at once."""
SPARE = 512 * 1024 * 1024
"""Bytes that a file must leave free on the disk."""

_LONGEST = 200


class Announced(NamedTuple):
    """A file that the page is about to send."""

    name: str
    """Its name, with the folders that it was dropped in."""
    size: int
    """Bytes."""


def admitted(file: Announced, batch: str, *, largest: int, room: int, free: int) -> IntakeItem:
    """The file on the list, refused if it cannot come in.

    `largest` is the limit of its size, `room` how many more files may come, `free` the bytes that
    the disk has left.
    """
    shown = file.name.replace("\\", "/").strip("/")[-_LONGEST:] or file.name
    item = IntakeItem(uuid4().hex, batch, shown, file.size)
    try:
        item = replace(item, name=safe_name(file.name))
        _check(item, largest, room, free)
    except BadInput as error:
        return item.refused(error)
    return item


def _check(item: IntakeItem, largest: int, room: int, free: int) -> None:
    size = readable_size(item.size)
    if item.size > largest:
        limit = readable_size(largest)
        raise BadInput("intake.too_large", name=item.name, size=size, limit=limit)
    if item.size <= 0:
        raise BadInput("intake.empty", name=item.name)
    if room <= 0:
        raise BadInput("intake.too_many", name=item.name, limit=MOST)
    if free - item.size < SPARE:
        raise BadInput("intake.no_room", name=item.name, size=size, free=readable_size(free))
