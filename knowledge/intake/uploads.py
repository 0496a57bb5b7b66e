"""The folder of files that were handed over in the page: each under its own name.

A file comes in beside the others, in `.incoming/<id>/`, and takes its place only once it has
been read: what breaks half-way, or cannot be read, leaves the older version as it was.
"""

import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from knowledge.errors import BadInput

FOLDER = "files"
"""Where they lie within a workspace."""
_INCOMING = ".incoming"
_ASIDE = ".removed"
_UNFINISHED = "unfinished"
_WHOLE = "whole"

_DEEPEST = 8
_LONGEST = 200
# What no file system takes, or a shell or another system would read as something else. A colon
# and its kind are Windows'; the invisible marks could make a name look like another.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
_ENDS = re.compile(r"^[\s.]+|[\s.]+$")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Leftover:
    """A file that was on its way in when the process ended."""

    id: str
    """What it was announced as."""
    name: str
    """Its name."""
    whole: bool
    """Whether all of it had arrived."""


class Uploads:
    """Files by name, and those on their way in or out. One process at a time."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made when the first file comes."""
        self._folder = folder.resolve()

    def place(self, name: str) -> Path:
        """Where the file of that name belongs."""
        return self._folder / name

    def free(self) -> int:
        """Bytes that the disk has left."""
        at = next(p for p in (self._folder, *self._folder.parents) if p.exists())
        return shutil.disk_usage(at).free

    def begin(self, item_id: str, name: str) -> Path:
        """Where to write what arrives."""
        path = self._folder / _INCOMING / item_id / _UNFINISHED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def arrived(self, item_id: str) -> None:
        """All of it is here; from now on it survives the process."""
        box = self._folder / _INCOMING / item_id
        (box / _UNFINISHED).replace(box / _WHOLE)

    def staged(self, item_id: str, name: str) -> Path:
        """Where a file that has arrived waits to be read."""
        return self._folder / _INCOMING / item_id / _WHOLE / name

    def keep(self, item_id: str, name: str) -> None:
        """Put a file that was read into its place, over an older one of that name."""
        place = self.place(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        self.staged(item_id, name).replace(place)
        self.discard(item_id)

    def discard(self, item_id: str) -> None:
        """Forget a file on its way in."""
        shutil.rmtree(self._folder / _INCOMING / item_id, ignore_errors=True)

    def leftovers(self) -> list[Leftover]:
        """What a process that ended has left on its way in."""
        return list(self._leftovers())

    def _leftovers(self) -> Iterator[Leftover]:
        incoming = self._folder / _INCOMING
        for box in sorted(incoming.iterdir()) if incoming.is_dir() else []:
            for state in (_WHOLE, _UNFINISHED):
                files = [path for path in (box / state).rglob("*") if path.is_file()]
                if files:
                    name = files[0].relative_to(box / state).as_posix()
                    yield Leftover(box.name, name, whole=state == _WHOLE)
                    break
            else:
                self.discard(box.name)

    # A removed document's file waits aside for as long as the removal can be undone.

    def set_aside(self, origin: str | None) -> None:
        """Take the file at `origin` out of its place, if it is one of ours."""
        path = self._ours(origin)
        if path is not None and path.is_file():
            aside = self._aside(path)
            aside.parent.mkdir(parents=True, exist_ok=True)
            path.replace(aside)

    def bring_back(self, origin: str | None) -> None:
        """Undo `set_aside`."""
        path = self._ours(origin)
        if path is not None and self._aside(path).is_file() and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._aside(path).replace(path)

    def forget_aside(self) -> None:
        """Delete for good what was set aside."""
        shutil.rmtree(self._folder / _ASIDE, ignore_errors=True)

    def _ours(self, origin: str | None) -> Path | None:
        path = Path(origin) if origin else None
        return path if path and path.is_relative_to(self._folder) else None

    def _aside(self, path: Path) -> Path:
        return self._folder / _ASIDE / path.relative_to(self._folder)


def safe_name(given: str) -> str:
    """A name, or a path relative to a dropped folder, that stays within a folder of ours.

    Raises BadInput when nothing is left of it.
    """
    parts = [_safe_part(part) for part in re.split(r"[/\\]", unicodedata.normalize("NFC", given))]
    kept = [part for part in parts if part]
    if not kept or not parts[-1]:
        raise BadInput("intake.no_name", name=given[:_LONGEST])
    return str(PurePosixPath(*kept[-_DEEPEST:]))


def _safe_part(part: str) -> str:
    part = _UNSAFE.sub("_", part.encode("utf-8", "replace").decode())
    part = _ENDS.sub("", part)
    if not part:
        return ""
    if _RESERVED.match(part):
        part = f"_{part}"
    stem, dot, suffix = part.rpartition(".")
    if not dot or len(suffix) > 12:
        stem, suffix = part, ""
    room = _LONGEST - len(suffix.encode()) - 1
    short = _ENDS.sub("", stem.encode()[:room].decode("utf-8", "ignore"))
    return f"{short}.{suffix}" if suffix else short
