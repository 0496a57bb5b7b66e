"""A run's calls, made by the courier."""

import asyncio
from contextlib import suppress
from itertools import count
from typing import Any

from tools.evals.courier.lines import Lines
from tools.evals.courier.process import courier
from tools.evals.targets.calls import Reply, Request
from tools.evals.targets.target import CallFailed

_ENDED = "the process that makes the calls has ended"
_START = 30.0
"""Seconds for a courier to get ready."""
_STOP = 5.0
"""Seconds for it to break off what is under way."""


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
        line = self._line if self._line and not self._line.lost.done() else await self.opened()
        return await line.call(request)

    async def opened(self) -> "_Line":
        """The line, with somebody at its other end as far as can be had."""
        async with self._opening:
            if self._line is None or self._line.lost.done():
                line, sock = _Line(), courier().line(self._spool)
                await asyncio.get_running_loop().create_connection(lambda: line, sock=sock)
                with suppress(TimeoutError):
                    await asyncio.wait_for(line.begun.wait(), _START)
                self._line = line  # not before it leads anywhere
            return self._line

    async def close(self) -> None:
        """Break off what is under way; when this returns, no more is written."""
        if self._line and not self._line.lost.done():
            self._line.say({"stop": True})
            await asyncio.wait([self._line.lost], timeout=_STOP)
            self._line.close()


class _Line(Lines):
    """The line to the courier."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count()
        self._waiting: dict[int, asyncio.Future[Reply]] = {}
        self.begun = asyncio.Event()
        """Whether the other end has taken it up, or is gone."""
        self.lost = self._loop.create_future()
        """Is done when the other end is gone."""

    async def call(self, request: Request) -> Reply:
        """The reply; raises CallFailed."""
        if self.lost.done():
            raise CallFailed("unreachable", _ENDED, again=True)
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
        """It is taken up, or a reply has come, or why there is none."""
        if "begin" in value:
            self.begun.set()
            return
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
                waiting.set_exception(CallFailed("unreachable", _ENDED, again=True))
        self.lost.set_result(None)
        self.begun.set()


def _reply(said: dict[str, Any]) -> Reply:
    body = said["body"].encode("utf-8", "surrogateescape")
    return Reply(said["status"], said["headers"], body, said["ms"])
