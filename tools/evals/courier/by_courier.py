"""A run's calls, made by the courier."""

import asyncio
from itertools import count
from typing import Any

from tools.evals.courier.lines import Lines
from tools.evals.courier.process import courier
from tools.evals.targets.calls import Reply, Request
from tools.evals.targets.target import CallFailed

_PATIENCE = 5.0
"""Seconds for the courier to break off what is under way."""


class ByCourier:
    """Calls of one run. What came of its calls when it was killed is there at once."""

    def __init__(self, spool: int, kept: dict[str, dict[str, Any]]) -> None:
        self._spool = spool
        self.kept = kept
        """Replies to earlier calls by their keys, which nobody has taken yet."""
        self._line: _Line | None = None
        self._opening = asyncio.Lock()

    async def make(self, request: Request) -> Reply:
        """The reply; raises CallFailed, also when the courier ends meanwhile."""
        if found := self.kept.pop(request.key, None):
            return _reply(found)
        if self._line is None or self._line.lost.done():
            async with self._opening:
                if self._line is None or self._line.lost.done():
                    self._line = await _opened(self._spool)
        return await self._line.call(request)

    async def close(self) -> None:
        """Break off what is under way; when this returns, no more is written."""
        if self._line and not self._line.lost.done():
            self._line.say({"stop": True})
            await asyncio.wait([self._line.lost], timeout=_PATIENCE)
            self._line.close()


class _Line(Lines):
    """The line to the courier."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count()
        self._waiting: dict[int, asyncio.Future[Reply]] = {}
        self.lost = self._loop.create_future()
        """Is done when the other end is gone."""

    async def call(self, request: Request) -> Reply:
        number = next(self._numbers)
        reply: asyncio.Future[Reply] = self._loop.create_future()
        self._waiting[number] = reply
        self.say({"call": number, "request": request})
        try:
            return await reply
        except asyncio.CancelledError:
            self.say({"call": number})
            raise
        finally:
            del self._waiting[number]

    def took(self, value: dict[str, Any]) -> None:
        """A reply has come, or why there is none."""
        waiting = self._waiting.get(value["call"])
        if waiting is None or waiting.done():
            return
        if "failure" in value:
            kind, told, again = value["failure"]
            waiting.set_exception(CallFailed(kind, told, again=again))
        else:
            waiting.set_result(_reply(value))

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody answers any more."""
        for waiting in self._waiting.values():
            if not waiting.done():
                told = "the process that makes the calls has ended"
                waiting.set_exception(CallFailed("unreachable", told, again=True))
        self.lost.set_result(None)


async def _opened(spool: int) -> _Line:
    line = _Line()
    sock = courier().line(spool)
    await asyncio.get_running_loop().create_connection(lambda: line, sock=sock)
    return line


def _reply(said: dict[str, Any]) -> Reply:
    body = said["body"].encode("utf-8", "surrogateescape")
    return Reply(said["status"], said["headers"], body, said["ms"])
