"""How the openai client's requests are made: by whoever makes a run's calls."""

import httpx2

from tools.evals.targets.calls import Calls, Request

KEY = "Idempotency-Key"
"""The header that tells which call it is."""
MS = "ms"
"""The extension of a response that holds its milliseconds."""


class Transport(httpx2.AsyncBaseTransport):
    """The way of a client's requests. It leaves the calls open."""

    def __init__(self, calls: Calls, timeout: float, *, public_only: bool) -> None:
        self._calls, self._timeout, self._public_only = calls, timeout, public_only

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response; raises CallFailed, which the client wraps into an error of its own."""
        reply = await self._calls.make(
            Request(
                key=request.headers[KEY],
                method=request.method,
                url=str(request.url),
                headers=_without_encodings(request.headers),
                body=(await request.aread()).decode(),
                timeout=self._timeout,
                public_only=self._public_only,
                by_environ=True,
            )
        )
        return httpx2.Response(
            reply.status, headers=reply.headers, content=reply.body, extensions={MS: reply.ms}
        )


def _without_encodings(headers: httpx2.Headers) -> dict[str, str]:
    """Headers but for the one on how a reply may be packed: who unpacks it says that."""
    return {name: value for name, value in headers.items() if name != "accept-encoding"}
