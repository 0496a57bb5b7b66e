"""The courier's process: `python -m tools.evals.courier`, with a socket as its standard input.

Over that socket come, for each run, its spool and a line of its own, as open files. Requests come
on the line. Each reply is written into the spool and then said on the line. When the other end of
a line is gone without a word, its process was killed: the calls under way are seen through, which
takes no longer than the time-out of each, and then the spool is let go of. The courier ends when
the socket and all lines have ended. It has a session of its own, so that no signal to the process
group or the terminal of the other reaches it.
"""

import asyncio
import gc
import os
import socket
from contextlib import suppress
from typing import Any

from knowledge.spool import END
from tools.evals.courier.lines import Lines
from tools.evals.targets.calls import Request
from tools.evals.targets.direct import Direct
from tools.evals.targets.statuses import short
from tools.evals.targets.target import CallFailed


class _Run(Lines):
    """The calls of one run."""

    def __init__(self, spool: int) -> None:
        super().__init__()
        self._spool, self._calls = spool, Direct()
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._ending: asyncio.Task[None] | None = None
        self.ended = self._loop.create_future()
        """Is done when no more will be written."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        super().connection_made(transport)
        self.passing(b"\n")  # ends a line that was torn
        self.say({"begin": True})

    def took(self, value: dict[str, Any]) -> None:
        """A request, a number that nobody waits for any more, or the end of it all."""
        if "request" in value:
            number, request = value["call"], Request(*value["request"])
            task = self._loop.create_task(self._make(number, request))
            self._under_way[number] = task
            task.add_done_callback(lambda _: self._under_way.pop(number))
        elif "call" in value:
            if unwanted := self._under_way.get(value["call"]):
                unwanted.cancel()
        else:
            for unwanted in self._under_way.values():
                unwanted.cancel()
            self._end(seen_through=False)

    def connection_lost(self, exc: Exception | None) -> None:
        """See the calls through."""
        self._end(seen_through=True)

    def passing(self, line: bytes) -> None:
        """Write a reply down before it is passed on."""
        with suppress(OSError):  # a full disk: whoever waits for it keeps it, or says so
            os.write(self._spool, line)

    async def _make(self, number: int, request: Request) -> None:
        head = {"call": number, "key": request.key}
        try:
            reply = await self._calls.make(request)
        except CallFailed as failed:
            self.say({**head, "failure": [failed.kind, str(failed), failed.again]})
        except Exception as error:  # whoever waits must hear of it, whatever it is
            told = short(f"{type(error).__name__}: {error}")
            self.say({**head, "failure": ["error", told, False]})
        else:
            # Bytes that are no UTF-8 come through as well.
            body = reply.body.decode("utf-8", "surrogateescape")
            self.say({**head, **reply._asdict(), "body": body})

    def _end(self, *, seen_through: bool) -> None:
        if self._ending is None:
            self._ending = self._loop.create_task(self._wind_up(seen_through=seen_through))

    async def _wind_up(self, *, seen_through: bool) -> None:
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        await self._calls.close()
        if seen_through:
            self.passing(END)
        os.close(self._spool)
        self.close()
        self.ended.set_result(None)


async def _serve() -> None:
    loop, gone = asyncio.get_running_loop(), asyncio.Event()
    runs: set[asyncio.Task[None]] = set()

    async def serve(spool: int, line: int) -> None:
        run = _Run(spool)
        await loop.create_connection(lambda: run, sock=socket.socket(fileno=line))
        await run.ended

    def take() -> None:
        try:
            word, files, _, _ = socket.recv_fds(control, 1, 2)
        except OSError:
            word = b""
        if not word:
            loop.remove_reader(control)
            gone.set()
            return
        task = loop.create_task(serve(*files))
        runs.add(task)
        task.add_done_callback(runs.discard)

    with socket.socket(fileno=0) as control:
        control.setblocking(False)
        loop.add_reader(control, take)
        await gone.wait()
        await asyncio.gather(*runs)


if __name__ == "__main__":
    gc.freeze()  # what was loaded stays
    asyncio.run(_serve())
