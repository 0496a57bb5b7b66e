"""Where a command's results go: to stdout, or whole into a file."""

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import BadInput


def write_lines(lines: Iterable[str], path: Path | None) -> None:
    """Write to `path`, or to stdout for None.

    The file appears under its name when all lines are in it: a failure half-way leaves what was
    there before, and a file that the lines are being read from is not cut short. A device or a
    pipe stays what it is, and is written to. Raises BadInput when it cannot be written.
    """
    if path is None:
        sys.stdout.writelines(lines)
        return
    with _whole(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(lines)


def write_bytes(content: bytes, path: Path | None) -> None:
    """The same for a file that is no text, or whose line ends have to stay as they are."""
    if path is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    with _whole(path) as unfinished:
        unfinished.write_bytes(content)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place when all went well; where no file can, `path`."""
    place = destination(path)
    direct = is_stream(path)
    unfinished = path if direct else place.with_name(f"{place.name}.unfinished")
    try:
        yield unfinished
        if not direct:
            unfinished.replace(place)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInput("docs.unwritable", file=path, reason=reason) from error
    finally:
        if not direct:
            unfinished.unlink(missing_ok=True)


def is_stream(path: Path) -> bool:
    """Whether what stands there is a device or a pipe, whose place no file may take."""
    return path.exists() and not path.is_file() and not path.is_dir()


def destination(path: Path) -> Path:
    """The file itself where `path` is a link to it: the link stays one.

    Raises BadInput when a folder stands there.
    """
    if path.is_dir():
        reason = os.strerror(errno.EISDIR)
        raise BadInput("docs.unwritable", file=path, reason=reason)
    return path.resolve()


def refuse_overwriting(path: Path | None, inputs: Iterable[Path]) -> None:
    """Raise BadInput when the output would replace one of the inputs."""
    if (
        path is not None
        and path.exists()
        and any(path.samefile(one) for one in inputs if one.exists())
    ):
        raise BadInput("docs.over_input", file=path)
