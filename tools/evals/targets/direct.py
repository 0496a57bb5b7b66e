"""Calls over HTTP made by the process that asks for them."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import aiohttp

from tools.evals.targets.addresses import resolver
from tools.evals.targets.calls import Reply, Request
from tools.evals.targets.statuses import short
from tools.evals.targets.target import CallFailed

if TYPE_CHECKING:
    import httpx2

_BIGGEST = 8 * 1024 * 1024
"""Bytes of a reply that are read."""
_READ = ("content-type", "retry-after")
"""Headers of a reply that anybody reads."""


class Direct:
    """Connections are made when they are first needed, and kept."""

    def __init__(self) -> None:
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    async def make(self, request: Request) -> Reply:
        """Send the request and read the reply; a redirect is a reply like any other."""
        begun = time.perf_counter()
        ask = self._by_httpx if request.by_environ else self._by_aiohttp
        try:
            async with asyncio.timeout(request.timeout):
                status, headers, body = await ask(request)
        except TimeoutError as error:
            raise CallFailed("timeout", f"{request.timeout:g} s", again=True) from error
        kept = {name: headers[name] for name in _READ if name in headers}
        return Reply(status, kept, body, (time.perf_counter() - begun) * 1_000)

    async def close(self) -> None:
        """Close the connections."""
        for session in self._sessions.values():
            await session.close()
        if "_client" in self.__dict__:
            await self._client.aclose()

    async def _by_aiohttp(self, request: Request) -> tuple[int, Mapping[str, str], bytes]:
        try:
            async with self._session(request.public_only).request(
                request.method,
                request.url,
                data=request.body.encode() if request.body is not None else None,
                headers=request.headers,
                allow_redirects=False,
            ) as reply:
                return reply.status, reply.headers, await _read(reply.content.iter_any())
        except TimeoutError:
            raise
        except (aiohttp.ClientError, OSError) as error:
            raise CallFailed("unreachable", short(str(error)), again=True) from error

    async def _by_httpx(self, request: Request) -> tuple[int, Mapping[str, str], bytes]:
        import httpx2  # noqa: PLC0415 - not every run needs it

        try:
            async with self._client.stream(
                request.method, request.url, content=request.body, headers=request.headers
            ) as reply:
                return reply.status_code, reply.headers, await _read(reply.aiter_bytes())
        except httpx2.HTTPError as error:
            told = short(str(error) or type(error).__name__)
            raise CallFailed("unreachable", told, again=True) from error

    def _session(self, public_only: bool) -> aiohttp.ClientSession:
        if public_only not in self._sessions:
            connector = aiohttp.TCPConnector(limit=0, **resolver(allow_private=not public_only))
            self._sessions[public_only] = aiohttp.ClientSession(
                connector=connector,
                timeout=aiohttp.ClientTimeout(),  # each request has its own
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
            )
        return self._sessions[public_only]

    @cached_property
    def _client(self) -> "httpx2.AsyncClient":
        import httpx2  # noqa: PLC0415 - not every run needs it

        unlimited = httpx2.Limits(max_connections=None, max_keepalive_connections=None)
        return httpx2.AsyncClient(timeout=None, limits=unlimited)  # each request has its own


async def _read(parts: AsyncIterator[bytes]) -> bytes:
    read, size = [], 0
    async for part in parts:
        read.append(part)
        size += len(part)
        if size > _BIGGEST:
            raise CallFailed("garbage", f"a reply of more than {_BIGGEST} bytes", again=False)
    return b"".join(read)
