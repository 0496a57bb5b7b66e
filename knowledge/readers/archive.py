"""Zip files, as folders: each member in turn, and a line for each that is not taken."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from knowledge.errors import BadInput
from knowledge.jsonl import Unreadable
from knowledge.readers.kinds import is_hidden
from knowledge.readers.limits import FILE_BYTES, MB, MEMBERS, UNPACKED_BYTES
from knowledge.readers.office import swells

_UTF8 = 0x800
_ENCRYPTED = 0x1
_PIECE = 1 << 20


@dataclass
class Budget:
    """What an archive may still unpack to, together with the archives in it."""

    size: int = UNPACKED_BYTES
    """Bytes."""
    members: int = MEMBERS
    """Files."""


def members(
    path: Path, shown: str, scratch: Path, budget: Budget
) -> Iterator[tuple[str, Path] | Unreadable]:
    """Each file of an archive: its name within, and where it lies until the next is asked for.

    Raises BadInput for an archive that is broken, or that unpacks to more than `budget`.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadInput("documents.broken", file=shown, kind="zip") from error
    with archive:
        wanted = [
            (one, name)
            for one in archive.infolist()
            if not one.is_dir() and not _is_furniture(name := name_of(one))
        ]
        budget.members -= len(wanted)
        if budget.members < 0:
            raise BadInput("documents.zip.many", file=shown, limit=MEMBERS)
        # One that swells is an attack on the whole; a large one may only be large.
        if any(swells(one) for one, _ in wanted):
            raise BadInput("documents.bomb", file=shown)
        seen: set[str] = set()
        for number, (one, name) in enumerate(wanted):
            inner = f"{shown}/{name}"
            target = scratch / f"{number}{_suffix(name)}"
            try:
                _check(one, name, inner, seen)
                budget.size -= one.file_size
                if budget.size < 0:
                    raise BadInput("documents.zip.total", file=shown, limit=UNPACKED_BYTES // MB)
                _unpack(archive, one, target, inner)
            except BadInput as error:
                if error.key == "documents.zip.total":
                    raise
                yield Unreadable(name, error)
                continue
            try:
                yield name, target
            finally:
                target.unlink(missing_ok=True)


def name_of(member: zipfile.ZipInfo) -> str:
    """A member's name with slashes; Chinese ones are mostly written in UTF-8 or GBK unmarked."""
    name = member.filename
    if not member.flag_bits & _UTF8:
        try:
            data = name.encode("cp437")
        except UnicodeEncodeError:
            return name.replace("\\", "/")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = data.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _check(member: zipfile.ZipInfo, name: str, shown: str, seen: set[str]) -> None:
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or (parts and ":" in parts[0]) or "\0" in name:
        raise BadInput("documents.zip.path", file=shown)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise BadInput("documents.zip.link", file=shown)
    if member.flag_bits & _ENCRYPTED:
        raise BadInput("documents.encrypted", file=shown)
    if member.file_size > FILE_BYTES:
        size, limit = member.file_size // MB, FILE_BYTES // MB
        raise BadInput("documents.large", file=shown, size=size, limit=limit)
    if name in seen:
        raise BadInput("documents.zip.twice", file=shown)
    seen.add(name)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, shown: str) -> None:
    # zipfile never gives more than a member declares, which was counted above.
    try:
        with archive.open(member) as source, target.open("wb") as out:
            while piece := source.read(_PIECE):
                out.write(piece)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        target.unlink(missing_ok=True)
        raise BadInput("documents.zip.member", file=shown) from error


def _is_furniture(name: str) -> bool:
    return any(is_hidden(part) for part in PurePosixPath(name).parts if part not in {".", ".."})


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return suffix if suffix.isascii() and len(suffix) < 10 and suffix[1:].isalnum() else ""
