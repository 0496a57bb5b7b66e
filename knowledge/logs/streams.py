"""Streams under a log: looked ahead into, unpacked, recoded, or made line by line."""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol

from knowledge.errors import BadInput

HEAD = 1 << 16
"""Bytes of a stream that are looked at before it is read."""


class Readable(Protocol):
    """What lines can be read from."""

    def readline(self, size: int = -1, /) -> bytes:
        """The next line, or at most `size` bytes of it; nothing at the end."""


class Ahead(io.RawIOBase):
    """A stream whose beginning has been looked at, without its byte order mark."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.head = _beginning(source).removeprefix(codecs.BOM_UTF8)
        self._left = io.BytesIO(self.head)

    def readable(self) -> bool:
        """It can be read, and no more."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill what is given, as far as there is something; how many bytes it was."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes, or all that is left."""
        if size < 0:
            return self._left.read() + self._source.read()
        begun = self._left.read(size)
        return begun if len(begun) == size else begun + self._source.read(size - len(begun))

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line, or so much of it."""
        most = -1 if size is None else size
        begun = self._left.readline(most)
        if begun.endswith(b"\n") or len(begun) == most:
            return begun
        return begun + self._source.readline(most - len(begun) if most >= 0 else -1)


def _beginning(source: BinaryIO) -> bytes:
    """The first bytes, to the end of the first line at least where that is not endless.

    A pipe may have given little so far; more than the first line is not waited for.
    """
    begun = source.readline(HEAD)
    peek = getattr(source, "peek", None)
    return begun if peek is None or len(begun) == HEAD else begun + source.read(len(peek(1)))


class Unpacked(io.RawIOBase):
    """What gzip packed; a broken end is told by name."""

    def __init__(self, packed: gzip.GzipFile, name: object) -> None:
        self._packed, self._name = packed, name

    def readable(self) -> bool:
        """It can be read, and no more."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill what is given, as far as there is something; how many bytes it was."""
        try:
            data = self._packed.read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            reason = str(error)
            raise BadInput("events.unreadable", path=self._name, reason=reason) from error
        buffer[: len(data)] = data
        return len(data)


class Recoded(io.RawIOBase):
    """Text in UTF-8 that was in another encoding; what is none becomes "�"."""

    def __init__(self, source: io.RawIOBase, encoding: str) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._made = b""

    def readable(self) -> bool:
        """It can be read, and no more."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill what is given, as far as there is something; how many bytes it was."""
        while not self._made:
            data = self._source.read(HEAD) or b""
            self._made = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        data, self._made = self._made[: len(buffer)], self._made[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


class Lines:
    """Lines that are made one after the other."""

    def __init__(self, made: Iterator[bytes]) -> None:
        self._made = made
        self._rest = b""

    def readline(self, size: int = -1, /) -> bytes:
        """The next line, or so much of it."""
        line = self._rest or next(self._made, b"")
        if 0 <= size < len(line):
            self._rest = line[size:]
            return line[:size]
        self._rest = b""
        return line
