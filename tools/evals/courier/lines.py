"""JSON values over a socket, one a line."""

import asyncio
import json
from typing import Any

_ENCODER = json.JSONEncoder(separators=(",", ":"))


class Lines(asyncio.Protocol):
    """One end. What is said goes out at once, so that the other end need not wait for more."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport
        self._parts: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take the lines that are whole."""
        head, newline, rest = data.rpartition(b"\n")
        if newline:
            whole = b"".join([*self._parts, head])
            self._parts = []
            for line in whole.split(b"\n"):
                self.took(json.loads(line))
        if rest:
            self._parts.append(rest)

    def took(self, value: dict[str, Any]) -> None:
        """A value has come."""
        raise NotImplementedError

    def say(self, value: dict[str, Any]) -> None:
        """Send a value."""
        line = f"{_ENCODER.encode(value)}\n".encode()
        self.passing(line)
        if not self._transport.is_closing():
            self._transport.write(line)

    def passing(self, line: bytes) -> None:
        """What is about to go out."""

    def close(self) -> None:
        """End it, once all that was said is out."""
        self._transport.close()
