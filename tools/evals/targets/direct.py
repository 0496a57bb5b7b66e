"""Calls over HTTP made by the process that asks for them."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Mapping

import aiohttp

from tools.evals.targets.addresses import resolver
from tools.evals.targets.calls import Reply, Request
from tools.evals.targets.proxies import Proxy, proxy_for
from tools.evals.targets.statuses import short
from tools.evals.targets.target import CallFailed

_BIGGEST = 8 * 1024 * 1024
"""Bytes of a reply that are read."""
_READ = ("content-type", "retry-after")
"""Headers of a reply that anybody reads."""


class Direct:
    """Connections are made when they are first needed, and kept."""

    def __init__(self) -> None:
        self._sessions: dict[tuple[bool, bool], aiohttp.ClientSession] = {}

    async def make(self, request: Request) -> Reply:
        """Send the request and read the reply; a redirect is a reply like any other."""
        begun = time.perf_counter()
        try:
            async with asyncio.timeout(request.timeout):
                status, headers, body = await self._answered(request)
        except TimeoutError as error:
            raise CallFailed("timeout", f"{request.timeout:g} s", again=True) from error
        except (aiohttp.ClientError, OSError) as error:
            raise CallFailed("unreachable", short(str(error)), again=True) from error
        kept = {name: headers[name] for name in _READ if name in headers}
        return Reply(status, kept, body, (time.perf_counter() - begun) * 1_000)

    async def close(self) -> None:
        """Close the connections."""
        for session in self._sessions.values():
            await session.close()

    async def _answered(self, request: Request) -> tuple[int, Mapping[str, str], bytes]:
        proxy = proxy_for(request.url) if request.by_environ else None
        headers = dict(request.headers)
        if proxy and request.url.startswith("http:"):  # the client tells it only before a tunnel
            headers.update(proxy.headers)
        async with self._session(request, proxy).request(
            request.method,
            request.url,
            data=request.body.encode() if request.body is not None else None,
            headers=headers,
            allow_redirects=False,
            proxy=proxy and proxy.url,
            proxy_headers=proxy and proxy.headers,
        ) as reply:
            return reply.status, reply.headers, await _read(reply.content.iter_any())

    def _session(self, request: Request, proxy: Proxy | None) -> aiohttp.ClientSession:
        # What a name means behind a proxy is the proxy's to say, and its own address is meant.
        public_only = request.public_only and proxy is None
        kind = public_only, request.by_environ
        if kind not in self._sessions:
            self._sessions[kind] = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=0,
                    ssl=_trust_of_environ() if request.by_environ else True,
                    **resolver(allow_private=not public_only),
                ),
                timeout=aiohttp.ClientTimeout(),  # each request has its own
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
            )
        return self._sessions[kind]


def _trust_of_environ() -> ssl.SSLContext:
    """The certificates that the openai client trusts."""
    import httpx2  # noqa: PLC0415 - not every run needs it

    return httpx2.create_ssl_context()


async def _read(parts: AsyncIterator[bytes]) -> bytes:
    read, size = [], 0
    async for part in parts:
        read.append(part)
        size += len(part)
        if size > _BIGGEST:
            raise CallFailed("garbage", f"a reply of more than {_BIGGEST} bytes", again=False)
    return b"".join(read)
