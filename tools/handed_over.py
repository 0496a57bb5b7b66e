"""Files that were handed over in the page, found by the names that people call them."""

import unicodedata
from pathlib import Path

from knowledge.errors import NotFound
from knowledge.intake.data_files import may_be_data

HANDED_OVER = "handed_over"
"""In `additional_kwargs` of a question: the file that came in just before it, in `Deps.files`."""
_LISTED = 8


def located(said: str, folder: Path) -> Path:
    """The file that is meant; with no name, the last one of rows or records in `folder`.

    Raises NotFound, naming what was handed over.
    """
    name = said.strip()
    if found := file_called(name, folder) if name else None:
        return found
    there = _files(folder)
    if not name:
        for one in data_files(folder):
            return one
        raise NotFound("sets.nothing.file")
    listed = ", ".join(one.relative_to(folder).as_posix() for one in there[:_LISTED])
    raise NotFound("sets.file.missing" if listed else "sets.file.nowhere", file=name, files=listed)


def file_called(said: str, folder: Path) -> Path | None:
    """The file of that path; of a bare name, the one in `folder` that was handed over last."""
    path = Path(said).expanduser()
    if _is_file(path):
        return path
    if path.is_absolute():
        return None
    return next((one for one in _files(folder) if _ends_in(one.relative_to(folder), path)), None)


def data_files(folder: Path) -> list[Path]:
    """Those of rows or records that were handed over, the last one first."""
    return [one for one in _files(folder) if may_be_data(one.name)]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name may hold what no file system takes
        return False


def _files(folder: Path) -> list[Path]:
    """The files in their places, the newest first; what is on its way lies in hidden folders."""
    found = [
        path
        for path in (folder.rglob("*") if folder.is_dir() else ())
        if path.is_file() and not any(part[0] == "." for part in path.relative_to(folder).parts)
    ]
    return sorted(found, key=lambda one: one.stat().st_mtime, reverse=True)


def _ends_in(path: Path, said: Path) -> bool:
    parts = [_folded(part) for part in path.parts]
    wanted = [_folded(part) for part in said.parts]
    return bool(wanted) and parts[-len(wanted) :] == wanted


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
