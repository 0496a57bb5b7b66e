"""The input in chunks of whole lines: the same bytes always give the same chunks."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from knowledge.logs.streams import Readable

_MOST_LINES = 32
_MOST_BYTES = 1_000_000
"""A chunk ends with the line by which it reaches either."""
LONGEST_LINE = 32_000_000
"""Bytes of a line; of a longer one only the beginning is kept, so that memory stays bounded."""


@dataclass(frozen=True)
class Chunk:
    """Some lines of the input, one after the other."""

    first: int
    """The number of the first of them, from 1."""
    lines: tuple[bytes, ...]
    """The lines, without their ends."""
    size: int
    """How many bytes of the input they are, ends included."""

    @property
    def digest(self) -> str:
        """What the lines are, in few characters."""
        return blake2b(b"\n".join(self.lines), digest_size=12).hexdigest()

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self.first + len(self.lines) - 1


def chunks(source: Readable) -> Iterator[Chunk]:
    """The whole input, chunk by chunk."""
    lines: list[bytes] = []
    first, size = 1, 0
    while True:
        line, read = _line(source)
        if read:
            lines.append(line)
            size += read
        if lines and (not read or len(lines) >= _MOST_LINES or size >= _MOST_BYTES):
            yield Chunk(first, tuple(lines), size)
            first, lines, size = first + len(lines), [], 0
        if not read:
            return


def _line(source: Readable) -> tuple[bytes, int]:
    """The next line, and how many bytes it took; nothing and 0 at the end.

    Lines end at line feeds only: other marks may stand within a string.
    """
    line = source.readline(LONGEST_LINE + 1)
    read = len(line)
    end = line[-1:]
    while end not in {b"\n", b""}:
        rest = source.readline(1_000_000)
        read += len(rest)
        end = rest[-1:]
    return line[: LONGEST_LINE + 1].removesuffix(b"\n"), read
