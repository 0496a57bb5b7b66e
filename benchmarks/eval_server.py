"""The service that runners are measured against: it answers 50 ms after a request is whole.

`python -m benchmarks.eval_server` prints its port and serves on loopback until its standard input
ends. A request of `{"query": "x"}` is answered by `{"answer": "echo x"}`; a GET by how many calls
came since the last GET, and how many of them were under way at once at most. It does as little
else as it can, so that what is measured is the runner.
"""

import asyncio
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

LATENCY = 0.05
"""Seconds from a whole request to its answer."""
_MOST_BYTES = 64 * 1024
_MOST_CONNECTIONS = 1_024
_END = b"\r\n\r\n"


class Echo(asyncio.Protocol):
    """One connection. Requests on it come one after another, as HTTP clients send them."""

    connections = calls = under_way = most_at_once = 0
    """Counts of all connections together."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take it, unless there are too many."""
        self._transport, self._read = cast("asyncio.Transport", transport), b""
        Echo.connections += 1
        if Echo.connections > _MOST_CONNECTIONS:
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """One fewer."""
        Echo.connections -= 1

    def data_received(self, data: bytes) -> None:
        """Answer once the request is whole."""
        self._read += data
        if len(self._read) > _MOST_BYTES:
            self._transport.close()
            return
        head, end, body = self._read.partition(_END)
        if not end:
            return
        if head.startswith(b"GET"):
            self._read = b""
            self._write({"calls": Echo.calls, "at_once": Echo.most_at_once})
            Echo.calls = Echo.most_at_once = 0
        elif len(body) >= _length(head):
            self._read = b""
            Echo.calls += 1
            Echo.under_way += 1
            Echo.most_at_once = max(Echo.most_at_once, Echo.under_way)
            asyncio.get_running_loop().call_later(LATENCY, self._answer, body)

    def _answer(self, body: bytes) -> None:
        Echo.under_way -= 1
        self._write({"answer": f"echo {json.loads(body)['query']}"})

    def _write(self, found: dict[str, object]) -> None:
        if self._transport.is_closing():
            return
        text = json.dumps(found).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(text)}"
        self._transport.write(head.encode() + _END + text)


def _length(head: bytes) -> int:
    found = head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]
    return int(found or 0)


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server in a process of its own, which ends with the block."""
    process = subprocess.Popen(
        (sys.executable, "-m", "benchmarks.eval_server"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/"
    finally:
        process.stdin.close()
        process.wait(timeout=10)


def seen(url: str) -> dict[str, int]:
    """Calls since the last look, and the most that were under way at once."""
    with urllib.request.urlopen(url, timeout=10) as reply:
        found: dict[str, int] = json.load(reply)
    return found


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, "127.0.0.1", 0, backlog=_MOST_CONNECTIONS)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve())
