"""JSON values over a socket, one a line."""

import asyncio
import json
from typing import Any


class Lines(asyncio.Protocol):
    """One end; what is said in one turn of the event loop goes out together."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._begun: list[bytes] = []
        self._said: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take the lines that are whole."""
        head, newline, rest = data.rpartition(b"\n")
        if newline:
            whole = b"".join([*self._begun, head])
            self._begun = []
            for line in whole.split(b"\n"):
                if line:
                    self.took(json.loads(line))
        if rest:
            self._begun.append(rest)

    def took(self, value: dict[str, Any]) -> None:
        """A value has come."""
        raise NotImplementedError

    def say(self, value: dict[str, Any]) -> None:
        """Send a value."""
        if not self._said:
            self._loop.call_soon(self._flush)
        self._said.append(json.dumps(value, separators=(",", ":")).encode())

    def passing(self, lines: bytes) -> None:
        """What is about to go out."""

    def close(self) -> None:
        """End it, once all that was said is out."""
        self._flush()
        if self._transport:
            self._transport.close()

    def _flush(self) -> None:
        if not self._said:
            return
        lines = b"".join([b"%b\n" % one for one in self._said])
        self._said = []
        self.passing(lines)
        if self._transport and not self._transport.is_closing():
            self._transport.write(lines)
